"""Code and other parts of a document that are not Markdown text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from lint_post.api import Code, Document, FrontMatterBlock, InlineCode, Span


class Kept:
    """The parts of ``document`` that are not Markdown text: code, front matter, templates, comments, and math."""

    def __init__(self, document: Document) -> None:
        self._spans = sorted(_spans(document))

    def holds(self, offset: int) -> bool:
        """Whether the character at ``offset`` is in one of them."""
        at = bisect_right(self._spans, (offset, len("\U0010ffff") << 60))
        return any(span.start <= offset < span.end for span in self._spans[max(at - 3, 0) : at])


def _spans(document: Document) -> Iterator[Span]:
    for code in document.find(Code):
        yield code.span
    for inline in document.find(InlineCode):
        yield inline.span
    for block in document.find(FrontMatterBlock):
        yield block.span
    for stretch in document.opaque:
        yield stretch.span
    for tag in document.tags:
        yield tag.span
    yield from document.not_parsed
