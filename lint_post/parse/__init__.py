"""Markdown, parsed: CommonMark and GitHub's extensions, each node at its exact place.

`parser` is the door; mistune finds the blocks (`blocks`, `block`) and inlines (`inlines`), and `build` and `assemble`
give each its position. `front_matter` reads YAML, TOML and JSON.
"""
