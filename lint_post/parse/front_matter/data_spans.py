"""Where each key and each value of a TOML or JSON text stands; the standard parsers do not say.

Both readers take for granted that the standard parser has read the text without complaint.
"""

from __future__ import annotations

import re
import tomllib
from typing import NamedTuple

from lint_post.text.source import Span

Path = tuple[str | int, ...]
_TOML_TOKEN = re.compile(
    r"""
      (?P<blank>[\ \t\r]+ | \#[^\n]*)
    | (?P<end>\n)
    | (?P<text>\"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
    | (?P<mark>[\[\]{},=.])
    | (?P<bare>[^\s\[\]{},=."'\#]+)
    """,
    re.VERBOSE | re.DOTALL,
)
_JSON_TOKEN = re.compile(r'(?P<text>"(?:[^"\\]|\\.)*")|(?P<mark>[{}\[\],:])|(?P<bare>[^\s"{}\[\],:]+)')


class Written(NamedTuple):
    """Where an entry stands, in code points.

    ``key`` covers its key with the quotes – of a dotted one its own part; of an array's element, its value, and of a
    ``[[table]]`` the name in its header. ``value`` covers the value as written; of a table with lines of its own it is
    empty, at the place where the table begins.
    """

    key: Span
    value: Span


Spans = dict[Path, Written]


class _Token(NamedTuple):
    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """What it covers."""
        return Span(self.start, self.end)


def toml_spans(text: str) -> Spans:
    """Every table, key and array element in the TOML ``text``; of what several lines define, the first one counts.

    Raises RecursionError for what is nested far too deep.
    """
    return _Toml(text).spans


class _Toml:
    """One reading of a text; ``spans`` is its result."""

    def __init__(self, text: str) -> None:
        self.spans: Spans = {}
        self._counts: dict[Path, int] = {}
        self._tokens = [
            _Token(match.lastgroup, match[0], match.start())
            for match in _TOML_TOKEN.finditer(text)
            if match.lastgroup and match.lastgroup != "blank"
        ]
        self._tokens.append(_Token("end", "", len(text)))
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
        self._next += 1
        repeated = self._accept("[")
        parts = self._key()
        self._next += 1 + repeated
        begins = Span(self._tokens[self._next - 1].end, self._tokens[self._next - 1].end)
        path: Path = ()
        for part, span in parts:
            path = (*self._element(path), part)
            self.spans.setdefault(path, Written(span, begins))
        if repeated:
            self._counts[path] = self._counts.get(path, 0) + 1
            self.spans[self._element(path)] = Written(parts[-1][1], begins)
        return self._element(path)

    def _element(self, path: Path) -> Path:
        """The last element of ``path`` if that is an array of tables, otherwise ``path`` itself."""
        return (*path, self._counts[path] - 1) if path in self._counts else path

    def _key(self) -> list[tuple[str, Span]]:
        parts = []
        while True:
            token = self._pop()
            name = token.text if token.kind == "bare" else tomllib.loads(f"key = {token.text}")["key"]
            parts.append((name, token.span))
            if not self._accept("."):
                return parts

    def _pair(self, table: Path) -> None:
        parts = self._key()
        self._accept("=")
        path = table
        for part, span in parts:
            path = (*path, part)
            self.spans.setdefault(path, Written(span, Span(span.end, span.end)))
        self.spans[path] = Written(parts[-1][1], self._value(path))

    def _value(self, path: Path) -> Span:
        start = self._here.start
        if self._accept("["):
            return Span(start, self._array(path))
        if self._accept("{"):
            return Span(start, self._inline_table(path))
        while self._here.kind in ("text", "bare") or self._here.text == ".":
            self._next += 1
        return Span(start, self._tokens[self._next - 1].end)

    def _inline_table(self, path: Path) -> int:
        self._skip_ends()
        while not self._accept("}"):
            self._pair(path)
            self._skip_ends()
            self._accept(",")
            self._skip_ends()
        return self._tokens[self._next - 1].end

    def _array(self, path: Path) -> int:
        index = 0
        self._skip_ends()
        while not self._accept("]"):
            span = self._value((*path, index))
            self.spans[(*path, index)] = Written(span, span)
            self._skip_ends()
            self._accept(",")
            self._skip_ends()
            index += 1
        return self._tokens[self._next - 1].end

    def _skip_ends(self) -> None:
        while self._here.kind == "end" and self._next + 1 < len(self._tokens):
            self._next += 1


class _Open(NamedTuple):
    """An object or array of JSON whose end has not come yet."""

    path: Path
    key: Span
    start: int
    is_object: bool


def json_spans(text: str, max_depth: int) -> Spans:
    """Every key and element in the JSON ``text`` down to ``max_depth``; of equal keys the last one counts."""
    return _Json(text, max_depth).spans


class _Json:
    """One reading of a text; ``spans`` is its result."""

    def __init__(self, text: str, max_depth: int) -> None:
        self.spans: Spans = {}
        self._max_depth = max_depth
        self._open: list[_Open] = []
        self._counts: list[int] = []  # of the elements in each open array
        self._key: tuple[str, Span] | None = None
        for match in _JSON_TOKEN.finditer(text):
            self._take(_Token(str(match.lastgroup), match[0], match.start()))

    def _take(self, token: _Token) -> None:
        if token.text in ("{", "["):
            path, key = self._place(token)
            self._open.append(_Open(path, key, token.start, token.text == "{"))
            self._counts.append(0)
        elif token.text in ("}", "]"):
            closed = self._open.pop()
            self._counts.pop()
            self._end(closed.path, closed.key, Span(closed.start, token.end))
        elif token.text == ",":
            self._counts[-1] += 1
            self._key = None
        elif token.kind == "text" and self._open and self._open[-1].is_object and self._key is None:
            self._key = (_json_text(token.text), token.span)
        elif token.text != ":":
            path, key = self._place(token)
            self._end(path, key, token.span)

    def _place(self, token: _Token) -> tuple[Path, Span]:
        """The path of the value that begins with ``token``, and the place of its key."""
        if not self._open:
            return (), token.span
        key, self._key = self._key, None
        above = self._open[-1].path[: self._max_depth]
        return ((*above, key[0]), key[1]) if key else ((*above, self._counts[-1]), token.span)

    def _end(self, path: Path, key: Span, value: Span) -> None:
        if 0 < len(path) <= self._max_depth:
            self.spans[path] = Written(key if isinstance(path[-1], str) else value, value)


def _json_text(written: str) -> str:
    if "\\" not in written:
        return written[1:-1]
    import json

    return str(json.loads(written))
