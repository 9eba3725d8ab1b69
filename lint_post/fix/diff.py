"""A change as a unified diff that ``git apply`` and ``patch -p1`` accept."""

from __future__ import annotations

import os
import re
from difflib import unified_diff

from lint_post.text.source import BOM, Source

_ODD = re.compile(rb'[\x00-\x1f"\\\x7f-\xff]')
_ESCAPES = {7: b"a", 8: b"b", 9: b"t", 10: b"n", 11: b"v", 12: b"f", 13: b"r", 34: b'"', 92: b"\\"}
_NO_LINE_BREAK = "\n\\ No newline at end of file\n"


def diff(before: Source, after: Source) -> str:
    """The change from ``before`` to ``after``; empty if they are equal."""
    path = before.path.lstrip("/")
    lines = unified_diff(_lines(before), _lines(after), _label(f"a/{path}"), _label(f"b/{path}"))
    return "".join(line if line.endswith("\n") else line + _NO_LINE_BREAK for line in lines)


def _lines(source: Source) -> list[str]:
    """The lines of the file: only LF ends one, as in Git, and a byte order mark is part of the first."""
    *ended, last = ((BOM if source.has_bom else "") + source.text).split("\n")
    return [f"{line}\n" for line in ended] + ([last] if last else [])


def _label(name: str) -> str:
    """The name of a file as Git writes it: odd ones quoted as in C, those with spaces ended by a tab."""
    data = os.fsencode(name)
    if _ODD.search(data):
        return f'"{_ODD.sub(_escaped, data).decode()}"'
    return f"{name}\t" if " " in name else name


def _escaped(match: re.Match[bytes]) -> bytes:
    code = match[0][0]
    return b"\\" + _ESCAPES.get(code, b"%03o" % code)
