"""The rules: each file is one, and its place is its id."""
