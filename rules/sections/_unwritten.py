"""Empty and stub sections: what the rules of this group share."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from lint_post.api import (
    Break,
    Definition,
    Delete,
    Document,
    Emphasis,
    FootnoteReference,
    FrontMatterBlock,
    Heading,
    Html,
    Image,
    ImageReference,
    Link,
    LinkReference,
    Node,
    Paragraph,
    Section,
    Span,
    Strong,
    Text,
    ThematicBreak,
)

_DEEPEST = 6
_SLIDES_KEYS = frozenset(["marp", "reveal", "revealOptions", "slideOptions", "slideshow", "transition", "highlighter"])

# A section is a stub if the median and the shortest of the other sections at its depth have at least this many times
# the words that a stub can have.
_MEDIAN_TIMES = 8
_LEAST_TIMES = 3
_FEWEST_OTHERS = 3
_MOST_LETTERS_A_WORD = 20
_INK = (Text, Emphasis, Strong, Delete, Break, FootnoteReference)

# These patterns are compiled on first use: most posts have no empty or short section.
_RELEASE = r"(?i)\W*(?:unreleased|(?:version |release )?v?\d+(?:\.\d+)+\S*)[\W\d]*"
_SLIDES_PATH = r"(?i)(?:^|[/_-])(?:slides?|decks?|presentations?)(?:[/._-]|$)"
_BEGINS_GENERATED = r"(?i)<!--[^>]{0,200}\b(?:start|begin|toc)\b"
_ENDS_GENERATED = r"(?i)<!--[^>]{0,200}\b(?:end|stop|tocstop)\b"
_COMMENTS = r"(?s)\s*(?:<!--(?:(?!-->).)*+-->\s*)++"
_SAYS_NO = r"(?i)\b(?:no|not|none|never|nothing|nil|without|cannot|see|same as|\w+n['’]t)\b|\bn/a\b"
_SHORT_BY_NATURE = (
    r"(?i)[?？]$|"
    r"\b(?:copyright|licen[sc]es?|acknowledge?ments?|credits?|contact|authors?|disclaimer|status|thanks|changelog"
    r"|prerequisites?|requirements?)\b"
)
_LINKS = (
    r"(?i)\b(?:references?|links?|sources?|see also|further reading|bibliography|web ?site|home ?page|repo(?:sitory)?"
    r"|url|demo)\b"
)


def named(section: Section, kind: str = "Section") -> str:
    """The section with its title, as the first words of a message."""
    return f'{kind} "{section.title}"' if section.title else f"Untitled {kind.lower()}"


def place(heading: Heading) -> Span:
    """The line or lines of the heading, without a setext heading's underline."""
    if not heading.setext or not heading.children:
        return heading.span
    return Span(heading.span.start, heading.children[-1].span.end)


