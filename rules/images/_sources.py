"""The image files that a document shows."""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Document, Target, target


def sources(document: Document) -> Iterator[Target]:
    """A question for each image path; web URLs and paths that a template fills in are left out."""
    for link in document.links:
        question = target(link) if link.kind == "image" else None
        if question:
            yield question
