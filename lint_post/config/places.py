"""On which line each key and each element of a TOML text stands; the standard parser does not say."""

from __future__ import annotations

import re
import tomllib
from typing import NamedTuple

Path = tuple[str | int, ...]
_TOKEN = re.compile(
    r"""
      (?P<blank>[\ \t\r]+ | \#[^\n]*)
    | (?P<end>\n)
    | (?P<text>\"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
    | (?P<mark>[\[\]{},=.])
    | (?P<bare>[^\s\[\]{},=."'\#]+)
    """,
    re.VERBOSE | re.DOTALL,
)


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def lines(text: str) -> dict[Path, int]:
    """The line, from 1, of every table, key and array element in ``text``, which has to be valid TOML."""
    return _Scanner(text).lines


def nearest(lines: dict[Path, int], path: Path) -> int:
    """The line of ``path``, or of what is nearest around it."""
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), 1)


def dotted(path: Path) -> str:
    """``path`` as TOML writes it, without the indices of arrays."""
    keys = (f'"{part}"' if "/" in part else part for part in path if isinstance(part, str))
    return ".".join(keys)


class _Scanner:
    """One reading of a text; ``lines`` is its result."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._tokens: list[_Token] = []
        line = 1
        for match in _TOKEN.finditer(text):
            if match.lastgroup != "blank":
                self._tokens.append(_Token(str(match.lastgroup), match[0], line))
            line += match[0].count("\n")
        self._tokens.append(_Token("end", "", line))
        self._next = 0
        self._document()

    @property
    def _here(self) -> _Token:
        return self._tokens[self._next]

    def _pop(self) -> _Token:
        self._next += 1
        return self._tokens[self._next - 1]

    def _accept(self, mark: str) -> bool:
        """Whether the next token is ``mark``; if so, it is taken."""
        found = self._here.text == mark
        self._next += found
        return found

    def _document(self) -> None:
        table: Path = ()
        while self._next < len(self._tokens):
            if self._here.kind == "end":
                self._next += 1
            elif self._here.text == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Path:
        """The path of the table that ``[table]`` or ``[[table]]`` opens."""
        line = self._pop().line
        repeated = self._accept("[")
        path: Path = ()
        for part in self._key():
            if path in self._counts:
                path += (self._counts[path] - 1,)
            path += (part,)
            self.lines.setdefault(path, line)
        self._next += 1 + repeated
        if repeated:
            self._counts[path] = self._counts.get(path, 0) + 1
        if path in self._counts:
            path += (self._counts[path] - 1,)
            self.lines[path] = line
        return path

    def _key(self) -> list[str]:
        parts = []
        while True:
            token = self._pop()
            parts.append(token.text if token.kind == "bare" else tomllib.loads(f"key = {token.text}")["key"])
            if not self._accept("."):
                return parts

    def _pair(self, table: Path) -> None:
        line = self._here.line
        path = table
        for part in self._key():
            path += (part,)
            self.lines.setdefault(path, line)
        self._accept("=")
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._accept("["):
            self._array(path)
        elif self._accept("{"):
            self._skip_ends()
            while not self._accept("}"):
                self._pair(path)
                self._accept(",")
                self._skip_ends()
        else:
            while self._here.kind in ("text", "bare") or self._here.text == ".":
                self._next += 1

    def _array(self, path: Path) -> None:
        index = 0
        self._skip_ends()
        while not self._accept("]"):
            self.lines[(*path, index)] = self._here.line
            self._value((*path, index))
            self._skip_ends()
            self._accept(",")
            self._skip_ends()
            index += 1

    def _skip_ends(self) -> None:
        while self._here.kind == "end" and self._next + 1 < len(self._tokens):
            self._next += 1