class Unwritten:
    """The empty and stub sections of ``document``; a section with fewer than ``min_words`` words can be a stub."""

    def __init__(self, document: Document, min_words: int = 0) -> None:
        self._document = document
        self._min_words = min_words

    @cached_property
    def _depths(self) -> dict[int, list[Section]]:
        """The sections by the depth of their headings."""
        depths: dict[int, list[Section]] = {}
        for section in self._document.sections:
            depths.setdefault(_depth(section), []).append(section)
        return depths

    # --- empty

    def is_empty(self, section: Section) -> bool:
        """Whether the section has no visible content but should have some."""
        if not section.is_empty and not _defines_only(section):
            return False
        return not (
            self._is_title_alone(section)
            or self._is_slides
            or re.fullmatch(_RELEASE, section.title)
            or _says_it_all(section)
            or (_depth(section) == _DEEPEST and self._depths[_DEEPEST][-1] is not section)
            or self._is_generated(section)
        )

    @cached_property
    def _is_slides(self) -> bool:
        """Whether the sections are slides, which may consist of a title only."""
        front_matter = self._document.front_matter
        return bool(front_matter and _SLIDES_KEYS & front_matter.value.keys()) or bool(
            re.search(_SLIDES_PATH, self._document.path)
        )

    def _is_title_alone(self, section: Section) -> bool:
        """Whether the heading is the only content: the title of a page that a site generator fills in."""
        root = self._document.section_tree
        return _depth(section) == 1 and root.sections == (section,) and not _shown(root)

    def _is_generated(self, section: Section) -> bool:
        """Whether comments mark a place that a tool fills in."""
        text = self._document.source.slice(section.span)
        return bool(re.search(_BEGINS_GENERATED, text) and re.search(_ENDS_GENERATED, text))

    # --- stubs

    def is_stub(self, section: Section) -> bool:
        """Whether the section is only a URL, or much shorter than the others."""
        return url_alone(section) is not None or self.is_short(section)

    def is_short(self, section: Section) -> bool:
        """Whether the section has only a few words and the others at its depth have many."""
        return self._may_be_stub(section) and _depth(section) in self._long_depths

    @cached_property
    def _candidates(self) -> frozenset[Section]:
        """The sections that can be stubs."""
        return frozenset(section for section in self._document.sections if self._may_be_stub(section))

    def _may_be_stub(self, section: Section) -> bool:
        """Whether the section has only a few words, and they do not fully answer its heading."""
        if (
            section.sections
            or not section.body
            or not all(_is_paragraph(node) or _is_silent(node) for node in section.body)
        ):
            return False
        shown = _shown(section)
        body = Span(shown[0].span.start, shown[-1].span.end) if shown else Span(0, 0)
        if not 0 < body.end - body.start < self._min_words * _MOST_LETTERS_A_WORD:
            return False
        if re.search(_SHORT_BY_NATURE, section.title) or not all(map(_is_words, shown)):
            return False
        opaque = self._document.opaque
        meeting = bisect_right(opaque, body.start, key=lambda stretch: stretch.span.end)
        if meeting < len(opaque) and opaque[meeting].span.start < body.end:
            return False
        return 0 < self._size(section) < self._min_words and not re.search(_SAYS_NO, self._document.source.slice(body))

    @cached_property
    def _long_depths(self) -> frozenset[int]:
        """The depths at which all sections but the candidates are long."""
        return frozenset(depth for depth in {*map(_depth, self._candidates)} if self._are_others_long(depth))

    def _are_others_long(self, depth: int) -> bool:
        others = [section for section in self._depths[depth] if section not in self._candidates]
        sizes = sorted(size for section in others if (size := self._size(section)))
        return (
            len(sizes) >= _FEWEST_OTHERS
            and sizes[0] >= _LEAST_TIMES * self._min_words
            and sizes[len(sizes) // 2] >= _MEDIAN_TIMES * self._min_words
        )

    def _size(self, section: Section) -> int:
        """The number of words in the section and its subsections."""
        return section.words + sum(inner.words for inner in section.descendants())


def _depth(section: Section) -> int:
    return section.heading.depth if section.heading else 0


def _defines_only(section: Section) -> bool:
    """Whether the section holds only link definitions, which readers do not see."""
    return not section.sections and all(isinstance(node, Definition) for node in section.body)


def _says_it_all(section: Section) -> bool:
    """Whether the heading itself is the content: an image, a link to a page, or a ``:::`` of mkdocstrings."""
    children = section.heading.children if section.heading else ()
    is_link = len(children) == 1 and isinstance(children[0], Link | LinkReference)
    return (
        is_link
        or section.title.startswith(":::")
        or any(isinstance(node, Image | ImageReference) for child in children for node in child.walk())
    )


def says_nothing(section: Section) -> bool:
    """Whether nothing is shown between the section's heading and its first subsection."""
    return not _shown(section)


def _shown(section: Section) -> list[Node]:
    """The nodes of the section's own body that a reader sees."""
    return [node for node in section.body if not _is_silent(node)]


def _is_silent(node: Node) -> bool:
    is_comment = isinstance(node, Html) and re.fullmatch(_COMMENTS, node.value)
    return bool(is_comment) or isinstance(node, Definition | FrontMatterBlock | ThematicBreak)


def _is_paragraph(node: Node) -> bool:
    return isinstance(node, Paragraph)


def _is_words(paragraph: Node) -> bool:
    """Whether it holds only words: no link, image, or code."""
    return all(isinstance(inner, _INK) for inner in [*paragraph.walk()][1:])


def url_alone(section: Section) -> str | None:
    """The bare URL that is the section's only content; None if a URL is what its title promises."""
    shown = _shown(section)
    if section.sections or len(shown) != 1 or not isinstance(shown[0], Paragraph) or re.search(_LINKS, section.title):
        return None
    match shown[0].children:
        case (Link(form="bare" | "autolink", url=url),) if not url.startswith("mailto:"):
            return url
    return None
