"""Rules about what was to be finished before publishing."""
