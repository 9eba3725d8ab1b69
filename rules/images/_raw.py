"""The HTML tags that are HTML for certain."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from lint_post.api import Document, Tag


def tags(document: Document) -> Iterator[Tag]:
    """The tags of ``document`` but for what only looks like one: a shortcode ``{{<img src="…">}}``, quoted code."""
    for tag in document.tags:
        before = bisect_right(document.opaque, tag.span.start, key=lambda stretch: stretch.span.start) - 1
        if before < 0 or document.opaque[before].span.end < tag.span.end or document.opaque[before].kind == "tag":
            yield tag
