"""Edits applied to a text."""

from __future__ import annotations

from collections.abc import Iterable

from lint_post.rule.finding import Edit


def apply(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with all ``edits`` made; insertions at one place come in the order given.

    Raises ValueError if two edits overlap or one reaches beyond the text.
    """
    pieces = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        start, end = edit.span
        if not done <= start <= end <= len(text):
            raise ValueError(f"the edit at {start}:{end} overlaps another or leaves the text")
        pieces += [text[done:start], edit.text]
        done = end
    return "".join([*pieces, text[done:]])
