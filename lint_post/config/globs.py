"""Patterns as in .gitignore; pathspec is imported with the first of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


class Globs:
    """A list of patterns, of which the last match decides, as in git; invalid patterns are skipped."""

    def __init__(self, lines: Iterable[str]) -> None:
        from pathspec import GitIgnoreSpec

        self._lines: list[str] = []
        patterns: list[Any] = []
        for line in lines:
            found = _patterns(line)
            patterns += found
            self._lines += [line.rstrip()] * len(found)
        self._spec = GitIgnoreSpec(patterns)
        self._any = _union(patterns)

    def verdict(self, path: str) -> bool | None:
        """Whether ``path`` is excluded (True) or included again (False); None if no pattern matches.

        It is relative to the folder of the patterns, with ``/``, and ends with it if it is a folder.
        """
        if self._any and not self._any.search(path):
            return None
        result = self._spec.check_file(path)
        if result.index is not None and path.endswith("/") and self._lines[result.index].endswith("/**"):
            return None  # matches the contents, of which another pattern may include some again
        return result.include


def _union(patterns: Iterable[Any]) -> re.Pattern[str] | None:
    """A pattern that matches if one of ``patterns`` does (most paths match none); None if it is invalid."""
    parts = [re.sub(r"\(\?P<\w+>", "(?:", pattern.regex.pattern) for pattern in patterns]
    try:
        return re.compile("|".join(f"(?:{part})" for part in parts) or r"(?!)")
    except re.error:
        return None


def is_glob(line: str) -> bool:
    """Whether ``line`` is a pattern, not a comment or a mistake."""
    return bool(_patterns(line))


def _patterns(line: str) -> list[Any]:
    from pathspec import GitIgnoreSpec

    try:
        return [pattern for pattern in GitIgnoreSpec.from_lines([line]).patterns if pattern.include is not None]
    except ValueError:
        return []
