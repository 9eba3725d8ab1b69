"""From the tree to blocks of prose."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from lint_post.markdown.front_matter import FrontMatter
from lint_post.markdown.html import MARKDOWN_REFERENCE, decode
from lint_post.markdown.nodes import (
    Blockquote,
    Break,
    Definition,
    FootnoteDefinition,
    FootnoteReference,
    FrontMatterBlock,
    Heading,
    Html,
    Image,
    ImageReference,
    Link,
    LinkReference,
    List,
    ListItem,
    Node,
    Paragraph,
    Root,
    Table,
    TableCell,
    TableRow,
    Text,
)
from lint_post.prose.block import MASK, Kind
from lint_post.prose.draft import BLANKS, Cut, Draft, Writer, mask_matches
from lint_post.prose.html_text import html_drafts
from lint_post.prose.marked import Marked, only, without
from lint_post.text.source import Piece, Span

_INLINE_PARENTS: dict[type[Node], Kind | None] = {Paragraph: None, Heading: "heading", TableCell: "table-cell"}
_CONTAINERS: dict[type[Node], Kind] = {
    **dict.fromkeys((Root, List, Table, TableRow), "paragraph"),
    ListItem: "list-item",
    Blockquote: "quote",
    FootnoteDefinition: "footnote",
}
_READ_TAG = re.compile(r"<(br|img)\b", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.|mailto:)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE
)
_NOT_TEXT = re.compile(
    r"`[^`\n]+`|\b(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.)[^\s<>\"')\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|</?[A-Za-z][^<>]*>"
)
_PROSE_KEYS = frozenset(
    [
        *(
            "title",
            "subtitle",
            "description",
            "summary",
            "excerpt",
            "abstract",
            "caption",
            "alt",
            "tagline",
            "lead",
            "lede",
        ),
        *("intro", "introduction", "blurb", "teaser", "headline", "shorttitle", "linktitle", "longtitle", "metatitle"),
        *(
            "metadescription",
            "seotitle",
            "seodescription",
            "ogtitle",
            "ogdescription",
            "socialtitle",
            "socialdescription",
        ),
        *(
            "imagealt",
            "imagecaption",
            "coveralt",
            "covercaption",
            "featuredimagealt",
            "featuredimagecaption",
            "herotext",
        ),
    ]
)


def drafts_of(root: Root, front_matter: FrontMatter | None, marked: Marked) -> list[Draft]:
    """The drafts of all blocks, in document order."""
    drafts: list[Draft] = []
    stack: list[tuple[Node, Kind]] = [(root, "paragraph")]
    while stack:
        node, kind = stack.pop()
        type_ = type(node)
        if type_ in _INLINE_PARENTS:
            _add_block(drafts, _INLINE_PARENTS[type_] or kind, node, marked)
        elif type_ in _CONTAINERS:
            kind = _CONTAINERS[type_]
            stack.extend([(child, kind) for child in reversed(node.children)])
        elif isinstance(node, Html):
            drafts.extend(_without_addresses(html_drafts(node, marked)))
        elif isinstance(node, Definition):
            if not is_comment(node):
                _add_title(drafts, node, marked)
        elif isinstance(node, FrontMatterBlock):
            drafts.extend(_without_addresses(_front_matter_drafts(node, front_matter, marked)))
    return drafts


def _add_block(drafts: list[Draft], kind: Kind, node: Node, marked: Marked) -> None:
    """A block of inline nodes, the texts within it, and its parts in other languages."""
    children = node.children
    cuts, foreign = marked.meeting(node.span)
    if not cuts and not foreign and len(children) == 1 and type(only_child := children[0]) is Text:
        _add(drafts, _plain_draft(kind, only_child, node))
        return
    inner: list[Node] = []
    _add(drafts, _written(kind, node, children, without(cuts, foreign) if foreign else cuts, inner))
    for stretch in foreign:
        first = bisect_right(children, stretch.start, key=lambda child: child.span.end)
        last = bisect_left(children, stretch.end, key=lambda child: child.span.start)
        _add(drafts, _written(kind, node, children[first:last], only(marked.cuts(stretch), node.span, stretch), []))
    for each in inner:
        _add_inner(drafts, each, marked)


def _add_inner(drafts: list[Draft], node: Node, marked: Marked) -> None:
    """An image's alternative text, a link's or an image's title."""
    if isinstance(node, (Image, ImageReference)):
        inner: list[Node] = []
        _add(drafts, _written("alt", node, node.content, marked.cuts(node.span), inner))
        for each in inner:
            _add_inner(drafts, each, marked)
    if isinstance(node, (Image, Link)):
        _add_title(drafts, node, marked)


