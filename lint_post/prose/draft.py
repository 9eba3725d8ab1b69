"""Building a block's text and its map, piece by piece."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from lint_post.markdown.nodes import Node
from lint_post.prose.block import MASK, Kind, ProseBlock
from lint_post.text.source import Piece, SourceMap, Span
from lint_post.text.value import Value

BLANKS = " \t\n"


class Cut(NamedTuple):
    """A part of the source that is not read as text: it represents a word, or (``is_silent``) nothing."""

    start: int
    end: int
    is_silent: bool


Chunk = tuple[int, Sequence[Piece]]  # where a part of a text begins, and the pieces of that part


class Draft(Value, frozen=False):
    """A block of prose whose language is not settled."""

    kind: Kind
    text: str
    chunks: Sequence[Chunk]
    node: Node
    key: str | None = None

    @property
    def pieces(self) -> list[Piece]:
        """The pieces of the text."""
        return flat(self.chunks)

    @property
    def span(self) -> Span:
        """From the first letter to after the last one, in the source."""
        return Span(self.chunks[0][1][0].start, self.chunks[-1][1][-1].end)

    def finish(self, language: str) -> ProseBlock:
        """The block, in ``language``."""
        return ProseBlock(self.kind, self.text, self.node, language, self.key, self.chunks)


class Writer:
    """Takes stretches of a block in order; what meets a cut is left out. ``cuts`` are sorted and disjoint."""

    __slots__ = ("_chunks", "_cuts", "_length", "_next", "_parts", "_shown", "_swallows")

    def __init__(self, cuts: Sequence[Cut] = ()) -> None:
        self._cuts = cuts
        self._next = 0
        self._shown = -1
        self._parts: list[str] = []
        self._chunks: list[Chunk] = []
        self._length = 0
        self._swallows = False  # whitespace, because nothing is left between it and other whitespace

    def literal(self, text: str, start: int) -> None:
        """Text that is in the source unchanged, from ``start`` on."""
        self.pieces(text, (Piece(0, start, start + len(text)),))

    def pieces(self, text: str, pieces: Sequence[Piece]) -> None:
        """Text that ``pieces`` map to the source."""
        if self._cuts:
            self._around_cuts(text, pieces)
            return
        if self._swallows:
            text, pieces = self._without_lead(text, pieces)
        if text:
            self._parts.append(text)
            self._chunks.append((self._length, pieces))
            self._length += len(text)

    def atom(self, text: str, start: int, end: int) -> None:
        """``text`` represents the source's [``start``, ``end``) as a whole."""
        cut = self._cut_at(start)
        if cut is not None:
            self._show(cut)
            if end <= cut.end:
                return
            start = cut.end
        self._append(text, start, end)
        if text == "\n":
            self._swallows = True

    def silence(self, start: int) -> None:
        """Something at ``start`` that is nothing to a reader."""
        cut = self._cut_at(start)
        if cut is not None:
            self._show(cut)
        self._swallows = True

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been written yet."""
        return not self._parts

    @property
    def text(self) -> str:
        """What has been written so far."""
        return "".join(self._parts)

    def draft(self, kind: Kind, node: Node, key: str | None = None) -> Draft | None:
        """The text so far, without whitespace at its ends; None if it is only masks and whitespace."""
        text = self.text
        if not text.strip(MASK + BLANKS):
            return None
        if text[0] not in BLANKS and text[-1] not in BLANKS:
            return Draft(kind, text, self._chunks, node, key)
        start, end = len(text) - len(text.lstrip(BLANKS)), len(text.rstrip(BLANKS))
        return Draft(kind, text[start:end], [(0, slice_pieces(flat(self._chunks), len(text), start, end))], node, key)

    def _append(self, text: str, start: int, end: int) -> None:
        pieces: Sequence[Piece] = (Piece(0, start, end),)
        if self._swallows:
            text, pieces = self._without_lead(text, pieces)
        if text:
            self._parts.append(text)
            self._chunks.append((self._length, pieces))
            self._length += len(text)

    def _without_lead(self, text: str, pieces: Sequence[Piece]) -> tuple[str, Sequence[Piece]]:
        """``text`` without leading whitespace, if whitespace or nothing precedes it."""
        self._swallows = False
        rest = text.lstrip(BLANKS)
        if rest == text or (self._parts and self._parts[-1][-1] not in BLANKS):
            return text, pieces
        self._swallows = not rest
        return rest, slice_pieces(pieces, len(text), len(text) - len(rest), len(text)) if rest else ()

    # --- cuts

    def _cut_at(self, pos: int) -> Cut | None:
        """The cut that holds ``pos``."""
        cuts = self._cuts
        while self._next < len(cuts) and cuts[self._next].end <= pos:
            self._next += 1
        if self._next < len(cuts) and cuts[self._next].start <= pos:
            return cuts[self._next]
        return None

    def _following(self, end: int) -> int:
        """Where the next cut begins; ``end`` without one."""
        return self._cuts[self._next].start if self._next < len(self._cuts) else end

    def _show(self, cut: Cut) -> None:
        """Write what ``cut`` represents, once."""
        if self._shown == cut.start:
            return
        self._shown = cut.start
        if cut.is_silent:
            self._swallows = True
        else:
            self._append(MASK, cut.start, cut.end)

    def _around_cuts(self, text: str, pieces: Sequence[Piece]) -> None:
        for index, (at, start, end) in enumerate(pieces):
            stop = pieces[index + 1].at if index + 1 < len(pieces) else len(text)
            if stop - at == end - start:
                self._literal_around_cuts(text[at:stop], start)
            elif (cut := self._cut_at(start)) is not None:
                self._show(cut)
            else:
                self._append(text[at:stop], start, min(end, self._following(end)))

    def _literal_around_cuts(self, text: str, start: int) -> None:
        end = start + len(text)
        pos = start
        while pos < end:
            cut = self._cut_at(pos)
            if cut is not None:
                self._show(cut)
                pos = cut.end
                continue
            stop = min(end, self._following(end))
            self._append(text[pos - start : stop - start], pos, stop)
            pos = stop


def flat(chunks: Sequence[Chunk]) -> list[Piece]:
    """The pieces of a whole text."""
    return [Piece(first + at, start, end) for first, pieces in chunks for at, start, end in pieces]


def slice_pieces(pieces: Sequence[Piece], length: int, start: int, end: int) -> list[Piece]:
    """The pieces of ``text[start:end]``, where ``pieces`` are those of a ``text`` of ``length``."""
    first = bisect_right(pieces, start, key=lambda piece: piece.at) - 1
    sliced = []
    for index in range(max(first, 0), len(pieces)):
        at, begin, finish = pieces[index]
        if at >= end:
            break
        stop = pieces[index + 1].at if index + 1 < len(pieces) else length
        if stop - at == finish - begin:
            begin, finish = begin + max(start - at, 0), finish - max(stop - end, 0)
        if stop > start:
            sliced.append(Piece(max(at - start, 0), begin, finish))
    return sliced


def mask_matches(draft: Draft, pattern: re.Pattern[str]) -> None:
    """Put a mask in place of each match of ``pattern``."""
    if not pattern.search(draft.text):
        return
    pieces = draft.pieces
    where = SourceMap(tuple(pieces), len(draft.text))
    writer = Writer()
    pos = 0
    for match in pattern.finditer(draft.text):
        start, end = match.span()
        writer.pieces(draft.text[pos:start], slice_pieces(pieces, len(draft.text), pos, start))
        writer.atom(MASK, *where.span(start, end))
        pos = end
    writer.pieces(draft.text[pos:], slice_pieces(pieces, len(draft.text), pos, len(draft.text)))
    masked = writer.draft(draft.kind, draft.node, draft.key)
    draft.text, draft.chunks = (masked.text, masked.chunks) if masked else ("", ())
