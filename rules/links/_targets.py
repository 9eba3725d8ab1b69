"""Where links lead: all targets of a document's links, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lint_post.api import Document, Link, LinkReference, Span

from .._opaque import meets_opaque

_ELSEWHERE = r"[A-Za-z][A-Za-z0-9+.-]*:|//|[@~]"  # a scheme, another host, an alias of a bundler
_MADE = r"[{}<>$*|]|%[A-Z_]{3,}%|\.\.\.|…|\bpath/to/"  # by a template or a script, or an example of a path


class Address(NamedTuple):
    """The address of a link, decoded, and where it stands."""

    url: str
    span: Span


def local(document: Document) -> Iterator[Address]:
    """The addresses of all links that lead to a place in the same project, in Markdown and in HTML."""
    for address in _all(document):
        made = re.match(_ELSEWHERE, address.url) or re.search(_MADE, address.url)
        if address.url and not made and not meets_opaque(document, address.span):
            yield address


def _all(document: Document) -> Iterator[Address]:
    for link in document.find(Link):
        if link.form == "inline":
            yield Address(link.url, link.url_span)
    for identifier in dict.fromkeys(link.identifier for link in document.find(LinkReference)):
        if definition := document.definitions.get(identifier):
            yield Address(definition.url, definition.url_span)
    for tag in document.tags:
        if tag.name == "a" and tag.kind == "open" and (href := tag.attribute("href")) and href.value:
            yield Address(href.value, href.at(0, len(href.value)))