def _add(drafts: list[Draft], draft: Draft | None) -> None:
    if draft is not None:
        drafts.append(draft)


def _written(kind: Kind, node: Node, children: Sequence[Node], cuts: list[Cut], inner: list[Node]) -> Draft | None:
    """What ``children`` say; images and links with a title are put into ``inner``."""
    writer = Writer(cuts)
    stack = list(reversed(children))
    while stack:
        child = stack.pop()
        if type(child) is Text:
            _write_text(writer, child)
            continue
        if child.children and not (isinstance(child, (Link, LinkReference)) and _is_address(child)):
            stack.extend(reversed(child.children))
        else:
            _write_leaf(writer, child)
        if isinstance(child, (Image, ImageReference)) or (isinstance(child, Link) and child.title_span):
            inner.append(child)
    return writer.draft(kind, node)


def _write_leaf(writer: Writer, node: Node) -> None:
    """Content without its own text: it represents a word, a line break, or nothing."""
    if isinstance(node, Break):
        writer.atom("\n", *node.span)
    elif isinstance(node, Html) and (tag := _READ_TAG.match(node.value)):
        writer.atom("\n" if tag[1].lower() == "br" else MASK, *node.span)
    elif isinstance(node, (Html, FootnoteReference)):
        writer.silence(node.span.start)
    else:
        writer.atom(MASK, *_shown(node))


def _plain_draft(kind: Kind, text: Text, node: Node) -> Draft | None:
    """What is nothing but one text, as most blocks are."""
    stripped = text.value.strip(MASK + BLANKS)
    if len(stripped) < len(text.value):
        writer = Writer()
        _write_text(writer, text)
        return writer.draft(kind, node)
    return Draft(kind, text.value, [(0, text.pieces or (Piece(0, *text.value_span),))], node)


def _write_text(writer: Writer, node: Text) -> None:
    writer.pieces(node.value, node.pieces or (Piece(0, *node.value_span),))


def _is_address(link: Link | LinkReference) -> bool:
    """Whether what a link shows is a URL."""
    if isinstance(link, Link) and link.form != "inline":
        return True
    if len(link.children) != 1 or not isinstance(text := link.children[0], Text):
        return False
    return (isinstance(link, Link) and text.value == link.url) or _ADDRESS.fullmatch(text.value.strip()) is not None


def _shown(node: Node) -> Span:
    """The span of what a node shows: of a link with its own text, that text."""
    if not node.children or (isinstance(node, Link) and node.form != "inline"):
        return node.span
    return Span(node.children[0].span.start, node.children[-1].span.end)


def is_comment(definition: Definition) -> bool:
    """Whether a definition is Markdown's way to write a comment: ``[//]: # (a note)``."""
    return definition.url in ("", "#")


def _add_title(drafts: list[Draft], node: Link | Image | Definition, marked: Marked) -> None:
    """``title_span`` includes the quotes."""
    if not node.title or not node.title_span:
        return
    start, end = node.title_span.start + 1, node.title_span.end - 1
    writer = Writer(marked.cuts(node.title_span))
    decoded = decode(marked.slice(start, end), MARKDOWN_REFERENCE)
    if decoded.text == node.title:
        writer.pieces(node.title, [Piece(at, start + begin, start + stop) for at, begin, stop in decoded.pieces])
    else:
        writer.atom(node.title, *node.title_span)
    drafts.extend(_without_addresses(draft for draft in [writer.draft("title", node)] if draft))


def _front_matter_drafts(node: Node, front_matter: FrontMatter | None, marked: Marked) -> Iterator[Draft]:
    """The values that readers get to see, by their keys; those whose places are not known are left out."""
    for field in front_matter.walk() if front_matter else ():
        if not isinstance(field.value, str) or not field.pieces:
            continue
        if re.sub(r"[\W_]", "", field.key).lower() not in _PROSE_KEYS or _ADDRESS.fullmatch(field.value.strip()):
            continue
        writer = Writer(marked.cuts(field.value_span))
        writer.pieces(field.value, field.pieces)
        draft = writer.draft("front-matter", node, field.key)
        if draft:
            yield draft


def _without_addresses(drafts: Iterator[Draft]) -> Iterator[Draft]:
    """Outside Markdown, code in backticks, URLs and tags have no nodes."""
    for draft in drafts:
        mask_matches(draft, _NOT_TEXT)
        if draft.text:
            yield draft
