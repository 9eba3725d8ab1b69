"""The block structure while it grows: mutable, with offsets into the source; `build` makes nodes of it."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from lint_post.text.source import Piece, SourceMap, Span


class Segment(NamedTuple):
    """What one line adds to a block: ``pad`` virtual spaces (the rest of a tab), then the source's [start, end)."""

    start: int
    end: int
    pad: int = 0


class Block:
    """One block. ``kind`` tells which of the fields below it uses; ``end`` is where its own marks end so far.

    ``root quote list item footnote`` have ``children``; ``paragraph heading code html table`` have ``segments``, one a
    line; ``rule`` has neither.
    """

    __slots__ = (
        "children",
        "content",
        "delimiter",
        "end",
        "fence",
        "info",
        "kind",
        "lazy",
        "level",
        "number",
        "offset",
        "segments",
        "start",
    )

    def __init__(self, kind: str, start: int, end: int) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.children: list[Block] = []
        self.segments: list[Segment] = []
        self.content = 0  # item: how many columns its lines are indented by; paragraph: where a task's box ends
        self.delimiter = ""  # list: its mark's last character
        self.fence = ""  # code: its opening fence, "" if indented; heading: "=" if underlined
        self.info = Segment(0, 0)  # code: its info string; footnote: its label
        self.lazy = False  # paragraph: its last line is a lazy one; code: its closing fence is missing
        self.level = 0  # heading: its depth; html: its kind, 1 to 7
        self.number: int | None = None  # list: the first number
        self.offset = 0  # code, paragraph: how many columns the fence, the last line is indented by


class DefinitionBlock(Block):
    """A link reference definition: its three parts as written, and their spans (the title with its quotes)."""

    __slots__ = ("label", "label_span", "title", "title_span", "url", "url_span")

    def __init__(self, start: int, end: int) -> None:
        super().__init__("definition", start, end)
        self.label = self.url = ""
        self.label_span = self.url_span = Span(start, start)
        self.title: str | None = None
        self.title_span: Span | None = None


def join(text: str, segments: list[Segment]) -> tuple[str, tuple[Piece, ...]]:
    """The segments' text with LF between them, and its map to the source; no pieces if it is the source's slice."""
    first = segments[0]
    if len(segments) == 1 and not first.pad:
        return text[first.start : first.end], ()
    contiguous = not first.pad and all(
        not after.pad and before.end + 1 == after.start and text[before.end] == "\n"
        for before, after in pairwise(segments)
    )
    if contiguous:
        return text[first.start : segments[-1].end], ()
    parts: list[str] = []
    pieces: list[Piece] = []
    size = 0
    for index, (start, end, pad) in enumerate(segments):
        if pad:
            pieces.append(Piece(size, max(start - 1, 0), start))
            parts.append(" " * pad)
            size += pad
        parts.append(text[start:end])
        if end > start:
            pieces.append(Piece(size, start, end))
            size += end - start
        if index + 1 < len(segments):
            stop = end + (2 if text[end : end + 2] == "\r\n" else 1)
            pieces.append(Piece(size, end, stop))
            parts.append("\n")
            size += 1
    return "".join(parts), tuple(pieces)


def source_map(segments: list[Segment], value: str, pieces: tuple[Piece, ...]) -> SourceMap:
    """The map of what `join` returned."""
    return SourceMap(pieces or (Piece(0, segments[0].start, segments[0].start + len(value)),), len(value))
