"""Where each letter of a YAML text stands, whatever its style.

The value is known from PyYAML; what is worked out here is only how the written form tiles it. When the tiles do not
make the value, one piece stands for the whole: a place may be coarse, never wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.parse.front_matter.tiles import Tile, pieces_of, unescaped
from lint_post.text.source import Piece

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_FOLD = r"[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*"
_LINE_END = re.compile(r"\r\n|\r|\n")
_TOKENS = {
    "": re.compile(rf"(?P<fold>{_FOLD})|(?P<text>(?:[^\r\n \t]|[ \t]+(?![ \t\r\n]))+)"),
    "'": re.compile(rf"(?P<fold>{_FOLD})|(?P<escape>'')|(?P<text>(?:[^\r\n \t']|[ \t]+(?![ \t\r\n]))+)"),
    '"': re.compile(
        rf"(?P<fold>{_FOLD})|(?P<join>\\(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*)"
        r"|(?P<escape>\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.))"
        r"|(?P<text>(?:[^\r\n \t\\\"]|[ \t]+(?![ \t\r\n]))+)"
    ),
}
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[^\r\n]*(?:\r\n|\r|\n)")


def scalar_pieces(value: str, written: str, style: str, offset: int) -> tuple[Piece, ...]:
    """Pieces that map ``value`` (not empty) to ``written``, which stands at ``offset`` of the source.

    ``style`` is YAML's: ``''`` plain, ``'`` or ``"`` quoted, ``|`` literal, ``>`` folded. Empty when nothing is sure.
    """
    properties = _PROPERTIES.match(written)
    start = properties.end() if properties else 0
    if style in ("|", ">"):
        tiles = list(_block_tiles(value, written, start))
    elif style:
        tiles = list(_flow_tiles(written, style, start + 1, max(start + 1, len(written) - 1)))
    else:
        tiles = list(_flow_tiles(written, style, start, len(written)))
    return pieces_of(tiles, value, written, offset)


def _flow_tiles(written: str, style: str, start: int, end: int) -> Iterator[Tile]:
    """Tiles of a plain or quoted text between ``start`` and ``end``."""
    for match in _TOKENS[style].finditer(written, start, end):
        text = match[0]
        if match.lastgroup == "fold":
            breaks = len(_LINE_END.findall(text))
            text = "\n" * (breaks - 1) if breaks > 1 else " "
        elif match.lastgroup == "join":
            text = "\n" * (len(_LINE_END.findall(text)) - 1)
        elif match.lastgroup == "escape":
            text = "'" if text == "''" else unescaped(text)
        yield text, match.start(), match.end()


def _block_tiles(value: str, written: str, start: int) -> Iterator[Tile]:
    """Tiles of a literal or folded text, led by the value: its lines are looked up in the written ones."""
    header = _BLOCK_HEADER.match(written, start)
    if not header:
        return
    end = header.end()
    at = 0
    for begin, stop in _lines(written, header.end()):
        line = written[begin:stop].lstrip(" ")
        joint = _joint(value, at)
        content = value[at + len(joint) :]
        if not line or (not joint and at):
            continue
        indent = len(content) - len(content.lstrip(" "))
        start = stop - len(line) - indent
        if not content.startswith(written[start:stop]):
            return
        if joint:
            yield joint, end, start
        yield written[start:stop], start, stop
        at += len(joint) + stop - start
        end = stop
    if at < len(value):
        yield value[at:], end, len(written)


def _joint(value: str, at: int) -> str:
    """What joins the line that ends at ``at`` with the next one: line ends, or the blank they are folded to."""
    breaks = re.compile(r"\n*").match(value, at)
    if breaks and breaks[0]:
        return breaks[0]
    return " " if at and value.startswith(" ", at) else ""


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    for match in _LINE_END.finditer(text, start):
        yield start, match.start()
        start = match.end()
    yield start, len(text)
