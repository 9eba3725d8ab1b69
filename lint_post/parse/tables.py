"""GitHub's tables: where one begins, and where its cells are."""

from __future__ import annotations

import re
from typing import NamedTuple

from lint_post.markdown.nodes import Alignment
from lint_post.parse.block import Block, Segment
from lint_post.parse.cursor import TAB, Cursor

_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_PIPE = re.compile(r"\|")
_PIPE_OR_ESCAPE = re.compile(r"\\.|\|", re.DOTALL)


class Cell(NamedTuple):
    """One cell: [``start``, ``end``) with its pipe, [``text_start``, ``text_end``) without whitespace."""

    start: int
    end: int
    text_start: int
    text_end: int


def begin(text: str, paragraph: Block, cursor: Cursor) -> Block | None:
    """The table that begins with the last line of ``paragraph`` if the cursor is at its delimiter row."""
    line = text[cursor.content : cursor.end]
    if ("|" not in line and ":" not in line) or not _DELIMITERS.match(line):
        return None
    head = paragraph.segments[-1]
    if paragraph.lazy or paragraph.offset >= TAB:
        return None
    if len(_borders(text, *head[:2])[0]) != len(_columns(line)):
        return None
    table = Block("table", head.start, cursor.end)
    table.segments = [head, Segment(cursor.content, cursor.end)]
    return table


def cells(text: str, row: Segment) -> list[Cell]:
    """The cells of one row. A pipe belongs to the cell it begins; the last cell takes the closing one."""
    borders, last, end = _borders(text, row.start, row.end)
    found: list[Cell] = []
    for border, stop in zip(borders, [*borders[1:], last], strict=True):
        inner = border + (text[border] == "|")
        content = text[inner:stop]
        right = inner + len(content.rstrip(" \t"))
        left = min(stop - len(content.lstrip(" \t")), right)
        found.append(Cell(border, end if stop == last else stop, left, right))
    return found


def _borders(text: str, start: int, end: int) -> tuple[list[int], int, int]:
    """Where the cells of a row begin, where the content of the last one ends, and where the row does."""
    end = start + len(text[start:end].rstrip(" \t"))
    if text.find("\\", start, end) < 0:
        borders = [match.start() for match in _PIPE.finditer(text, start, end)]
    else:
        borders = [match.start() for match in _PIPE_OR_ESCAPE.finditer(text, start, end) if match[0] == "|"]
    if not borders or borders[0] != start:
        borders.insert(0, start)
    if len(borders) > 1 and borders[-1] == end - 1:
        return borders[:-1], end - 1, end
    return borders, end, end


def _columns(line: str) -> list[str]:
    """What a line of delimiters says of each column."""
    line = line.strip(" \t")
    return line[line.startswith("|") : len(line) - line.endswith("|")].split("|")


def alignments(text: str, marks: Segment) -> tuple[Alignment, ...]:
    """How the line of delimiters ``marks`` aligns each column."""
    return tuple([_alignment(mark.strip(" \t")) for mark in _columns(text[marks.start : marks.end])])


def _alignment(mark: str) -> Alignment:
    if mark.startswith(":"):
        return "center" if mark.endswith(":") else "left"
    return "right" if mark.endswith(":") else None
