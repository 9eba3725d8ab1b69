"""Which images a document shows."""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Document, Target, target


def sources(document: Document) -> Iterator[Target]:
    """A question for each image that a path leads to; addresses on the web and what a template makes are left out."""
    for link in document.links:
        question = target(link) if link.kind == "image" else None
        if question:
            yield question
