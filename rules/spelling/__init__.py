"""Rules about misspelled words."""
