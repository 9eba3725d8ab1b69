"""The line of each key and each array element in a TOML text."""

from __future__ import annotations

from bisect import bisect_right

from lint_post.parse.front_matter.data_spans import Path, toml_spans
from lint_post.text.source import LINE_END

__all__ = ["Path", "dotted", "lines", "nearest"]


def lines(text: str) -> dict[Path, int]:
    """The line, from 1, of every table, key and array element in ``text``, which must be valid TOML."""
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]
    return {path: bisect_right(starts, written.key.start) for path, written in toml_spans(text).items()}


def nearest(lines: dict[Path, int], path: Path) -> int:
    """The line of ``path``, or of its nearest parent."""
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), 1)


def dotted(path: Path) -> str:
    """``path`` as TOML writes it, without the indices of arrays."""
    keys = (f'"{part}"' if "/" in part else part for part in path if isinstance(part, str))
    return ".".join(keys)
