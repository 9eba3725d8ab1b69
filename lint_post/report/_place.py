"""The end of a range, without a trailing line break."""

from __future__ import annotations

from lint_post.text.source import Range


def last_line(where: Range) -> int:
    """The line, from 1, of the last character of ``where``: a line end belongs to the line it ends."""
    start, end = where
    return end.line - 1 if end.column == 1 and end.line > start.line else end.line
