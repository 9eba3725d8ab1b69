"""What lint-post knows about English words: `english` is the door to the data files."""
