"""Rules about empty, short, and unfinished sections."""
