"""Comments, HTML's and MDX's alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lint_post.markdown.html import Tag
from lint_post.markdown.overlay.kinds import Opaque
from lint_post.text.source import Span

_MARKS = (("<!--", "-->"), ("{/*", "*/}"))  # how a comment begins and ends


class Comment(NamedTuple):
    """A closed comment: its span with its marks, and the text between them."""

    span: Span
    text: str


def comments(text: str, tags: Iterable[Tag], opaque: Iterable[Opaque]) -> list[Comment]:
    """The comments of a document's ``text`` among its ``tags`` and its ``opaque`` stretches, in order."""
    spans = [tag.span for tag in tags if tag.kind == "comment"]
    spans += [stretch.span for stretch in opaque if stretch.kind == "mdx-comment"]
    written = ((span, text[span.start : span.end]) for span in sorted(spans))
    return [Comment(span, inner) for span, whole in written if (inner := _inner(whole)) is not None]


def _inner(comment: str) -> str | None:
    """The text between the marks of ``comment``; None if it is not closed."""
    for begin, end in _MARKS:
        if comment.startswith(begin) and comment.endswith(end) and len(comment) >= len(begin) + len(end):
            return comment[len(begin) : -len(end)]
    return None
