"""From the tokens of one text to nodes in the source."""

from __future__ import annotations

import re
from html import unescape

from lint_post.errors import SpanError
from lint_post.markdown.nodes import (
    Break,
    Delete,
    Emphasis,
    FootnoteReference,
    Html,
    Image,
    ImageReference,
    InlineCode,
    Link,
    LinkReference,
    Node,
    ReferenceType,
    Strong,
    Text,
)
from lint_post.parse.emphasis import Mark, match_marks
from lint_post.parse.inlines import MAX_NESTING, Token
from lint_post.text.source import Piece, SourceMap, Span

_DECODED = re.compile(r"\\([!-/:-@\[-`{-~])|(&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);)")
_RESOURCE = re.compile(
    r"\s*(<(?:\\.|[^\\<>\n])*>|[^\s]*)(?:\s+(\"(?:\\.|[^\\\"])*\"|'(?:\\.|[^\\'])*'|\((?:\\.|[^\\()])*\)))?\s*",
    re.DOTALL | re.ASCII,
)
_BLANKS = re.compile(r"[ \t\r\n]+")
_PADDING = (" ", "\n")  # one of these at both ends of inline code is not part of it


def decode(raw: str) -> str:
    """``raw`` with backslash escapes and character references resolved."""
    if "\\" not in raw and "&" not in raw:
        return raw
    return _DECODED.sub(_decoded, raw)


def _decoded(match: re.Match[str]) -> str:
    return match[1] or _character(match[2])


def _character(reference: str) -> str:
    """The text of a character reference; an unknown one is unchanged."""
    char = unescape(reference)
    return "\ufffd" if char in ("", "\0") else char


def fold(label: str) -> str:
    """A label normalized for comparison: whitespace collapsed, case folded."""
    return _BLANKS.sub(" ", label).strip().lower().upper().lower()


