"""A parsed document, and what rules ask of it again and again; each answer is worked out once, when first asked."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from lint_post.document import links, sections
from lint_post.markdown import html, overlay
from lint_post.markdown.front_matter import FrontMatter
from lint_post.markdown.nodes import Definition, Html, Node, Root
from lint_post.prose import extract
from lint_post.prose.block import ProseBlock
from lint_post.text.source import Source, Span

if TYPE_CHECKING:
    from lint_post.document.anchors import Anchors

N = TypeVar("N", bound=Node)


class Document:
    """A source and its tree. Spans are in code points of ``source.text``.

    ``not_parsed``: blocks too irregular to parse, which are in the tree as plain text.
    """

    def __init__(
        self,
        source: Source,
        root: Root,
        front_matter: FrontMatter | None = None,
        not_parsed: tuple[Span, ...] = (),
    ) -> None:
        self.source = source
        self.root = root
        self.front_matter = front_matter
        self.not_parsed = not_parsed

    @property
    def text(self) -> str:
        """The whole text, front matter included."""
        return self.source.text

    @property
    def path(self) -> str:
        """The name to report, with ``/`` between folders."""
        return self.source.path

    @cached_property
    def _by_type(self) -> dict[type[Node], list[Node]]:
        """All nodes by their class, each list in document order."""
        table: defaultdict[type[Node], list[Node]] = defaultdict(list)
        for node in self.root.walk():
            table[type(node)].append(node)
        return table

    def find(self, kind: type[N]) -> Iterator[N]:
        """All nodes of the class ``kind``, in document order."""
        return iter(self._by_type.get(kind, ()))  # type: ignore[arg-type]

    @cached_property
    def _parents(self) -> dict[Node, Node]:
        return {child: node for node in self.root.walk() for child in node.children}

    def ancestors(self, node: Node) -> Iterator[Node]:
        """The nodes around ``node``, from the nearest to the root."""
        here = self._parents.get(node)
        while here is not None:
            yield here
            here = self._parents.get(here)

    @cached_property
    def definitions(self) -> Mapping[str, Definition]:
        """Link reference definitions by their identifier; of several the first counts."""
        table: dict[str, Definition] = {}
        for definition in self.find(Definition):
            table.setdefault(definition.identifier, definition)
        return table

    @cached_property
    def tags(self) -> tuple[html.Tag, ...]:
        """The tags and comments of all HTML, in document order.

        Text that only looks like a tag is not included: a shortcode ``{{<img src="…">}}``, or text within another tag.
        """
        found = (tag for node in self.find(Html) for tag in html.tags(node))
        return tuple(tag for tag in found if not self._is_within_opaque(tag.span))

    def _is_within_opaque(self, span: Span) -> bool:
        """Whether ``span`` is a part of something opaque that is itself no tag."""
        before = bisect_right(self.opaque, span.start, key=lambda stretch: stretch.span.start) - 1
        return before >= 0 and self.opaque[before].kind != "tag" and self.opaque[before].span.contains(span)

    @cached_property
    def comments(self) -> tuple[overlay.Comment, ...]:
        """The comments of HTML and MDX, in document order."""
        return tuple(overlay.comments(self.text, self.tags, self.opaque))

    @cached_property
    def opaque(self) -> tuple[overlay.Opaque, ...]:
        """The parts that are not Markdown: shortcodes, template tags, MDX, math, and the like, in document order."""
        return overlay.opaque(self.source, self.root)

    def meets_opaque(self, span: Span) -> bool:
        """Whether ``span`` shares a letter with a shortcode, a template's tag, math or the like."""
        stretches = self.opaque
        if not stretches:
            return False
        last = bisect_right(stretches, span.end, key=lambda stretch: stretch.span.start)
        first = bisect_right(stretches, span.start, key=lambda stretch: stretch.span.end)
        return any(stretch.span.meets(span) for stretch in stretches[max(first - 1, 0) : last])

    @cached_property
    def links(self) -> tuple[links.LinkTo, ...]:
        """Where it leads: all addresses of links, images and media, in document order."""
        return tuple(sorted(links.links(self), key=lambda link: link.span))

    @cached_property
    def anchors(self) -> Anchors:
        """What a fragment may lead to in this document."""
        from lint_post.document.anchors import anchors

        return anchors(self.source, self.root, self.opaque, self.tags)

    @cached_property
    def section_tree(self) -> sections.Section:
        """The document as a tree of sections; its root has no heading, and its body is the preamble."""
        return sections.tree(self.source, self.root, self.opaque, lambda: self.prose)

    @property
    def sections(self) -> Iterator[sections.Section]:
        """All sections that have a heading, in document order."""
        return self.section_tree.descendants()

    @cached_property
    def prose(self) -> tuple[ProseBlock, ...]:
        """The text that people read, block by block, with its map to the source."""
        return extract.blocks(self.source, self.root, self.front_matter, self.opaque)

    @cached_property
    def language(self) -> str:
        """The language the document is mainly in, as a two-letter code; “en” unless something says otherwise."""
        return extract.language(self.root, self.front_matter, self.prose)
