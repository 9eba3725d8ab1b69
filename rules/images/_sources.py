"""Which images a document shows: all sources in Markdown, in HTML and in the front matter, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Attribute, Document, Field, FrontMatter, Image, ImageReference, Span, Tag, Target

_ELSEWHERE = r"[A-Za-z][A-Za-z0-9+.-]+:|//|#|\?|[@~:]"  # a scheme, another host, an alias of a bundler
_MADE = r"[{}<>$*]|%[A-Z_]{3,}%|\.\.\.|…|\bpath/to/"  # by a template or a script, or an example of a path
_SOURCES = {"img": ("src", "srcset"), "source": ("src", "srcset"), "video": ("poster",)}
_CANDIDATE = r"[\s,]*(?P<url>[^\s,]\S*?)(?:,+(?=\s|\Z)|\Z|\s+[^,]*(?:,|\Z))"
_IMAGE_KEY = (
    r"(?i)image|img|cover|thumb|banner|hero|poster|photo|picture|avatar|logo|teaser|preview|screenshot|card|icon"
)
_WORDS_KEY = r"(?i)alt|caption|title|desc|credit|text|name"
IMAGE_NAME = r"(?i)[^\r\n]+\.(?:png|jpe?g|gif|svg|webp|avif|bmp|ico|tiff?)(?:[?#].*)?"


def sources(document: Document) -> Iterator[Target]:
    """A question for each image that a path leads to; addresses on the web and what a template makes are left out."""
    if document.front_matter:
        yield from _in_front_matter(document.front_matter)
    for span, url in _in_markdown(document):
        if _is_path(url):
            yield Target(span, url, search=url.startswith("/"), assets=True)
    for span, url in _in_html(document):
        if _is_path(url):
            # No generator mends the paths in HTML, so they start from the page's address, not from its file.
            yield Target(span, url.replace("\\", "/"), search=url.startswith(("/", "../")), assets=True)


def _is_path(url: str) -> bool:
    return bool(url) and not re.match(_ELSEWHERE, url) and not re.search(_MADE, url)


def _in_markdown(document: Document) -> Iterator[tuple[Span, str]]:
    for image in document.find(Image):
        yield image.url_span, image.url
    for identifier in dict.fromkeys(image.identifier for image in document.find(ImageReference)):
        if definition := document.definitions.get(identifier):
            yield definition.url_span, definition.url


def _in_html(document: Document) -> Iterator[tuple[Span, str]]:
    for tag in document.tags:
        if tag.kind in ("open", "void"):
            yield from _sources(tag)


def _sources(tag: Tag) -> Iterator[tuple[Span, str]]:
    for name in _SOURCES.get(tag.name, ()):
        attribute = tag.attribute(name)
        if attribute is None or attribute.value is None:
            continue
        if name == "srcset":
            yield from _candidates(attribute, attribute.value)
        else:
            url = attribute.value.strip()
            start = attribute.value.find(url)
            yield attribute.at(start, start + len(url)), url


def _candidates(srcset: Attribute, value: str) -> Iterator[tuple[Span, str]]:
    for candidate in re.finditer(_CANDIDATE, value):
        yield srcset.at(*candidate.span("url")), candidate["url"]


def _in_front_matter(front_matter: FrontMatter) -> Iterator[Target]:
    for field in front_matter.walk():
        if isinstance(field.value, str) and _names_image(field, field.value):
            yield Target(field.text_span, field.value, search=True)


def _names_image(field: Field, value: str) -> bool:
    """Whether ``field`` says which image to show, by a path and not by what only a theme or a server can find."""
    if re.search(_WORDS_KEY, field.key) or not any(re.search(_IMAGE_KEY, str(key)) for key in field.path):
        return False
    return bool(re.fullmatch(IMAGE_NAME, value)) and _is_path(value)
