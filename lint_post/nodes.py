"""What a Markdown document is made of: mdast's node types, frozen, each with its exact spans.

All spans are in code points of the source's text, half open, and never end in blanks. ``type`` is mdast's name, and
the fields have mdast's meaning; what ends in ``_span`` says where that field stands. Nodes compare by identity.

They are structs of msgspec: 27 dataclasses cost 16 ms at every start, and a node ten times as long to make.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from msgspec import Struct

from lint_post.text import Piece, SourceMap, Span

Alignment = Literal["left", "right", "center"] | None
ReferenceType = Literal["full", "collapsed", "shortcut"]


class Node(Struct, frozen=True, eq=False, gc=False):
    """Base of all nodes: where it stands, from its first to behind its last character."""

    type: ClassVar[str]
    span: Span

    if TYPE_CHECKING:

        @property
        def children(self) -> tuple[Node, ...]:
            """The nodes within, in order; empty for a leaf."""

    def walk(self) -> Iterator[Node]:
        """The node itself and all below it, in document order."""
        stack: list[Node] = [self]
        while stack:
            here = stack.pop()
            yield here
            stack.extend(reversed(here.children))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.span.start}:{self.span.end}>"


class Leaf(Node, frozen=True):
    """A node with nothing below it."""

    @property
    def children(self) -> tuple[Node, ...]:
        """Always empty."""
        return ()


class Parent(Node, frozen=True):
    """A node with others below it."""

    children: tuple[Node, ...]


class Literally(Leaf, frozen=True):
    """A leaf with a decoded text.

    ``pieces`` says where that text stands in the source; empty when ``value`` is the source's slice at ``value_span``.
    """

    value: str
    value_span: Span
    pieces: tuple[Piece, ...] = ()

    @property
    def map(self) -> SourceMap:
        """The map from offsets in ``value`` to the source."""
        return SourceMap(self.pieces or (Piece(0, *self.value_span),), len(self.value))

    def at(self, start: int, end: int) -> Span:
        """The source's span of ``value[start:end]``."""
        if not self.pieces:
            return Span(self.value_span.start + start, self.value_span.start + end)
        return self.map.span(start, end)


# --- blocks


class Root(Parent, frozen=True):
    """The whole document; ends at the text's length."""

    type = "root"


class FrontMatterBlock(Leaf, frozen=True):
    """Front matter with its fences; ``value`` is what stands between them, at ``value_span``."""

    kind: Literal["yaml", "toml", "json"]
    value: str
    value_span: Span

    @property
    def type(self) -> str:  # type: ignore[override]
        """Mdast's name is the language's."""
        return self.kind


class Paragraph(Parent, frozen=True):
    """Running text."""

    type = "paragraph"


class Heading(Parent, frozen=True):
    """A heading of ``depth`` 1 to 6, with marks in front (ATX) or an underline (setext)."""

    type = "heading"
    depth: int
    setext: bool


class ThematicBreak(Leaf, frozen=True):
    """A rule across the page."""

    type = "thematicBreak"


class Blockquote(Parent, frozen=True):
    """A quotation."""

    type = "blockquote"


class List(Parent, frozen=True):
    """A list. ``start`` is an ordered list's first number; ``spread``: blank lines stand between its items."""

    type = "list"
    ordered: bool
    start: int | None
    spread: bool


class ListItem(Parent, frozen=True):
    """An item. ``checked`` is a task's state, None for no task; ``spread``: blank lines stand between its blocks."""

    type = "listItem"
    spread: bool
    checked: bool | None


class Code(Literally, frozen=True):
    """A code block: ``lang`` and ``meta`` come from its info string, ``fence`` is its opening mark (None if indented).

    ``closed``: it is indented or its closing fence is there.
    """

    type = "code"
    lang: str | None = None
    meta: str | None = None
    fence: str | None = None
    closed: bool = True


class Html(Literally, frozen=True):
    """HTML as written, a block of it or one tag or comment within a line."""

    type = "html"
    block: bool = False


class Definition(Leaf, frozen=True):
    """A link reference definition. ``identifier`` is the folded label; the first of several is the one that counts."""

    type = "definition"
    identifier: str
    label: str
    label_span: Span
    url: str
    url_span: Span
    title: str | None
    title_span: Span | None


class FootnoteDefinition(Parent, frozen=True):
    """A footnote's text; ``label_span`` excludes brackets and caret."""

    type = "footnoteDefinition"
    identifier: str
    label: str
    label_span: Span


class Table(Parent, frozen=True):
    """A table; its first row is the header, ``align`` has one entry a column."""

    type = "table"
    align: tuple[Alignment, ...]


class TableRow(Parent, frozen=True):
    """A row of a table."""

    type = "tableRow"


class TableCell(Parent, frozen=True):
    """A cell, from its pipe to before the next one; the last takes the closing pipe."""

    type = "tableCell"


# --- inlines


class Text(Literally, frozen=True):
    """Plain text; line ends within are LF and carry no indentation, escapes and references are decoded."""

    type = "text"


class Emphasis(Parent, frozen=True):
    """``*emphasis*``."""

    type = "emphasis"


class Strong(Parent, frozen=True):
    """``**strong**``."""

    type = "strong"


class Delete(Parent, frozen=True):
    """``~~struck out~~``."""

    type = "delete"


class InlineCode(Literally, frozen=True):
    """Code within a line."""

    type = "inlineCode"


class Break(Leaf, frozen=True):
    """A hard line break: the backslash or blanks, and the line end."""

    type = "break"


class Link(Parent, frozen=True):
    """A link with its own target. ``form``: ``[text](url)``, ``<url>`` or a bare URL.

    ``url`` is decoded; ``url_span`` is the URL as written, without angle brackets, empty where it would stand.
    ``title_span`` includes the title's quotes.
    """

    type = "link"
    url: str
    url_span: Span
    title: str | None
    title_span: Span | None
    form: Literal["inline", "autolink", "bare"]


class Image(Leaf, frozen=True):
    """An image with its own target; ``alt`` is the text of ``content``, which stands at ``alt_span``."""

    type = "image"
    url: str
    url_span: Span
    title: str | None
    title_span: Span | None
    alt: str
    alt_span: Span
    content: tuple[Node, ...]


class LinkReference(Parent, frozen=True):
    """A link by reference. ``label_span`` is the label as written, within its brackets."""

    type = "linkReference"
    identifier: str
    label: str
    label_span: Span
    reference_type: ReferenceType


class ImageReference(Leaf, frozen=True):
    """An image by reference."""

    type = "imageReference"
    identifier: str
    label: str
    label_span: Span
    reference_type: ReferenceType
    alt: str
    alt_span: Span
    content: tuple[Node, ...]


class FootnoteReference(Leaf, frozen=True):
    """A mark that leads to a footnote."""

    type = "footnoteReference"
    identifier: str
    label: str
    label_span: Span
