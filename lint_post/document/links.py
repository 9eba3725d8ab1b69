"""Where a document leads: all its links, images and other media with their addresses, each at its exact place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, Protocol, TypeVar

from lint_post.markdown.front_matter import FrontMatter
from lint_post.markdown.html import Attribute, Tag
from lint_post.markdown.nodes import Definition, Image, ImageReference, InlineCode, Link, LinkReference, Node, Text
from lint_post.text.source import Span

N = TypeVar("N", bound=Node)

LinkKind = Literal["link", "image", "media", "frame"]
"""The purpose of a URL: a link, an image, a media file, or a page in a frame."""
Origin = Literal["markdown", "html", "front matter"]
_HTML: dict[str, tuple[tuple[str, LinkKind], ...]] = {
    "a": (("href", "link"),),
    "area": (("href", "link"),),
    "img": (("src", "image"), ("srcset", "image")),
    "source": (("src", "media"), ("srcset", "image")),
    "video": (("src", "media"), ("poster", "image")),
    "audio": (("src", "media"),),
    "track": (("src", "media"),),
    "embed": (("src", "media"),),
    "object": (("data", "media"),),
    "iframe": (("src", "frame"),),
}
_CANDIDATE = r"[\s,]*(?P<url>[^\s,]\S*?)(?:,+(?=\s|\Z)|\Z|\s+[^,]*(?:,|\Z))"  # of a srcset
_LINK_KEYS = r"(?i)(?:canonical|link|url|href|homepage|website|source|repo|repository|demo|slides|video)(?:_?url)?\Z"
_IMAGE_KEYS = (
    r"(?i)image|img|cover|thumb|banner|hero|poster|photo|picture|avatar|logo|teaser|preview|screenshot|card|icon"
)
_WORDS_KEYS = r"(?i)alt|caption|title|desc|credit|text|name"
_ON_THE_WEB = r"(?i)(?:https?:)?//[^/?#\s]"
_MAIL = r"(?i)mailto:(?:\?|[^@?\s]+@[^@?\s]+(?:\?|\Z)|\Z)"
_MADE = r"[{}<>]|\.\.\.(?:/|\Z)|…|%[A-Z_]{3,}%"  # by a template or a script, or an example of an address
_EXAMPLE = (
    r"(?i)(?:https?:)?//(?:[^/?#]*@)?(?:[^/?#:]+\.)?(?:example(?:\.(?:com|net|org|edu))?)\.?(?=[:/?#]|\Z)"  # RFC 2606
)


class LinkTo(NamedTuple):
    """A URL in a document: decoded, with its position, and with the text that a reader sees."""

    url: str
    span: Span
    kind: LinkKind = "link"
    text: str = ""
    origin: Origin = "markdown"
    by_reference: bool = False

    @property
    def is_bad_mail(self) -> bool:
        """Whether it is an e-mail address that can be none."""
        url = self.url.strip()
        return url[:7].lower() == "mailto:" and not re.search(_MADE, url) and not re.match(_MAIL, url)

    @property
    def web_url(self) -> str | None:
        """The address as the web is asked for it; None if it leads elsewhere, or is an example or a template's."""
        url = self.url.strip()
        if not re.match(_ON_THE_WEB, url) or re.search(_MADE, url) or re.match(_EXAMPLE, url):
            return None
        return f"https:{url}" if url.startswith("//") else url


class Linked(Protocol):
    """What of a document its links are read from."""

    @property
    def definitions(self) -> Mapping[str, Definition]:
        """The definitions that count, by their identifier."""

    @property
    def tags(self) -> tuple[Tag, ...]:
        """All tags."""

    front_matter: FrontMatter | None

    def find(self, kind: type[N], /) -> Iterator[N]:
        """All nodes of a class."""

    def meets_opaque(self, span: Span, /) -> bool:
        """Whether a template has its hand in there."""


def links(document: Linked) -> Iterator[LinkTo]:
    """All URLs in ``document``, in no particular order; links within a template tag are left out."""
    for found in (*_in_markdown(document), *_by_reference(document)):
        if found.url and not (found.kind == "link" and document.meets_opaque(found.span)):
            yield found
    yield from _in_html(document)
    if document.front_matter:
        yield from _in_front_matter(document.front_matter)


def _in_markdown(document: Linked) -> Iterator[LinkTo]:
    for link in document.find(Link):
        yield LinkTo(link.url, link.url_span, text=_text(link))
    for image in document.find(Image):
        yield LinkTo(image.url, image.url_span, "image", image.alt)


def _by_reference(document: Linked) -> Iterator[LinkTo]:
    """Each definition that something refers to, once, as what refers to it first."""
    seen: set[str] = set()
    references: tuple[LinkReference | ImageReference, ...] = (
        *document.find(LinkReference),
        *document.find(ImageReference),
    )
    for node in references:
        definition = document.definitions.get(node.identifier)
        if definition is None or node.identifier in seen:
            continue
        seen.add(node.identifier)
        kind: LinkKind = "image" if isinstance(node, ImageReference) else "link"
        text = node.alt if isinstance(node, ImageReference) else _text(node)
        yield LinkTo(definition.url, definition.url_span, kind, text, by_reference=True)


def _text(node: Node) -> str:
    parts = (below.value for below in node.walk() if isinstance(below, Text | InlineCode))
    return "".join(parts) or next((below.alt for below in node.walk() if isinstance(below, Image)), "")


def _in_html(document: Linked) -> Iterator[LinkTo]:
    for tag in document.tags:
        if tag.kind in ("open", "void"):
            yield from _of_tag(tag)


def _of_tag(tag: Tag) -> Iterator[LinkTo]:
    for name, kind in _HTML.get(tag.name, ()):
        attribute = tag.attribute(name)
        if attribute is None or attribute.value is None:
            continue
        text = tag.get("alt") or ""
        for url, start in _addresses(attribute, attribute.value):
            yield LinkTo(url, attribute.at(start, start + len(url)), kind, text, "html")


def _addresses(attribute: Attribute, value: str) -> Iterator[tuple[str, int]]:
    """The addresses in an attribute, each with its offset."""
    if attribute.name == "srcset":
        for candidate in re.finditer(_CANDIDATE, value):
            yield candidate["url"], candidate.start("url")
    elif url := value.strip():
        yield url, value.find(url)


def _in_front_matter(front_matter: FrontMatter) -> Iterator[LinkTo]:
    for field in front_matter.walk():
        value = field.value
        if not isinstance(value, str) or not value.strip() or "\n" in value:
            continue
        if re.match(_LINK_KEYS, field.key) and re.match(_ON_THE_WEB, value):
            yield LinkTo(value, field.text_span, "link", field.key, "front matter")
        elif not re.search(_WORDS_KEYS, field.key) and any(re.search(_IMAGE_KEYS, str(key)) for key in field.path):
            yield LinkTo(value, field.text_span, "image", field.key, "front matter")
