"""Findings about lint-post itself, which are always on."""
