"""What a Markdown document is made of: mdast's node types, frozen, each with its exact spans.

All spans are in code points of the source's text, half-open, and never end in whitespace. ``type`` is mdast's name, and
the fields have mdast's meaning; the fields in ``_span`` are the positions of others. Nodes compare by identity.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from lint_post.text.source import Piece, SourceMap, Span
from lint_post.text.value import Value

Alignment = Literal["left", "right", "center"] | None
ReferenceType = Literal["full", "collapsed", "shortcut"]


class Node(Value, eq=False):
    """Base of all nodes; ``span`` covers it from its first character to after its last one."""

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
            stack += here.children[::-1]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.span.start}:{self.span.end}>"


class Leaf(Node):
    """A node with nothing below it."""

    children = ()


class Parent(Node):
    """A node with others below it."""

    children: tuple[Node, ...]


class Literally(Leaf):
    """A leaf with a decoded text.

    ``pieces`` maps that text to the source; empty when ``value`` is the source's slice at ``value_span``.
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


class Root(Parent):
    """The whole document; ends at the text's length."""

    type = "root"


class FrontMatterBlock(Leaf):
    """Front matter with its fences; ``value`` is the text between them, at ``value_span``."""

    kind: Literal["yaml", "toml", "json"]
    value: str
    value_span: Span

    @property
    def type(self) -> str:  # type: ignore[override]
        """Mdast's name is the language's."""
        return self.kind


class Paragraph(Parent):
    """Running text."""

    type = "paragraph"


class Heading(Parent):
    """A heading of ``depth`` 1 to 6, with marks in front (ATX) or an underline (setext)."""

    type = "heading"
    depth: int
    setext: bool


class ThematicBreak(Leaf):
    """A rule across the page."""

    type = "thematicBreak"


class Blockquote(Parent):
    """A quotation."""

    type = "blockquote"


class List(Parent):
    """A list. ``start`` is an ordered list's first number; ``spread``: blank lines separate its items."""

    type = "list"
    ordered: bool
    start: int | None
    spread: bool


class ListItem(Parent):
    """An item. ``checked`` is a task's state, None for no task; ``spread``: blank lines separate its blocks."""

    type = "listItem"
    spread: bool
    checked: bool | None


class Code(Literally):
    """A code block: ``lang`` and ``meta`` come from its info string, ``fence`` is its opening mark (None if indented).

    ``closed``: it is indented or has a closing fence.
    """

    type = "code"
    lang: str | None = None
    meta: str | None = None
    fence: str | None = None
    closed: bool = True


class Html(Literally):
    """HTML as written, a block of it or one tag or comment within a line."""

    type = "html"
    block: bool = False


class Definition(Leaf):
    """A link reference definition. ``identifier`` is the folded label; the first of several is the one that counts."""

    type = "definition"
    identifier: str
    label: str
    label_span: Span
    url: str
    url_span: Span
    title: str | None
    title_span: Span | None


class FootnoteDefinition(Parent):
    """A footnote's text; ``label_span`` excludes brackets and caret."""

    type = "footnoteDefinition"
    identifier: str
    label: str
    label_span: Span


class Table(Parent):
    """A table; its first row is the header, ``align`` has one entry a column."""

    type = "table"
    align: tuple[Alignment, ...]


class TableRow(Parent):
    """A row of a table."""

    type = "tableRow"


class TableCell(Parent):
    """A cell, from its pipe to before the next one; the last takes the closing pipe."""

    type = "tableCell"


# --- inlines


class Text(Literally):
    """Plain text; line ends within are LF and carry no indentation, escapes and references are decoded."""

    type = "text"


class Emphasis(Parent):
    """``*emphasis*``."""

    type = "emphasis"


class Strong(Parent):
    """``**strong**``."""

    type = "strong"


class Delete(Parent):
    """``~~struck out~~``."""

    type = "delete"


class InlineCode(Literally):
    """Code within a line."""

    type = "inlineCode"


class Break(Leaf):
    """A hard line break: the backslash or spaces, and the line break."""

    type = "break"


class Link(Parent):
    """A link with its own target. ``form``: ``[text](url)``, ``<url>`` or a bare URL.

    ``url`` is decoded; ``url_span`` is the URL as written, without angle brackets, empty at its place without one.
    ``title_span`` includes the title's quotes.
    """

    type = "link"
    url: str
    url_span: Span
    title: str | None
    title_span: Span | None
    form: Literal["inline", "autolink", "bare"]


class Image(Leaf):
    """An image with its own target; ``alt`` is the text of ``content``, which is at ``alt_span``."""

    type = "image"
    url: str
    url_span: Span
    title: str | None
    title_span: Span | None
    alt: str
    alt_span: Span
    content: tuple[Node, ...]


class LinkReference(Parent):
    """A link by reference. ``label_span`` is the label as written, within its brackets."""

    type = "linkReference"
    identifier: str
    label: str
    label_span: Span
    reference_type: ReferenceType


class ImageReference(Leaf):
    """An image by reference."""

    type = "imageReference"
    identifier: str
    label: str
    label_span: Span
    reference_type: ReferenceType
    alt: str
    alt_span: Span
    content: tuple[Node, ...]


class FootnoteReference(Leaf):
    """A mark that leads to a footnote."""

    type = "footnoteReference"
    identifier: str
    label: str
    label_span: Span
