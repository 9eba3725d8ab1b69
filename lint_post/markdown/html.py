"""The tags of raw HTML, each attribute at its exact place.

Reads what a browser's tokenizer would, and is not confused by JSX (``style={{…}}``, ``onClick={() => …}``) nor by
template tags between attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal, NamedTuple

from lint_post.markdown.nodes import Html
from lint_post.text.source import Piece, SourceMap, Span
from lint_post.text.value import Value

REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
MARKDOWN_REFERENCE = re.compile(r"\\[!-/:-@\[-`{-~]|" + REFERENCE.pattern)
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_RAW = frozenset(["script", "style", "textarea", "title", "xmp"])  # their contents are not tags

_START = re.compile(r"<(?:(?P<comment>!--)|(?P<other>[!?])|(?P<close>/)?(?P<name>[A-Za-z][^\s/>{}<\"'=]*))")
_FRAGMENT = re.compile(r"</?>")
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(
    r"[\s/]*(?:(?P<end>>)|(?P<brace>\{)|(?P<name>[^\s/>={}<][^\s/>={}<]*)"
    r"(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<expression>\{)|(?P<bare>(?!\{)(?:[^\s>\"'{]|{{[^{}]*}}|{%[^{}]*%}|{)+)))?)"
)
_EXPRESSION_MARK = re.compile(r"[{}]|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`")
_EXPRESSION_TAIL = re.compile(r"[^\s>\"']*")


class Decoded(NamedTuple):
    """A text with its character references decoded; ``pieces`` map it to offsets in the written text."""

    text: str
    pieces: tuple[Piece, ...]


def decode(written: str, pattern: re.Pattern[str] = REFERENCE) -> Decoded:
    """Decode character references, and with `MARKDOWN_REFERENCE` as ``pattern`` Markdown's escapes too.

    Only what ends in a semicolon is taken for a reference.
    """
    parts: list[str] = []
    pieces: list[Piece] = []
    at = pos = 0
    for match in pattern.finditer(written) if "&" in written or "\\" in written else ():
        meaning = match[0][1:] if match[0][0] == "\\" else unescape(match[0]) or "\ufffd"
        if meaning == match[0]:
            continue
        if match.start() > pos:
            parts.append(written[pos : match.start()])
            pieces.append(Piece(at, pos, match.start()))
            at += match.start() - pos
        parts.append(meaning)
        pieces.append(Piece(at, match.start(), match.end()))
        at += len(meaning)
        pos = match.end()
    if pos < len(written) or not pieces:
        parts.append(written[pos:])
        pieces.append(Piece(at, pos, len(written)))
    return Decoded("".join(parts), tuple(pieces))


class Braces:
    """Finds the brace that closes another one in ``text``, JavaScript's strings passed over; each is read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: dict[int, int] = {}

    def end(self, pos: int) -> int:
        """The offset after the brace that closes the one at ``pos``; -1 without one."""
        if pos not in self._ends:
            self._read(pos)
        return self._ends[pos]

    def _read(self, pos: int) -> None:
        opened: list[int] = []
        for mark in _EXPRESSION_MARK.finditer(self._text, pos):
            if mark[0] == "{":
                opened.append(mark.start())
                self._ends[mark.start()] = -1
            elif mark[0] == "}":
                self._ends[opened.pop()] = mark.end()
                if not opened:
                    return


class Attribute(Value):
    """An attribute of a tag.

    ``name`` is in lower case. ``value`` is decoded, None if it is missing, a JSX expression, or a template's;
    then ``value_span`` covers the expression. Otherwise ``value_span`` leaves the quotes out.
    """

    name: str
    name_span: Span
    value: str | None
    value_span: Span | None
    _node: Html
    _value_at: int = 0  # where the value begins in the node's value
    _written: str = ""

    @property
    def is_expression(self) -> bool:
        """Whether the value is worked out elsewhere, as in ``src={logo}``."""
        return self.value is None and self.value_span is not None

    def at(self, start: int, end: int) -> Span:
        """The source's span of ``value[start:end]``."""
        inner = SourceMap(decode(self._written).pieces, len(self.value or "")).span(start, end)
        return self._node.at(self._value_at + inner.start, self._value_at + inner.end)


class Tag(Value, eq=False):
    """A tag, a comment, or another thing in angle brackets (a doctype, ``<?…?>``, CDATA).

    ``name`` is in lower case – but a JSX component (``<Image>``) keeps its capitals, as it is not an HTML element – and
    empty for comments and others. ``kind`` is ``void`` for what needs no closing tag: ``<img>``, ``<x />``.
    ``start_at`` and ``end_at`` are its offsets in its node's value. Tags compare by identity.
    """

    name: str
    kind: Literal["open", "close", "void", "comment", "other"]
    start_at: int
    end_at: int
    _node: Html
    _inner: tuple[int, int] = (0, 0)  # a comment's text in the node's value
    _found: tuple[tuple[re.Match[str], int], ...] = ()  # attributes, and where each ends

    @property
    def span(self) -> Span:
        """From the opening bracket to the end of the closing one."""
        return self._node.at(self.start_at, self.end_at)

    @property
    def text(self) -> str:
        """The tag as written; of a comment, the text between its marks."""
        start, end = self._text_at
        return self._node.value[start:end]

    @property
    def _text_at(self) -> tuple[int, int]:
        return self._inner if self.kind == "comment" else (self.start_at, self.end_at)

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes in order, as written, including duplicates."""
        return tuple(_attribute(self._node, match, end) for match, end in self._found)

    def attribute(self, name: str) -> Attribute | None:
        """The first attribute called ``name`` (in lower case); only the first counts in HTML."""
        for match, end in self._found:
            if match["name"].lower() == name:
                return _attribute(self._node, match, end)
        return None

    def get(self, name: str) -> str | None:
        """The value of the attribute ``name`` (in lower case); None if it is absent, bare or an expression."""
        attribute = self.attribute(name)
        return attribute.value if attribute else None

    def at(self, start: int, end: int) -> Span:
        """The source's span of ``text[start:end]``."""
        first = self._text_at[0]
        return self._node.at(first + start, first + end)


