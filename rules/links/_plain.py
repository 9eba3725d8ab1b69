"""Searches the plain text of a document."""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Document, Link, LinkReference, Text


def places(document: Document, sign: str) -> Iterator[int]:
    """The offsets at which ``sign`` occurs in plain text, outside links, templates, and math."""
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
