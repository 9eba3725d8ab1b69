"""Where a document holds something that is no Markdown."""

from __future__ import annotations

from bisect import bisect_right

from lint_post.api import Document, Span


def meets_opaque(document: Document, span: Span) -> bool:
    """Whether ``span`` shares a letter with a shortcode, a template's tag, math or the like."""
    stretches = document.opaque
    if not stretches:
        return False
    last = bisect_right(stretches, span.end, key=lambda stretch: stretch.span.start)
    first = bisect_right(stretches, span.start, key=lambda stretch: stretch.span.end)
    return any(stretch.span.meets(span) for stretch in stretches[max(first - 1, 0) : last])
