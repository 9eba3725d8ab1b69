"""The fields of TOML and JSON front matter: what the standard parsers read, each where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from lint_post.markdown.front_matter import Field
from lint_post.parse.front_matter.data_spans import Path, Spans
from lint_post.parse.front_matter.tiles import Tile, pieces_of, unescaped
from lint_post.text.source import Piece, Span

MAX_DEPTH = 100
"""How deep fields go; a value that is nested deeper has none within."""
_QUOTES = re.compile(r"\"\"\"(?:\r\n|\r|\n)?|'''(?:\r\n|\r|\n)?|[\"']")
_LITERAL = re.compile(r"(?P<end>\r\n|\r)|(?P<text>[^\r]+)")
_BASIC = re.compile(
    r"(?P<end>\r\n|\r)|(?P<join>\\[ \t]*(?:\r\n|\r|\n)[ \t\r\n]*)"
    r"|(?P<pair>\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2})"
    r"|(?P<escape>\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.))|(?P<text>[^\\\r]+)"
)


def fields(value: object, spans: Spans, source_text: str, offset: int) -> tuple[Field, ...]:
    """The fields of ``value``, which was read at ``offset`` of the source, where ``spans`` were counted from."""
    return tuple(_Fields(spans, source_text, offset).within(value, ()))


class _Fields:
    """Makes fields of what stands in ``spans``."""

    def __init__(self, spans: Spans, source_text: str, offset: int) -> None:
        self._spans = spans
        self._source_text = source_text
        self._offset = offset

    def within(self, value: object, path: Path) -> Iterator[Field]:
        """The fields of the entries or items of ``value``, which stands at ``path``."""
        if len(path) >= MAX_DEPTH:
            return
        entries = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
        for key, inner in entries:
            here = (*path, key)
            below = tuple(self.within(inner, here))
            key_span, span = map(self._shifted, self._spans[here])
            if span.start == span.end and below:
                span = Span(min(field.key_span.start for field in below), max(field.value_span.end for field in below))
            if isinstance(key, int):
                key_span = span
            yield Field(here, str(key), key_span, inner, span, self._pieces(inner, span), below)

    def _shifted(self, span: Span) -> Span:
        return Span(span.start + self._offset, span.end + self._offset)

    def _pieces(self, value: object, span: Span) -> tuple[Piece, ...]:
        if not isinstance(value, str) or not value:
            return ()
        written = self._source_text[span.start : span.end]
        return pieces_of(list(_tiles(written)), value, written, span.start)


def _tiles(written: str) -> Iterator[Tile]:
    """Tiles of a text in quotes."""
    opening = _QUOTES.match(written)
    if opening is None:
        return
    quote = opening[0].rstrip("\r\n")
    tokens = _BASIC if quote[0] == '"' else _LITERAL
    for match in tokens.finditer(written, opening.end(), len(written) - len(quote)):
        yield _READ[str(match.lastgroup)](match[0]), match.start(), match.end()


def _paired(surrogates: str) -> str:
    """JSON's escape of a character beyond the basic plane."""
    units = bytes.fromhex(surrogates[2:6] + surrogates[8:])
    return units.decode("utf-16-be")


_READ: dict[str, Callable[[str], str]] = {
    "text": str,
    "end": lambda _: "\n",
    "join": lambda _: "",
    "pair": _paired,
    "escape": unescaped,
}
