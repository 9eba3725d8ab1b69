"""A text of the front matter and its written form, laid side by side in tiles.

When the tiles do not make the text, one piece stands for the whole: a place may be coarse, never wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lint_post.text.source import Piece

Tile = tuple[str, int, int]  # what it reads as, and where it stands in the written form: from, to
_ESCAPES = {
    **dict(zip("0abtnvfre", "\0\a\b\t\n\v\f\r\x1b", strict=True)),
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}


def unescaped(escape: str) -> str:
    """What an ``escape`` – a backslash and what belongs to it – reads as; YAML's cover those of TOML and of JSON."""
    if len(escape) > 2:
        code = int("0x" + escape[2:], 0)
        return chr(code) if code <= 0x10FFFF else ""
    return _ESCAPES.get(escape[1], escape[1])


def pieces_of(tiles: Sequence[Tile], value: str, written: str, offset: int) -> tuple[Piece, ...]:
    """Pieces that map ``value`` to ``written``, which stands at ``offset`` of the source; empty if nothing is sure."""
    if "".join(tile[0] for tile in tiles) != value or any(_misleads(*tile, written) for tile in tiles):
        tiles = [(value, 0, len(written))]
    return () if not tiles or _misleads(*tiles[0], written) else tuple(_pieces(tiles, offset))


def _misleads(text: str, start: int, end: int, written: str) -> bool:
    """Whether a tile would pass for a literal one because its two sides are equally long by chance."""
    return len(text) > 1 and len(text) == end - start and written[start:end].replace("\r", "\n") != text


def _pieces(tiles: Sequence[Tile], offset: int) -> Iterator[Piece]:
    at = 0
    for text, start, end in tiles:
        if text:
            yield Piece(at, offset + start, offset + end)
        at += len(text)
