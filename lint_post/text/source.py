"""Decodes bytes to text, and converts offsets to positions.

All offsets inside lint-post are code points, counted from 0 in the decoded text without its byte order
mark. Lines, bytes and UTF-16 units exist only here. A line ends at LF, CRLF or a lone CR and nowhere else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from lint_post.errors import DecodeError

LINE_END = re.compile(r"\r\n|\r|\n")
BOM = "\ufeff"
_CHECKPOINT = 2048  # code points between two remembered positions of `Source.place`


class Span(NamedTuple):
    """A half-open range of a text: ``start`` and ``end`` in code points, 0-based."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class Place(NamedTuple):
    """A position in a text, in every unit.

    ``line`` and the three columns count from 1 – ``column`` in code points, ``column_utf8`` in bytes,
    ``column_utf16`` in UTF-16 units; ``offset`` counts code points from 0.
    """

    line: int
    column: int
    column_utf8: int
    column_utf16: int
    offset: int


class Range(NamedTuple):
    """Two positions, the end exclusive."""

    start: Place
    end: Place


class Piece(NamedTuple):
    """A part of a derived text that comes from the source: from ``at`` on, for the source's [``start``, ``end``).

    When the source stretch is as long as the derived one it is the same text, letter by letter; otherwise (a
    character reference, an escape, masked code) it represents the whole.
    """

    at: int
    start: int
    end: int


class SourceMap:
    """From offsets in a derived text (decoded, joined or masked) back to the source.

    ``pieces`` tile the derived text in order; ``length`` is that text's length. All in code points.
    """

    __slots__ = ("_starts", "length", "pieces")

    def __init__(self, pieces: tuple[Piece, ...], length: int) -> None:
        self.pieces = pieces
        self.length = length
        self._starts = [piece.at for piece in pieces]

    def _piece(self, offset: int) -> tuple[Piece, bool]:
        """The piece that holds ``offset``, and whether it is literal."""
        index = max(bisect_right(self._starts, offset) - 1, 0)
        piece = self.pieces[index]
        stop = self._starts[index + 1] if index + 1 < len(self._starts) else self.length
        return piece, stop - piece.at == piece.end - piece.start

    def span(self, start: int, end: int) -> Span:
        """The source's span of the derived text's [start, end)."""
        if not self.pieces:
            return Span(0, 0)
        first, literal = self._piece(start)
        begin = first.start + start - first.at if literal else first.start
        if end <= start:
            return Span(begin, begin)
        last, literal = self._piece(end - 1)
        return Span(begin, last.start + end - last.at if literal else last.end)

    def slice(self, start: int, end: int, at: int) -> list[Piece]:
        """The pieces of the derived text's [start, end), for a further text in which it begins at ``at``."""
        found: list[Piece] = []
        index = max(bisect_right(self._starts, start) - 1, 0)
        while start < end:
            stop = self._starts[index + 1] if index + 1 < len(self._starts) else self.length
            until = min(stop, end)
            found.append(Piece(at, *self.span(start, until)))
            at += until - start
            start = until
            index += 1
        return found


def describe_encoding(data: bytes) -> str | None:
    """The encoding that ``data`` looks like if it is not UTF-8; None if it is unclear."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    head = data[:1000]
    if len(head) >= 4 and max(head[::2].count(0), head[1::2].count(0)) > len(head) // 3:
        return "UTF-16"
    try:
        data.decode(
            "shift_jis" if re.search(rb"[\x81-\x9f\xe0-\xef][\x40-\x7e\x80-\xfc]{1,}[\x81-\x9f]", data) else "ascii"
        )
    except UnicodeDecodeError:
        return "Windows-1252 or Latin-1" if re.search(rb"[A-Za-z][\x80-\xff][A-Za-z ]", data) else None
    return "Shift_JIS"


class Source:
    """The text of a file with its line table.

    ``path`` is the name to report (``/`` between folders); ``text`` is decoded, without byte order mark, with the
    file's own line ends; ``has_bom`` says whether there was a mark.
    """

    def __init__(self, text: str, path: str = "<text>", *, has_bom: bool = False) -> None:
        self.text = text
        self.path = path
        self.has_bom = has_bom

    @classmethod
    def from_bytes(cls, data: bytes, path: str = "<text>") -> Source:
        """Decode UTF-8, with or without byte order mark.

        Raises DecodeError, which names the first wrong byte (from 0) or the encoding the data look like.
        """
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            likely = describe_encoding(data)
            looks = f" (looks like {likely})" if likely else ""
            raise DecodeError(path, f"Invalid UTF-8 at byte {error.start}{looks}; save the file as UTF-8") from None
        if "\0" in text and describe_encoding(data) == "UTF-16":
            raise DecodeError(path, "Invalid UTF-8 (looks like UTF-16); save the file as UTF-8")
        if text.startswith(BOM):
            return cls(text[1:], path, has_bom=True)
        return cls(text, path)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the text, in hexadecimal."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins; the text's end begins a line if a line break precedes it."""
        return [0, *(match.end() for match in LINE_END.finditer(self.text))]

    def line(self, offset: int) -> int:
        """The number, from 1, of the line that holds ``offset``."""
        return bisect_right(self.line_starts, offset)

    def line_span(self, line: int) -> Span:
        """The span of line number ``line`` (from 1) without its line end."""
        start = self.line_starts[line - 1]
        stop = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        while stop > start and self.text[stop - 1] in "\r\n":
            stop -= 1
        return Span(start, stop)

    def line_text(self, line: int) -> str:
        """The text of line number ``line`` (1-based), without its line break."""
        start, end = self.line_span(line)
        return self.text[start:end]

    def slice(self, span: Span) -> str:
        """The text at ``span``."""
        return self.text[span.start : span.end]

    @cached_property
    def _units(self) -> list[tuple[int, int]] | None:
        """(UTF-8 bytes, UTF-16 units) before each checkpoint; None for plain ASCII, where all units are one."""
        if self.text.isascii():
            return None
        counts, utf8, utf16 = [(0, 0)], 0, 0
        for start in range(0, len(self.text), _CHECKPOINT):
            more = _count_units(self.text[start : start + _CHECKPOINT])
            utf8, utf16 = utf8 + more[0], utf16 + more[1]
            counts.append((utf8, utf16))
        return counts

    def _units_before(self, offset: int) -> tuple[int, int]:
        if self._units is None:
            return offset, offset
        index = offset // _CHECKPOINT
        utf8, utf16 = self._units[index]
        more = _count_units(self.text[index * _CHECKPOINT : offset])
        return utf8 + more[0], utf16 + more[1]

    def place(self, offset: int) -> Place:
        """``offset`` (code points from 0) as a line and three kinds of column."""
        line = self.line(offset)
        start = self.line_starts[line - 1]
        utf8, utf16 = self._units_before(offset)
        utf8_start, utf16_start = self._units_before(start)
        return Place(line, offset - start + 1, utf8 - utf8_start + 1, utf16 - utf16_start + 1, offset)

    def range(self, span: Span) -> Range:
        """``span`` as two places."""
        start = self.place(span.start)
        return Range(start, start if span.end == span.start else self.place(span.end))


def _count_units(text: str) -> tuple[int, int]:
    """The numbers of UTF-8 bytes and of UTF-16 code units in ``text``."""
    return len(text.encode("utf-8", "surrogatepass")), len(text.encode("utf-16-le", "surrogatepass")) // 2
