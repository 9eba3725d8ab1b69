"""The document as a tree of sections."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from lint_post.markdown import html
from lint_post.markdown.nodes import (
    Definition,
    FrontMatterBlock,
    Heading,
    Html,
    Image,
    ImageReference,
    InlineCode,
    Node,
    Paragraph,
    Root,
    Text,
    ThematicBreak,
)
from lint_post.markdown.overlay import Opaque
from lint_post.prose.block import ProseBlock
from lint_post.prose.collect import is_comment
from lint_post.prose.draft import Cut, Writer
from lint_post.text.source import Piece, Source, Span
from lint_post.text.value import Value

_EMPTY_ELEMENTS = frozenset(
    ["a", "b", "br", "center", "details", "div", "em", "font", "i", "p", "section", "small", "span", "strong"]
)
_NOT_COUNTED = ("alt", "title", "front-matter")
_BLANK = re.compile(r"\s*")


class _Context(Value, eq=False):
    """What all sections of a document share."""

    source: Source
    silent: tuple[Opaque, ...]  # opaque stretches that are nothing
    prose: Callable[[], tuple[ProseBlock, ...]]


class Section(Value, eq=False):
    """A heading and the content under it.

    ``heading`` is None for the preamble, which is also the root of the tree. ``body``: the blocks before the first
    sub-section; ``sections``: the sub-sections. Sections compare by identity.
    """

    heading: Heading | None
    body: tuple[Node, ...]
    sections: tuple[Section, ...]
    _context: _Context

    @property
    def title(self) -> str:
        """The heading's text with code and image descriptions, without ids and comments; whitespace collapsed."""
        return _title(self.heading, self._context) if self.heading else ""

    @property
    def span(self) -> Span:
        """From the heading to the end of the last block under it, sub-sections included."""
        return Span(self._start, self._end)

    @property
    def _start(self) -> int:
        nodes = (self.heading, *self.body[:1])
        first = next((node for node in nodes if node), None)
        return first.span.start if first else self.sections[0]._start if self.sections else 0

    @property
    def _end(self) -> int:
        section = self
        while section.sections:
            section = section.sections[-1]
        last = section.body[-1] if section.body else section.heading
        return last.span.end if last else 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing under the heading for a reader: no sub-section, and no block that shows anything.

        Comments, blank lines, rules, empty anchors and empty tags do not count.
        """
        return not self.sections and all(_is_nothing(node, self._context) for node in self.body)

    @property
    def words(self) -> int:
        """The number of words of prose in the section's own body, as `ProseBlock.word_count` counts them.

        Image descriptions and titles do not count.
        """
        if not self.body:
            return 0
        prose = self._context.prose()
        start, end = self.body[0].span.start, self.body[-1].span.end
        first = bisect_left(prose, start, key=lambda block: block.node.span.start)
        last = bisect_left(prose, end, key=lambda block: block.node.span.start)
        return sum(block.word_count for block in prose[first:last] if block.kind not in _NOT_COUNTED)

    def descendants(self) -> Iterator[Section]:
        """All sections below this one, in document order."""
        stack = list(reversed(self.sections))
        while stack:
            section = stack.pop()
            yield section
            stack.extend(reversed(section.sections))


def tree(
    source: Source, root: Root, opaque: tuple[Opaque, ...], prose: Callable[[], tuple[ProseBlock, ...]]
) -> Section:
    """The sections that the headings at the top level of ``root`` make, under a root that has none.

    A heading within something opaque – a comment in a shell script that a template tag holds – makes none. ``prose``
    returns the document's prose when it is first needed.
    """
    context = _Context(source, tuple(stretch for stretch in opaque if stretch.is_nothing), prose)
    growing: list[tuple[Heading | None, list[Node], list[Section]]] = [(None, [], [])]
    for node in root.children:
        if not isinstance(node, Heading) or _is_within_opaque(node.span, opaque):
            growing[-1][1].append(node)
            continue
        while (last := growing[-1][0]) is not None and last.depth >= node.depth:
            _close(growing, context)
        growing.append((node, [], []))
    while len(growing) > 1:
        _close(growing, context)
    _, body, sections = growing[0]
    return Section(None, tuple(body), tuple(sections), context)


def _close(growing: list[tuple[Heading | None, list[Node], list[Section]]], context: _Context) -> None:
    heading, body, sections = growing.pop()
    growing[-1][2].append(Section(heading, tuple(body), tuple(sections), context))


def _meeting(span: Span, opaque: tuple[Opaque, ...]) -> list[Span]:
    """The opaque stretches that meet ``span``."""
    if not opaque:
        return []
    first = bisect_left(opaque, span.start, key=lambda stretch: stretch.span.end)
    last = bisect_left(opaque, span.end, key=lambda stretch: stretch.span.start)
    return [stretch.span for stretch in opaque[first:last] if stretch.span.meets(span)]


def _is_within_opaque(span: Span, opaque: tuple[Opaque, ...]) -> bool:
    return any(stretch.contains(span) for stretch in _meeting(span, opaque))


def _title(heading: Heading, context: _Context) -> str:
    writer = Writer([Cut(*span, is_silent=True) for span in _meeting(heading.span, context.silent)])
    stack: list[Node] = list(reversed(heading.children))
    while stack:
        node = stack.pop()
        if isinstance(node, (Text, InlineCode)):
            writer.pieces(node.value, node.pieces or (Piece(0, *node.value_span),))
        elif isinstance(node, (Image, ImageReference)):
            writer.atom(node.alt, *node.span)
        else:
            stack.extend(reversed(node.children))
    return " ".join(writer.text.split())


# --- what is nothing to a reader


def _is_nothing(node: Node, context: _Context) -> bool:
    """Whether a block shows nothing."""
    if isinstance(node, (ThematicBreak, FrontMatterBlock)) or (isinstance(node, Definition) and is_comment(node)):
        return True
    silent = _meeting(node.span, context.silent)
    if not silent and not isinstance(node, Html) and not _begins_with_tag(node):
        return False
    for child in node.walk():
        if isinstance(child, Html):
            silent.extend(_empty_tags(child))
    pos = node.span.start
    for span in sorted(silent):
        if not _is_blank(context.source.text, pos, span.start):
            return False
        pos = max(pos, span.end)
    return _is_blank(context.source.text, pos, node.span.end)


def _begins_with_tag(node: Node) -> bool:
    return isinstance(node, Paragraph) and bool(node.children) and isinstance(node.children[0], Html)


def _empty_tags(node: Html) -> Iterator[Span]:
    """Comments, and tags of elements that show nothing themselves; up to the first visible element."""
    for tag in html.tags(node):
        if tag.kind != "comment" and (tag.name not in _EMPTY_ELEMENTS or tag.kind == "other"):
            return
        yield tag.span


def _is_blank(text: str, start: int, end: int) -> bool:
    match = _BLANK.match(text, start)
    return match is not None and match.end() >= end
