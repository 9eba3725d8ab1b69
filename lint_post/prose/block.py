"""A block of prose, and the one tokenizer for all rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from lint_post.markdown.nodes import Node
from lint_post.text.source import Piece, SourceMap, Span
from lint_post.text.value import Value

MASK = "\ufffc"  # OBJECT REPLACEMENT CHARACTER
Kind = Literal[
    "paragraph",  # at the top level
    "heading",
    "list-item",  # a paragraph directly in a list item; "quote" and "footnote" likewise
    "quote",
    "footnote",
    "table-cell",
    "alt",
    "title",  # of a link, an image or a definition
    "html",
    "front-matter",
]

# Python's \w knows no combining marks: these are the ones within words of the scripts in use.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u094f\u0951-\u0957"
    "\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a51\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03"
    "\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d"
    "\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u102b-\u103e"
    "\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\u00ad\u200c\u200d"
)
_PART = rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*"
_WORD = rf"{_PART}(?:['’]{_PART})*"
# Of scripts without spaces between words; compiled when it is first needed.
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*")


def _pattern(text: str) -> re.Pattern[str]:
    """What finds the words of ``text``; the one for all scripts takes a millisecond to compile."""
    return _ASCII_WORD if text.isascii() else re.compile(_WORD)


class Word(NamedTuple):
    """A word of a block's text: letters, marks, digits and inner apostrophes; ``start`` and ``end`` in code points."""

    text: str
    start: int
    end: int


class ProseBlock(Value, eq=False):
    """A text without markup, and the position of each of its letters.

    ``node`` is the paragraph, heading, cell, image, link, definition, HTML or front matter that holds it. ``language``
    is a two-letter code. ``key`` is a front-matter text's key, None elsewhere. Blocks compare by identity.
    """

    kind: Kind
    text: str
    node: Node
    language: str
    key: str | None
    _chunks: Sequence[tuple[int, Sequence[Piece]]]  # where a part of the text begins, and that part's pieces

    @cached_property
    def map(self) -> SourceMap:
        """The map from offsets in ``text`` to the source."""
        pieces = tuple(Piece(first + at, start, end) for first, part in self._chunks for at, start, end in part)
        return SourceMap(pieces, len(self.text))

    def span(self, start: int, end: int) -> Span:
        """The source's span of ``text[start:end]``."""
        return self.map.span(start, end)

    def words(self) -> Iterator[Word]:
        """The words, in order; parts of hyphenated ones are separate, and a `MASK` is not a word."""
        for match in _pattern(self.text).finditer(self.text):
            yield Word(match[0], match.start(), match.end())

    @property
    def word_count(self) -> int:
        """The number of words; without spaces between words, as in Chinese, two characters count as one."""
        spaced, unspaced = (self.text, 0) if self.text.isascii() else re.subn(_UNSPACED, " ", self.text)
        return len(_pattern(spaced).findall(spaced)) + (unspaced + 1) // 2

    def __repr__(self) -> str:
        return f"<ProseBlock {self.kind} {self.text[:60]!r}>"
