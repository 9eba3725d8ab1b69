"""Where plain text stands, letter by letter, in the source."""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Document, Link, LinkReference, Text


def places(document: Document, sign: str) -> Iterator[int]:
    """The offsets in the source at which ``sign`` stands as plain text, outside links and what is no Markdown."""
    if sign not in document.text:
        return
    for node in document.find(Text):
        at = document.text.find(sign, node.span.start, node.span.end)
        if at < 0 or any(isinstance(above, Link | LinkReference) for above in document.ancestors(node)):
            continue
        while at >= 0:
            if not document.meets_opaque(node.span):
                yield at
            at = document.text.find(sign, at + 1, node.span.end)
