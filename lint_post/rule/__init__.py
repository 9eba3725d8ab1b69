"""What a rule is, what it says, and what it asks.

`base` holds the base classes, `finding` what a rule yields, `question` what it asks, `edits` and `targets` what helps
it to do so; `options` are its fields as configuration, `page` is its documentation, and `catalogue` finds all rules.
"""
