"""The text between the tags of an HTML block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from lint_post.markdown.html import REFERENCE, Tag, tags
from lint_post.markdown.nodes import Html
from lint_post.prose.block import MASK
from lint_post.prose.draft import Draft, Writer
from lint_post.prose.marked import Marked

_INLINE = frozenset(
    [
        *(
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
            "i",
            "ins",
        ),
        *("kbd", "label", "mark", "math", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span"),
        *("strike", "strong", "sub", "sup", "svg", "time", "tt", "u", "var", "wbr"),
    ]
)
_UNREAD = re.compile(rf"[ \t]*[\r\n]\s*|{REFERENCE.pattern}")


def html_drafts(node: Html, marked: Marked) -> Iterator[Draft]:
    """One draft for each stretch of text between two tags of block elements."""
    cuts = marked.cuts(node.span)
    writer = Writer(cuts)
    pos = 0
    for tag in tags(node):
        _write(writer, node, pos, tag.start_at)
        pos = tag.end_at
        if tag.name == "br":
            writer.atom("\n", *tag.span)
        elif tag.name in ("img", "input"):
            writer.atom(MASK, *tag.span)
        elif _is_inline(tag):
            writer.silence(tag.span.start if cuts else 0)
        elif not writer.is_blank:
            yield from _finished(writer, node)
            writer = Writer(cuts)
    _write(writer, node, pos, len(node.value))
    yield from _finished(writer, node)


def _is_inline(tag: Tag) -> bool:
    return tag.kind == "comment" or tag.name in _INLINE


def _finished(writer: Writer, node: Html) -> Iterator[Draft]:
    draft = writer.draft("html", node)
    if draft is not None:
        yield draft


def _write(writer: Writer, node: Html, start: int, end: int) -> None:
    """The text ``node.value[start:end]``: references decoded, a line break with the whitespace around it as one LF."""
    value = node.value
    if start == end or (writer.is_blank and value[start:end].isspace()):
        return
    for match in _UNREAD.finditer(value, start, end):
        _write_literal(writer, node, start, match.start())
        text = unescape(match[0]) if match[0][0] == "&" else "\n"
        writer.atom(text, *node.at(*match.span()))
        start = match.end()
    _write_literal(writer, node, start, end)


def _write_literal(writer: Writer, node: Html, start: int, end: int) -> None:
    if start < end:
        writer.literal(node.value[start:end], node.at(start, end).start)
