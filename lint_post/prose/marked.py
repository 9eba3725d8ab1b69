"""The parts of a document's running text that are not prose, and the parts in other languages.

Template tags, math and the like come from the overlay; code, scripts and drawings from HTML elements, which may begin
in one block and end in another.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from lint_post.markdown.html import Tag, tags
from lint_post.markdown.nodes import Html, Node, Root
from lint_post.markdown.overlay import Comment, Opaque, comments
from lint_post.prose.draft import Cut, Draft
from lint_post.prose.languages import language_code
from lint_post.text.source import Source, Span

_SILENT = frozenset(
    ["script", "style", "svg", "template", "textarea", "noscript", "iframe", "video", "audio", "canvas"]
)
_WORDLIKE = frozenset(["code", "pre", "kbd", "samp", "var", "tt", "math"])
_OF_INTEREST = re.compile(rf"<(?:{'|'.join(sorted(_SILENT | _WORDLIKE))})\b", re.IGNORECASE)
_OF_LANGUAGE = re.compile(r"lang\s*=|lint-post-language:")
_LANGUAGE_COMMENT = re.compile(r"\s*lint-post-language:\s*([A-Za-z]{2,3})\b")


class Foreign(NamedTuple):
    """A stretch of the source that says its own language."""

    span: Span
    language: str


class Marked:
    """The cuts of a document, and its stretches in other languages."""

    def __init__(self, source: Source, root: Root, opaque: tuple[Opaque, ...]) -> None:
        text = self._text = source.text
        of_interest = _OF_INTEREST.search(text) or _OF_LANGUAGE.search(text)
        found = list(_all_tags(root)) if of_interest else []
        elements = list(_elements(found))
        self._cuts = _disjoint(
            [Cut(*stretch.span, stretch.is_silent) for stretch in opaque]
            + [_cut(opening, closing) for opening, closing in elements if opening.name in _SILENT | _WORDLIKE]
        )
        self._starts = [cut.start for cut in self._cuts]
        said = comments(text, found, opaque) if of_interest else []
        self._foreign = sorted([*_commented(said, len(text)), *_tagged(elements)])
        self._ends = list(accumulate((part.span.end for part in self._foreign), max))

    def slice(self, start: int, end: int) -> str:
        """The source's text from ``start`` to ``end``."""
        return self._text[start:end]

    def cuts(self, span: Span) -> list[Cut]:
        """The cuts that meet ``span``."""
        if not self._cuts:
            return []
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = bisect_left(self._starts, span.end)
        return [cut for cut in self._cuts[first:last] if cut.end > span.start]

    def meeting(self, span: Span) -> tuple[list[Cut], list[Span]]:
        """The cuts that meet ``span``, and the stretches within it that are in another language."""
        return (self.cuts(span) if self._cuts else [], self._foreign_in(span) if self._foreign else [])

    def _foreign_in(self, span: Span) -> list[Span]:
        first = bisect_left(self._foreign, span.start, key=lambda part: part.span.start)
        last = bisect_left(self._foreign, span.end, key=lambda part: part.span.start)
        return [part.span for part in self._foreign[first:last] if span.contains(part.span)]

    def language_at(self, draft: Draft) -> str | None:
        """The language that the nearest tag or comment around a block sets, or None."""
        if not self._foreign:
            return None
        span = draft.span
        index = bisect_right(self._foreign, span.start, key=lambda part: part.span.start) - 1
        while index >= 0 and self._ends[index] >= span.end:
            if self._foreign[index].span.contains(span):
                return self._foreign[index].language
            index -= 1
        return None


def without(cuts: list[Cut], stretches: Iterable[Span]) -> list[Cut]:
    """``cuts`` and, each as a word, ``stretches``."""
    return _disjoint([*cuts, *(Cut(*stretch, is_silent=False) for stretch in stretches)])


def only(cuts: list[Cut], span: Span, stretch: Span) -> list[Cut]:
    """``cuts``, and all of ``span`` that is not in ``stretch``."""
    return _disjoint(
        [*cuts, Cut(span.start, stretch.start, is_silent=True), Cut(stretch.end, span.end, is_silent=True)]
    )


def _disjoint(cuts: list[Cut]) -> list[Cut]:
    """Sorted, and none within another; of two that overlap, the first."""
    kept: list[Cut] = []
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        if not kept or cut.start >= kept[-1].end:
            kept.append(cut)
        elif cut.end > kept[-1].end:
            kept[-1] = Cut(kept[-1].start, cut.end, kept[-1].is_silent)
    return kept


def _all_tags(root: Root) -> Iterator[Tag]:
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Html):
            yield from tags(node)
        else:
            stack.extend(reversed(node.children))


def _elements(found: list[Tag]) -> Iterator[tuple[Tag, Tag]]:
    """Opening tags that matter, each with the tag that closes it; an unclosed tag is not an element."""
    closed_by: dict[str, list[Tag]] = {}
    for tag in reversed(found):
        closers = closed_by.setdefault(tag.name, [])
        if tag.kind == "close":
            closers.append(tag)
        elif tag.kind == "open" and closers:
            closing = closers.pop()
            if tag.name in _SILENT | _WORDLIKE or tag.get("lang"):
                yield tag, closing


def _cut(opening: Tag, closing: Tag) -> Cut:
    return Cut(opening.span.start, closing.span.end, opening.name in _SILENT)


def _tagged(elements: list[tuple[Tag, Tag]]) -> Iterator[Foreign]:
    for opening, closing in elements:
        language = language_code(opening.get("lang"))
        if language:
            yield Foreign(Span(opening.span.end, closing.span.start), language)


def _commented(found: list[Comment], end: int) -> Iterator[Foreign]:
    """From each comment that names a language to the next such comment."""
    for comment in reversed(found):
        match = _LANGUAGE_COMMENT.match(comment.text)
        if match:
            yield Foreign(Span(comment.span.end, end), match[1].lower())
            end = comment.span.start
