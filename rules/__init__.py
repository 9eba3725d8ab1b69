"""The rules: each file holds one rule, and its path is the rule's id."""