def tags(node: Html) -> Iterator[Tag]:
    """The tags and comments in ``node``, in order; the contents of scripts, styles, and code samples are skipped."""
    value, braces = node.value, Braces(node.value)
    before: Tag | None = None
    pos = 0
    while (start := _START.search(value, pos)) is not None:
        tag = _markup(node, start) if start["name"] is None else _tag(node, start, braces)
        if tag is None:
            pos = start.end()
            continue
        yield tag
        pos = _skip_raw(value, tag, before)
        before = tag


def _skip_raw(value: str, tag: Tag, before: Tag | None) -> int:
    """Where to continue after ``tag``: at the closing tag of an element whose content is not HTML."""
    if tag.kind != "open" or not (tag.name in _RAW or (tag.name == "code" and _begins_pre(value, tag, before))):
        return tag.end_at
    closing = re.compile(rf"</{tag.name}(?=[\s/>])", re.IGNORECASE).search(value, tag.end_at)
    return closing.start() if closing else len(value)


def _begins_pre(value: str, tag: Tag, before: Tag | None) -> bool:
    """Whether ``tag`` is the first thing in a ``<pre>``: what follows is a sample."""
    if before is None or before.kind != "open" or before.name != "pre":
        return False
    return not value[before.end_at : tag.start_at].strip()


def _markup(node: Html, start: re.Match[str]) -> Tag:
    """A comment, doctype, CDATA section or processing instruction; one that never ends goes to the end."""
    value, begin = node.value, start.start()
    if start["comment"]:
        short = re.compile(r"-?>").match(value, start.end())  # "<!-->" and "<!--->" are whole comments
        closing = short or _COMMENT_END.search(value, start.end())
        stop, end = closing.span() if closing else (len(value), len(value))
        return Tag("", "comment", begin, end, node, (start.end(), stop))
    mark = "]]>" if value.startswith("<![CDATA[", begin) else "?>" if start["other"] == "?" else ">"
    stop = value.find(mark, start.end())
    return Tag("", "other", begin, stop + len(mark) if stop >= 0 else len(value), node)


def _tag(node: Html, start: re.Match[str], braces: Braces) -> Tag | None:
    """The tag that begins at ``start``; None if it has no end."""
    found: list[tuple[re.Match[str], int]] = []
    end = _read_attributes(node.value, start.end(), braces, found)
    if end < 0:
        return None
    written = start["name"]
    name = written if is_component(written) else written.lower()
    kind: Literal["open", "close", "void"] = "close" if start["close"] else "open"
    if kind == "open" and (name in VOID or node.value.endswith("/>", 0, end)):
        kind = "void"
    return Tag(name, kind, start.start(), end, node, _found=tuple(found))


def _read_attributes(text: str, pos: int, braces: Braces, found: list[tuple[re.Match[str], int]]) -> int:
    """Put each attribute and its end into ``found``; return the offset after the tag, -1 if it has no end."""
    while (match := _ATTRIBUTE.match(text, pos)) is not None:
        pos = match.end()
        if match["end"]:
            return pos
        if match["brace"] or match["expression"]:
            pos = braces.end(pos - 1)
            if pos < 0:
                return -1
        if match["expression"]:
            tail = _EXPRESSION_TAIL.match(text, pos)
            pos = tail.end() if tail else pos
        if match["name"]:
            found.append((match, pos))
    return -1


def tag_end(text: str, pos: int, braces: Braces) -> int:
    """The offset after the tag or JSX fragment that begins at ``pos`` of any text; -1 without one."""
    fragment = _FRAGMENT.match(text, pos)
    if fragment:
        return fragment.end()
    start = _START.match(text, pos)
    return _read_attributes(text, start.end(), braces, []) if start and start["name"] else -1


def _attribute(node: Html, match: re.Match[str], end: int) -> Attribute:
    name, name_span = match["name"].lower(), node.at(*match.span("name"))
    if match["expression"]:
        return Attribute(name, name_span, None, node.at(match.start("expression"), end), node)
    group = next((group for group in ("double", "single", "bare") if match[group] is not None), None)
    if group is None:
        return Attribute(name, name_span, None, None, node)
    start, stop = match.span(group)
    return Attribute(name, name_span, decode(match[group]).text, node.at(start, stop), node, start, match[group])


def is_component(name: str) -> bool:
    """Whether a tag's name, as written, is a JSX component's: ``Image``, ``Tabs.Item``, but not ``IMG``."""
    return name[:1].isupper() and not name.isupper()
