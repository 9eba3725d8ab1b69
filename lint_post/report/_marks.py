"""The mark of a finding that can be fixed."""

from __future__ import annotations

from lint_post.rule.finding import Applicability, PlacedFix

_MARKS = {Applicability.SAFE: "[*] ", Applicability.UNSAFE: "[~] ", Applicability.SUGGESTION: ""}


def mark(fix: PlacedFix | None) -> str:
    """``[*]`` for a safe fix, ``[~]`` for an unsafe one, each with a space after it; empty for suggestions."""
    return "" if fix is None else _MARKS[fix.applicability]
