"""From the block structure to frozen nodes; the text of each leaf is parsed on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from mistune.util import unikey

from lint_post.errors import SpanError
from lint_post.markdown.nodes import (
    Blockquote,
    Code,
    Definition,
    FootnoteDefinition,
    Heading,
    Html,
    List,
    ListItem,
    Node,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    Text,
    ThematicBreak,
)
from lint_post.parse import tables
from lint_post.parse.assemble import Assembler, decode, fold
from lint_post.parse.block import Block, DefinitionBlock, Segment, join, source_map
from lint_post.parse.inlines import PlacedInlineParser
from lint_post.text.source import Source, Span

_TASK = re.compile(r"\[([ \txX])\](?=[ \t]|$)")
_SPECIAL = re.compile(r"[\\`*_~\[\]!<&@\n]")
_BLANKS = " \t\r\n"
_WORD = re.compile(r"\S+")


def is_plain(text: str) -> bool:
    """Whether ``text`` is surely nothing but text."""
    return not _SPECIAL.search(text) and "://" not in text and "www." not in text.lower()


class Builder:
    """Makes nodes of the blocks of ``source``, whose text to parse is ``text`` (NUL is a replacement character there).

    ``not_parsed`` collects the spans of blocks that had to be taken as plain text.
    """

    def __init__(self, source: Source, text: str) -> None:
        self.source = source
        self.text = text
        self.inline = PlacedInlineParser()
        self.env: dict[str, Any] = {"ref_links": {}, "footnotes": set()}
        self.not_parsed: list[Span] = []
        self.makers: dict[str, Callable[[Any, Span], Node]] = {
            "paragraph": self._paragraph,
            "heading": self._heading,
            "rule": lambda _, span: ThematicBreak(span),
            "quote": lambda block, span: Blockquote(span, self._blocks(block.children)),
            "list": self._list,
            "item": self._item,
            "footnote": self._footnote,
            "definition": _definition,
            "code": self._code,
            "html": self._html,
            "table": self._table,
        }

    def run(self, root: Block) -> tuple[Node, ...]:
        """The nodes below ``root``."""
        self._collect(root)
        return self._blocks(root.children)

    def _collect(self, root: Block) -> None:
        """Note all definitions first: a reference may come before what it refers to."""
        stack = [root]
        while stack:
            block = stack.pop()
            if isinstance(block, DefinitionBlock):
                self.env["ref_links"].setdefault(unikey(block.label), {"url": block.url})
            elif block.kind == "footnote":
                self.env["footnotes"].add(unikey(self.text[block.info.start : block.info.end]))
            stack.extend(block.children)

    def _span(self, start: int, end: int) -> Span:
        while end > start and self.text[end - 1] in _BLANKS:
            end -= 1
        return Span(start, end)

    def _blocks(self, blocks: list[Block]) -> tuple[Node, ...]:
        return tuple([self._block(block) for block in blocks])

    def _block(self, block: Block) -> Node:
        return self.makers[block.kind](block, self._span(block.start, block.end))

    # --- containers

    def _list(self, block: Block, span: Span) -> List:
        items = self._blocks(block.children)
        return List(span, items, block.number is not None, block.number, self._spread(items))

    def _item(self, block: Block, span: Span) -> ListItem:
        checked = self._take_task(block)
        children = self._blocks(block.children)
        return ListItem(span, children, self._spread(children), checked)

    def _footnote(self, block: Block, span: Span) -> FootnoteDefinition:
        raw = self.text[block.info.start : block.info.end]
        label = Span(block.info.start, block.info.end)
        return FootnoteDefinition(span, self._blocks(block.children), fold(raw), decode(raw), label)

    def _spread(self, nodes: tuple[Node, ...]) -> bool:
        """Whether a blank line separates two of ``nodes``."""
        line = self.source.line
        return any(
            line(after.span.start) - line(max(before.span.end - 1, before.span.start)) > 1
            for before, after in pairwise(nodes)
        )

    def _take_task(self, item: Block) -> bool | None:
        """Remove the box from a task's first paragraph; None without one."""
        if not item.children or item.children[0].kind != "paragraph":
            return None
        paragraph = item.children[0]
        first = paragraph.segments[0]
        match = _TASK.match(self.text, first.start, first.end)
        if not match:
            return None
        if self.text[match.end() : first.end].strip(" \t"):
            paragraph.segments[0] = Segment(match.end() + 1, first.end)
        elif len(paragraph.segments) > 1:
            del paragraph.segments[0]
        else:
            return None
        paragraph.content = match.end()
        return match[1] in "xX"

    # --- leaves

    def _paragraph(self, block: Block, span: Span) -> Paragraph:
        """As in mdast, a task's paragraph begins after its box if text comes first, else at the box."""
        children = self._inlines(block.segments)
        if block.content and children and isinstance(children[0], Text):
            span = Span(children[0].span.start, span.end)
        return Paragraph(span, children)

    def _heading(self, block: Block, span: Span) -> Heading:
        return Heading(span, self._inlines(block.segments), block.level, block.fence == "=")

    def _html(self, block: Block, span: Span) -> Html:
        value, pieces = join(self.text, block.segments)
        return Html(span, value, Span(block.start, block.start + len(value)), pieces, block=True)

    def _code(self, block: Block, span: Span) -> Code:
        segments = block.segments
        while not block.fence and self.text[segments[-1].start : segments[-1].end].strip(" \t") == "":
            segments.pop()
        if not segments:
            return Code(span, "", Span(span.end, span.end), (), *self._info(block))
        value, pieces = join(self.text, segments)
        inside = Span(segments[0].start, segments[-1].end)
        if not block.fence:
            span = self._span(block.start, inside.end)
        return Code(span, value, inside, pieces, *self._info(block))

    def _info(self, block: Block) -> tuple[str | None, str | None, str | None, bool]:
        """A code block's language, what else its info string says, its fence, and whether it was closed."""
        info = self.text[block.info.start : block.info.end].strip(" \t")
        lang = _WORD.match(info)
        if not lang:
            return None, None, block.fence or None, not block.lazy
        meta = decode(info[lang.end() :].strip(" \t")) or None
        return decode(lang[0]), meta, block.fence, not block.lazy

    def _table(self, block: Block, span: Span) -> Table:
        head, marks, *body = block.segments
        plain = is_plain(self.text[block.start : block.end].replace("\n", " "))
        rows = tuple([self._row(row, plain=plain) for row in (head, *body)])
        return Table(span, rows, tables.alignments(self.text, marks))

    def _row(self, row: Segment, *, plain: bool) -> TableRow:
        make = self._plain_cell if plain or is_plain(self.text[row.start : row.end]) else self._cell
        cells = tuple([make(cell) for cell in tables.cells(self.text, row)])
        return TableRow(Span(cells[0].span.start, cells[-1].span.end) if cells else Span(row.start, row.end), cells)

    def _plain_cell(self, cell: tables.Cell) -> TableCell:
        start, end, text_start, text_end = cell
        if text_start == text_end:
            return TableCell(Span(start, end), ())
        span = Span(text_start, text_end)
        return TableCell(Span(start, end), (Text(span, self.text[text_start:text_end], span),))

    def _cell(self, cell: tables.Cell) -> TableCell:
        content = self._inlines([Segment(cell.text_start, cell.text_end)], cell=True)
        return TableCell(Span(cell.start, cell.end), content)

    def _inlines(self, segments: list[Segment], *, cell: bool = False) -> tuple[Node, ...]:
        last = segments[-1]
        end = last.end
        while end > last.start and self.text[end - 1] in " \t":
            end -= 1
        if end != last.end:
            segments = [*segments[:-1], Segment(last.start, end)]
        value, pieces = join(self.text, segments)
        if not value:
            return ()
        start = segments[0].start
        if not pieces and is_plain(value):
            span = Span(start, end)
            return (Text(span, value, span),)
        where = source_map(segments, value, pieces)
        assembler = Assembler(value, where, cell=cell)
        try:
            return tuple(self.inline.nodes(value, self.env, assembler))
        except (SpanError, RecursionError):
            span = where.span(0, len(value))
            self.not_parsed.append(span)
            return (Text(span, value, span, pieces),)


def _definition(block: DefinitionBlock, span: Span) -> Definition:
    return Definition(
        span,
        fold(block.label),
        decode(block.label),
        block.label_span,
        decode(block.url),
        block.url_span,
        decode(block.title[1:-1]) if block.title is not None else None,
        block.title_span,
    )
