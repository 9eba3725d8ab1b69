"""The links of a document to its own project and to the web."""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Document, Fetch, LinkTo, is_path


def local(document: Document) -> Iterator[LinkTo]:
    """All links to the same project, in Markdown and in HTML."""
    for link in document.links:
        if link.kind == "link" and link.origin != "front matter" and is_path(link.url):
            yield link


def on_the_web(document: Document) -> Iterator[Fetch]:
    """A question for each web URL."""
    for link in document.links:
        if link.web_url:
            yield Fetch(link.span, link.web_url)
