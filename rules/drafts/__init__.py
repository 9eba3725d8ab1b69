"""Rules about unfinished posts."""
