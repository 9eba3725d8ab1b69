"""Targets of links within a project: the question for each URL, shared by all rules that ask."""

from __future__ import annotations

import re

from lint_post.document.links import LinkTo
from lint_post.rule.question import Target

_ELSEWHERE = r"[A-Za-z][A-Za-z0-9+.-]+:|//|\?|[@~:]"  # a scheme, another host, an alias of a bundler
_MADE = r"[{}<>$*|]|%[A-Z_]{3,}%|\.\.\.|…|\bpath/to/"  # by a template or a script, or an example of a path
_DOCUMENT = r"(?i)[^?#]+\.(?:md|mdx|markdown|mdown|qmd|rmd)(?:[?#]|\Z)"
_FILE = (
    r"(?i)[^?#]+\.(?:pdf|png|jpe?g|gif|svg|webp|avif|mp[34]|mov|webm|ogg|wav|csv|tsv|xlsx?|docx?|pptx?|zip|gz|tgz|tar"
    r"|ipynb|py|rb|go|rs|sh|toml|ya?ml|txt|tex|bib|rst)(?:[?#]|\Z)"
)
_IMAGE = r"(?i)[^\r\n]+\.(?:png|jpe?g|gif|svg|webp|avif|bmp|ico|tiff?)(?:[?#].*)?"


def is_path(url: str) -> bool:
    """Whether ``url`` leads to a place in the same project, and is neither made by a template nor an example."""
    return bool(url) and not re.match(_ELSEWHERE, url) and not re.search(_MADE, url)


def names_document(url: str) -> bool:
    """Whether ``url`` names a Markdown file."""
    return re.match(_DOCUMENT, url) is not None


def names_image(url: str) -> bool:
    """Whether ``url`` names an image's file."""
    return re.fullmatch(_IMAGE, url) is not None


def target(link: LinkTo) -> Target | None:
    """The question about ``link``; None if it leads out of the project, or to a part of its own document."""
    url = link.url
    if not is_path(url) or url.startswith("#"):
        return None
    if link.origin == "front matter":  # only a theme or a server can find anything but an image
        is_image = link.kind == "image" and names_image(url)
        return Target(link.span, url, search=True) if is_image else None
    if link.kind == "image" and link.origin == "markdown":
        return Target(link.span, url, search=url.startswith("/"), assets=True)
    if link.kind in ("image", "media"):
        # No generator adjusts the paths in HTML, so they start from the page's address, not from its file.
        return Target(link.span, url.replace("\\", "/"), search=url.startswith(("/", "../")), assets=True)
    return _of_link(link)


def _of_link(link: LinkTo) -> Target:
    url = link.url
    if url.startswith("/"):
        return Target(link.span, url, route=True)
    if names_document(url):
        return Target(link.span, url)
    return Target(link.span, url, assets=True, route=not re.match(_FILE, url))
