"""What readers of the page get to see of a tree: equal texts for two sources mean an equal page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter

from lint_post.markdown.nodes import (
    Break,
    Code,
    FrontMatterBlock,
    Html,
    InlineCode,
    List,
    ListItem,
    Literally,
    Node,
    Root,
    Text,
)
from lint_post.text.source import Piece, Span

NOTHING = re.compile(r"(?!)")
_BLANKS = re.compile(r"[ \t\r\n]+")
_OPEN, _OPENED, _CLOSE = "\1", "\2", "\3"
_AT_THE_EDGE = re.compile(f"(?<={_OPENED}) | (?={_CLOSE})")
_NOT_SEEN = ("span", "pieces", "children", "content", "value", "spread")
_ALWAYS_SEEN = (Break, Code, InlineCode)


def rendered(root: Root, *, without: re.Pattern[str] = NOTHING, beside: Iterable[Span] = ()) -> str:
    """One text for everything in ``root``, in order and by kind; in HTML and text without matches of ``without``.

    The text in the spans ``beside`` is left out, letter by letter, and so is a node that lies within one of them,
    unless it holds code or a line break.
    """
    return _AT_THE_EDGE.sub("", _BLANKS.sub(" ", "".join(_events(root, without, _Stretches(beside)))))


class _Stretches:
    """Spans that are left out of a page, joined where they meet."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = joined(spans)

    def _from(self, start: int) -> Iterator[Span]:
        """The spans that end after ``start``, or at it if they are not insertion points."""
        at = max(bisect_right(self._spans, start, key=attrgetter("start")) - 1, 0)
        return (span for span in map(self._spans.__getitem__, range(at, len(self._spans))) if span.end > start)

    def meets(self, span: Span | None) -> bool:
        """Whether something of ``span`` is left out, or an empty one touches what is."""
        if span is None or not self._spans:
            return False
        first = next(self._from(max(span.start - 1, 0)), None)
        return first is not None and first.start <= span.end and (first.meets(span) or span.start == span.end)

    def contains(self, span: Span) -> bool:
        """Whether all of ``span`` is left out."""
        first = next(self._from(span.start), None) if self._spans else None
        return first is not None and first.contains(span)

    def keep(self, value: str, pieces: Iterable[Piece]) -> str:
        """``value``, which ``pieces`` map to the source, without what is left out."""
        kept = []
        tiles = list(pieces)
        for index, piece in enumerate(tiles):
            stop = tiles[index + 1].at if index + 1 < len(tiles) else len(value)
            kept.append(self._keep(value[piece.at : stop], Span(piece.start, piece.end)))
        return "".join(kept)

    def _keep(self, value: str, span: Span) -> str:
        if not self.meets(span):
            return value
        if len(value) != span.end - span.start:  # represents the whole, such as a character reference
            return value if value.isspace() and not self.contains(span) else ""
        kept, done = [], span.start
        for stretch in self._from(span.start):
            if stretch.start >= span.end:
                break
            kept.append(value[done - span.start : max(stretch.start, done) - span.start])
            done = max(done, stretch.end)
        return "".join([*kept, value[done - span.start :] if done < span.end else ""])


def joined(spans: Iterable[Span]) -> list[Span]:
    """``spans`` in order, those that meet or touch made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _events(root: Root, without: re.Pattern[str], beside: _Stretches) -> Iterator[str]:
    stack: list[Node | str] = [root]
    while stack:
        here = stack.pop()
        if isinstance(here, str):
            yield here
        elif here is not root and beside.contains(here.span) and not _is_always_seen(here):
            continue
        elif isinstance(here, Text):
            value = beside.keep(here.value, here.map.pieces)
            yield without.sub("", value) if "{" in value else value
        elif isinstance(here, Html):
            yield without.sub("", beside.keep(here.value, here.map.pieces))
        else:
            stack.append(_CLOSE)
            stack.extend(reversed(here.children))
            yield f"{_OPEN}{here.type} {_seen(here, beside)}{_OPENED}{_value(here, beside)}"


def _is_always_seen(node: Node) -> bool:
    return any(isinstance(below, _ALWAYS_SEEN) for below in node.walk())


def _value(node: Node, beside: _Stretches) -> str:
    """The visible text of a node with its own text; code is never left out."""
    if isinstance(node, FrontMatterBlock):
        return beside.keep(node.value, [Piece(0, *node.value_span)])
    return node.value if isinstance(node, Literally) else ""


def _seen(node: Node, beside: _Stretches) -> list[object]:
    """The fields of ``node`` that are neither positions nor visited by the walk itself, and whether a list is loose."""
    names = [name for name in node._fields if not name.endswith(_NOT_SEEN)]
    seen = [None if beside.meets(_span(node, name)) else getattr(node, name) for name in names]
    if isinstance(node, List):
        seen.append(node.spread or any(isinstance(item, ListItem) and item.spread for item in node.children))
    return seen


def _span(node: Node, name: str) -> Span | None:
    """The span of the field ``name``, if known."""
    span: Span | None = getattr(node, f"{'label' if name == 'identifier' else name}_span", None)
    return span