class Assembler:
    """Makes nodes from the tokens of ``text``, which ``where`` maps to the source.

    ``cell``: the text is a table's cell, where a backslash keeps a pipe from ending it even within code.
    """

    def __init__(self, text: str, where: SourceMap, *, cell: bool = False) -> None:
        self.text = text
        self.where = where
        self.cell = cell
        first = where.pieces[0]
        self.shift = first.start - first.at if len(where.pieces) == 1 else None

    def __call__(self, tokens: list[Token]) -> tuple[list[Node], int]:
        """The nodes of ``tokens``, and how deeply they are nested."""
        marks: list[Mark] = [token["mark"] for token in tokens if token["type"] == "mark"]
        if len(marks) > 1:
            match_marks(marks)
        deepest = max((token.get("depth", 0) for token in tokens), default=0)
        return _Nesting(self, MAX_NESTING - deepest).run(tokens, deepest)

    def span(self, start: int, end: int) -> Span:
        """The source's span of [``start``, ``end``) of the text."""
        if self.shift is not None:
            return Span(start + self.shift, end + self.shift)
        return self.where.span(start, end)

    # --- nodes

    def node(self, token: Token) -> Node:
        """The node of a token that is neither text nor a mark."""
        start, end = token["start"], token["end"]
        match token["type"]:
            case "code":
                return self._code(start, end, *token["inner"])
            case "html":
                value = self.text[start:end]
                span = self.span(start, end)
                return Html(span, value, span, self._literal(start, end))
            case "linebreak":
                return Break(self.span(start, end))
            case "footnote":
                raw = self.text[slice(*token["label"])]
                return FootnoteReference(self.span(start, end), fold(raw), decode(raw), self.span(*token["label"]))
            case _:
                return self._reference(token) if "ref" in token else self._link(token)

    def _code(self, start: int, end: int, inner_start: int, inner_end: int) -> InlineCode:
        value = self.text[inner_start:inner_end]
        if value[:1] in _PADDING and value[-1:] in _PADDING and value.strip(" \n"):
            inner_start, inner_end, value = inner_start + 1, inner_end - 1, value[1:-1]
        inside = self.span(inner_start, inner_end)
        pieces = self._literal(inner_start, inner_end)
        if self.cell and "\\|" in value:
            value, pieces = value.replace("\\|", "|"), (Piece(0, *inside),)
        return InlineCode(self.span(start, end), value, inside, pieces)

    def _link(self, token: Token) -> Link | Image:
        start, end = token["start"], token["end"]
        if "form" in token:
            return self._autolink(token)
        match = _RESOURCE.fullmatch(self.text, token["close"] + 2, end - 1)
        if not match:
            raise SpanError(f"no target in {self.text[start:end]!r}")
        url_start, url_end = match.span(1)
        if match[1].startswith("<"):
            url_start, url_end = url_start + 1, url_end - 1
        url, url_span = decode(self.text[url_start:url_end]), self.span(url_start, url_end)
        title = decode(match[2][1:-1]) if match[2] else None
        title_span = self.span(*match.span(2)) if match[2] else None
        span, children = self.span(start, end), tuple(token["children"])
        if token["type"] == "image":
            return Image(span, url, url_span, title, title_span, plain(children), self._inside(token), children)
        return Link(span, children, url, url_span, title, title_span, "inline")

    def _autolink(self, token: Token) -> Link:
        start, end = token["start"], token["end"]
        inside = self.span(start + 1, end - 1) if token["form"] == "autolink" else self.span(start, end)
        value = self.text[start + 1 : end - 1] if token["form"] == "autolink" else self.text[start:end]
        text = Text(inside, value, inside)
        url = token["url"] if token["form"] == "autolink" else decode(token["url"])
        return Link(self.span(start, end), (text,), url, inside, None, None, token["form"])

    def _reference(self, token: Token) -> LinkReference | ImageReference:
        start, end, close = token["start"], token["end"], token["close"]
        kind: ReferenceType = "shortcut" if end == close + 1 else "collapsed" if end == close + 3 else "full"
        inner = start + (2 if token["type"] == "image" else 1)
        label = (close + 2, end - 1) if kind == "full" else (inner, close)
        raw = self.text[slice(*label)]
        span, label_span, children = self.span(start, end), self.span(*label), tuple(token["children"])
        if token["type"] == "image":
            alt, inside = plain(children), self._inside(token)
            return ImageReference(span, fold(raw), decode(raw), label_span, kind, alt, inside, children)
        return LinkReference(span, children, fold(raw), decode(raw), label_span, kind)

    def _inside(self, token: Token) -> Span:
        return self.span(token["start"] + 2, token["close"])

    # --- text

    def text_node(self, run: list[tuple[int, int, bool]]) -> Text:
        """The node of a run of text; ``run``: where each part starts and ends, and whether it is a line end."""
        if run[0][2]:  # the whitespace before a line break belongs to no node
            run[0] = (run[0][1] - 1, run[0][1], True)
        start, end = run[0][0], run[-1][1]
        raw = self.text[start:end]
        if len(run) == 1 and "\\" not in raw and "&" not in raw:
            if self.shift is not None:
                span = Span(start + self.shift, end + self.shift)
                return Text(span, raw, span)
            span = self.where.span(start, end)
            return Text(span, raw, span, self._literal(start, end))
        parts: list[str] = []
        pieces: list[Piece] = []
        size = 0
        for part_start, part_end, line_end in run:
            for stretch_start, stretch_end, value in _stretches(self.text, part_start, part_end, line_end):
                if value is None:
                    pieces.extend(self._pieces(stretch_start, stretch_end, size))
                    parts.append(self.text[stretch_start:stretch_end])
                else:
                    pieces.append(Piece(size, *self.span(stretch_start, stretch_end)))
                    parts.append(value)
                size += len(parts[-1])
        span = self.span(start, end)
        return Text(span, "".join(parts), span, tuple(pieces))

    def _literal(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces of the very text at [``start``, ``end``); none if it is the source's slice."""
        if self.shift is not None:
            return ()
        pieces = tuple(self._pieces(start, end, 0))
        alone = len(pieces) == 1 and pieces[0].end - pieces[0].start == end - start
        return () if alone and self.text[start:end] != "\n" else pieces  # a line end may be another in the source

    def _pieces(self, start: int, end: int, at: int) -> list[Piece]:
        """The pieces of the source for [``start``, ``end``) of the text; ``at``: its offset in the derived text."""
        if self.shift is not None:
            return [Piece(at, start + self.shift, end + self.shift)]
        return self.where.slice(start, end, at)


def _stretches(text: str, start: int, end: int, line_end: bool) -> list[tuple[int, int, str | None]]:  # noqa: FBT001
    """The parts of a text and what each represents, None for itself."""
    if line_end:
        return [(start, end, "\n")]
    found: list[tuple[int, int, str | None]] = []
    for match in _DECODED.finditer(text, start, end):
        value = _decoded(match)
        if value == match[0]:
            continue
        if match.start() > start:
            found.append((start, match.start(), None))
        found.append((match.start(), match.end(), value))
        start = match.end()
    if end > start:
        found.append((start, end, None))
    return found


def plain(nodes: tuple[Node, ...]) -> str:
    """The text of ``nodes`` without any marks: what an image's alternative text is."""
    return "".join(
        node.value
        if isinstance(node, Text | InlineCode)
        else node.alt
        if isinstance(node, Image | ImageReference)
        else plain(node.children)
        for node in nodes
    )


class _Nesting:
    """Puts the nodes between a pair of marks below one node; at most ``limit`` deep, marks beyond are text."""

    def __init__(self, assembler: Assembler, limit: int) -> None:
        self.assembler = assembler
        self.limit = limit
        self.out: list[Node] = []
        self.run_: list[tuple[int, int, bool]] = []
        self.stack: list[tuple[list[Node], int] | None] = []
        self.depth = 0

    def run(self, tokens: list[Token], deepest: int) -> tuple[list[Node], int]:
        for token in tokens:
            kind = token["type"]
            if kind == "text":
                self._text(token["start"], token["end"])
            elif kind == "softbreak":
                self.run_.append((token["start"], token["end"], True))
            elif kind == "mark":
                self._mark(token["mark"], token["start"])
            else:
                self._flush()
                self.out.append(self.assembler.node(token))
        self._flush()
        return self.out, self.depth + deepest

    def _text(self, start: int, end: int) -> None:
        run = self.run_
        if run and run[-1][1] == start and not run[-1][2]:
            run[-1] = (run[-1][0], end, False)
        else:
            run.append((start, end, False))

    def _flush(self) -> None:
        if self.run_:
            self.out.append(self.assembler.text_node(self.run_))
            self.run_ = []

    def _mark(self, mark: Mark, pos: int) -> None:
        for size in mark.closes:
            self._close(mark.char, pos, pos + size)
            pos += size
        if mark.left:
            self._text(pos, pos + mark.left)
            pos += mark.left
        for size in reversed(mark.opens):
            self._open(pos, pos + size)
            pos += size

    def _open(self, start: int, end: int) -> None:
        if len(self.stack) >= self.limit:
            self.stack.append(None)
            self._text(start, end)
            return
        self._flush()
        self.stack.append((self.out, start))
        self.depth = max(self.depth, len(self.stack))
        self.out = []

    def _close(self, char: str, start: int, end: int) -> None:
        frame = self.stack.pop()
        if frame is None:
            self._text(start, end)
            return
        self._flush()
        outer, begin = frame
        kind = Delete if char == "~" else Strong if end - start > 1 else Emphasis
        outer.append(kind(self.assembler.span(begin, end), tuple(self.out)))
        self.out = outer
