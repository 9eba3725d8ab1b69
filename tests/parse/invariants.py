"""What holds of every tree, whatever the text."""

import re
from collections.abc import Iterator

from lint_post.document.document import Document
from lint_post.markdown.nodes import (
    Blockquote,
    Definition,
    Delete,
    Emphasis,
    FootnoteReference,
    Image,
    ImageReference,
    InlineCode,
    Link,
    Literally,
    Node,
    Strong,
    Text,
)
from lint_post.text.source import Span

DELIMITERS: dict[type[Node], str] = {
    Emphasis: r"([*_]).*\1",
    Strong: r"(\*\*|__).*\1",
    Delete: r"(~~?).*\1",
    InlineCode: r"(`+).*\1",
    Image: r"!\[.*\)",
    ImageReference: r"!\[.*\]",
    FootnoteReference: r"\[\^.*\]",
    Blockquote: r">.*",
    Definition: r"\[.*",
}


def check(document: Document) -> None:
    """Children lie in their parents, siblings follow one another, texts and marks are where the spans say."""
    text = document.text
    assert document.root.span == Span(0, len(text))
    for node in document.root.walk():
        end = node.span.start
        for child in node.children:
            assert end <= child.span.start <= child.span.end <= node.span.end, (node, child)
            end = child.span.end
        written = text[node.span.start : node.span.end]
        pattern = DELIMITERS.get(type(node))
        if pattern:
            assert re.fullmatch(pattern, written, re.DOTALL), (node, written)
        if isinstance(node, Literally):
            check_literal(node, text)
        if isinstance(node, Link) and node.form == "inline":
            assert written.startswith("[")
            assert written.endswith(")")


def check_literal(node: Literally, text: str) -> None:
    """The decoded text is the source's, letter by letter, except for line breaks, escapes, and references."""
    if not node.pieces:
        written = text[node.value_span.start : node.value_span.end].replace("\0", "\ufffd")
        assert written == node.value, node
        return
    for start, end, piece in stretches(node):
        value = node.value[start:end]
        assert node.span.start <= piece.start <= piece.end
        assert not text[node.span.end : piece.end].strip()  # whitespace at a block's end belong to its value alone
        if len(value) == piece.end - piece.start and value != "\n" and not (isinstance(node, Text) and "\\" in value):
            written = text[piece.start : piece.end].replace("\0", "\ufffd")
            assert written == value or not value.strip() or is_decoded(written, value), (node, written, value)


def stretches(node: Literally) -> Iterator[tuple[int, int, Span]]:
    for index, piece in enumerate(node.pieces):
        end = node.pieces[index + 1].at if index + 1 < len(node.pieces) else len(node.value)
        yield piece.at, end, Span(piece.start, piece.end)


def is_decoded(written: str, value: str) -> bool:
    return written[:1] in "\\&" and len(value) <= 2
