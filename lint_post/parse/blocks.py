"""The block structure of a document, with exact places: CommonMark's own two-phase algorithm, one pass over the lines.

mistune builds quotes and lists by cutting their text out and parsing it again, which loses places, lets any line
continue any last block of a container, and forgets the column of a tab. So the blocks are found here, on the
source itself, and mistune parses their contents (see `lint_post.parse.inlines`).
"""

from __future__ import annotations

from collections.abc import Callable

from lint_post.parse import leaves, tables
from lint_post.parse.block import Block, Segment
from lint_post.parse.cursor import TAB, Cursor
from lint_post.parse.open_blocks import OpenBlocks
from lint_post.text.source import LINE_END

MAX_NESTING = 100  # containers within containers; what is nested deeper is plain text
_TOP_LEVEL = 2  # blocks that are open within one outside of all containers
_OPAQUE = frozenset({"code", "html"})


def block_structure(text: str, start: int) -> Block:
    """The blocks of ``text`` from offset ``start`` (code points, at a line's beginning) on, as a tree below a root."""
    return _Builder(text).run(start)


class _Builder:
    """Reads lines; ``open`` holds the blocks that a next line may continue, outermost first."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.cursor = Cursor(text)
        self.root = Block("root", 0, 0)
        self.open = OpenBlocks(text, self.root)
        self.continues: dict[str, Callable[[Block], bool]] = {
            "quote": self._continue_quote,
            "list": lambda _: True,
            "item": self._continue_item,
            "footnote": lambda _: self._continue_footnote(),
            "code": self._continue_code,
            "html": lambda block: block.level < leaves.HTML_TAG_ALONE - 1 or not self.cursor.blank,
            "paragraph": lambda _: not self.cursor.blank,
            "table": lambda _: not self.cursor.blank,
        }
        item, rule, underline = self._start_item, self._start_rule, self._start_underline
        self.starts: dict[str, tuple[Callable[[int], bool | None], ...]] = {
            ">": (self._start_quote,),
            "#": (self._start_heading,),
            "`": (self._start_fence,),
            "~": (self._start_fence,),
            "<": (self._start_html,),
            "[": (self._start_footnote,),
            "=": (underline,),
            "|": (underline,),
            ":": (underline,),
            "-": (underline, rule, item),
            "*": (rule, item),
            "_": (rule,),
            "+": (item,),
            **dict.fromkeys("0123456789", (item,)),
        }

    def run(self, start: int) -> Block:
        text, pos, size = self.text, start, len(self.text)
        plain = "\r" not in text
        while pos < size:
            if plain:
                taken = self._many_lines(pos)
                if taken > pos:
                    pos = taken
                    continue
                end = text.find("\n", pos)
                after = end + 1
            else:
                match = LINE_END.search(text, pos)
                end, after = match.span() if match else (-1, 0)
            if end < 0:
                end = after = size
            self._line(pos, end)
            pos = after
        self.open.close(1)
        return self.root

    def _many_lines(self, pos: int) -> int:
        """Take the lines of a top-level block of code or HTML at once; returns where the next line begins."""
        text, block = self.text, self.open.tip
        if len(self.open) != _TOP_LEVEL or block.kind not in _OPAQUE:
            return pos
        if block.kind == "html":
            end = leaves.html_end(block.level, text, pos)
            after = end + 1
        elif not block.fence or block.offset:
            return pos
        else:
            closing = leaves.closing_fence(block.fence).search(text, pos)
            end = closing.start() - 1 if closing else len(text) - text.endswith("\n")
            after = closing.end() + 1 if closing else len(text)
            block.lazy = closing is None
            block.end = closing.end() if closing else end
        if end >= pos:
            block.segments.append(Segment(pos, end))
        self.open.close(1)
        return after

    # --- one line

    def _line(self, start: int, end: int) -> None:
        if self._plain_line(start, end):
            return
        cursor = self.cursor
        cursor.start(start, end)
        depth, count = 1, len(self.open)
        while depth < count and self.continues[self.open[depth].kind](self.open[depth]):
            depth += 1
            if len(self.open) < count:  # a closing fence closed its block
                return
        self._rest(depth)

    def _plain_line(self, start: int, end: int) -> bool:
        """Deal at once with what most lines are: text that begins with a letter, or nothing, outside containers."""
        if len(self.open) > 2:
            return False
        tip = self.open.tip
        if tip.kind not in ("root", "paragraph"):
            return False
        if start == end:
            self.open.close(1)
            return True
        if not self.text[start].isalpha():
            return False
        if tip.kind == "root":
            tip = self.open.add(Block("paragraph", start, end))
        tip.lazy = False
        tip.offset = 0
        tip.segments.append(Segment(start, end))
        return True

    def _rest(self, depth: int) -> None:
        """Deal with the line from the cursor on; the first ``depth`` open blocks continue."""
        cursor = self.cursor
        lazy = depth < len(self.open) and self.open.tip.kind == "paragraph"
        while self.open[depth - 1].kind not in _OPAQUE and not cursor.blank:
            if cursor.indent >= TAB:
                if self.open.tip.kind != "paragraph" and self.open[depth - 1].kind != "table":
                    self.open.close(depth)
                    self._add_indented_code()
                    return
                break
            found = self._start(depth)
            if found is None:
                break
            if not found:
                return
            depth = len(self.open)
            lazy = False
        if lazy and not cursor.blank:
            self.open.tip.lazy = True
            self.open.tip.segments.append(Segment(cursor.content, cursor.end))
            return
        self.open.close(depth)
        self._text()

    def _text(self) -> None:
        """Add the rest of the line to the innermost open block, or begin a paragraph with it."""
        cursor, tip = self.cursor, self.open.tip
        if tip.kind in _OPAQUE:
            tip.segments.append(Segment(cursor.pos, cursor.end, cursor.pad))
            if tip.kind == "html" and leaves.html_ends(tip.level, self.text, cursor.pos, cursor.end):
                self.open.close_tip()
        elif cursor.blank:
            return
        else:
            if tip.kind not in ("paragraph", "table"):
                tip = self.open.add(Block("paragraph", cursor.content, cursor.end))
            tip.lazy = False
            tip.offset = cursor.indent
            tip.segments.append(Segment(cursor.content, cursor.end))

    # --- what continues

    def _continue_quote(self, block: Block) -> bool:
        cursor = self.cursor
        if cursor.indent >= TAB or cursor.blank or self.text[cursor.content] != ">":
            return False
        block.end = self._take_quote_mark()
        return True

    def _take_quote_mark(self) -> int:
        """Step over ``>`` and one space; returns where the marker ends."""
        cursor = self.cursor
        end = cursor.content + 1
        cursor.skip_to_content()
        cursor.step(1)
        if cursor.indent:
            cursor.skip_columns(1)
        return end

    def _continue_item(self, block: Block) -> bool:
        cursor = self.cursor
        if cursor.blank:
            if not block.children:
                return False  # an item may begin with one blank line at most
            cursor.skip_to_content()
            return True
        if cursor.indent >= block.content:
            cursor.skip_columns(block.content)
            return True
        return False

    def _continue_footnote(self) -> bool:
        cursor = self.cursor
        if cursor.blank:
            cursor.skip_to_content()
            return True
        if cursor.indent >= TAB:
            cursor.skip_columns(TAB)
            return True
        return False

    def _continue_code(self, block: Block) -> bool:
        cursor = self.cursor
        if block.fence:
            if cursor.indent < TAB and self._closes(block):
                block.lazy = False
                block.end = cursor.end
                self.open.close_tip()
                return True
            cursor.skip_columns(min(cursor.indent, block.offset))
            return True
        if cursor.indent >= TAB:
            cursor.skip_columns(TAB)
            return True
        if cursor.blank:
            cursor.skip_to_content()
            return True
        return False

    def _closes(self, block: Block) -> bool:
        line = self.text[self.cursor.content : self.cursor.end].rstrip(" \t")
        return len(line) >= len(block.fence) and line == block.fence[0] * len(line)

    # --- what begins

    def _start(self, depth: int) -> bool | None:
        """Begin a block at the cursor: None for no block, True for a container in which the line continues."""
        for start in self.starts.get(self.text[self.cursor.content], ()):
            found = start(min(depth, len(self.open)))
            if found is not None:
                return found
        return None

    def _start_quote(self, depth: int) -> bool | None:
        if depth > MAX_NESTING:
            return None
        self.open.close(depth)
        begin = self.cursor.content
        self.open.add(Block("quote", begin, self._take_quote_mark()))
        return True

    def _start_heading(self, depth: int) -> bool | None:
        cursor = self.cursor
        match = leaves.ATX.match(self.text, cursor.content, cursor.end)
        if not match:
            return None
        self.open.close(depth)
        block = self.open.add(Block("heading", match.start(), cursor.end))
        block.level = len(match[1])
        title = leaves.without_closing_marks(self.text[match.end() : cursor.end])
        block.segments.append(Segment(match.end(), match.end() + len(title)))
        self.open.close_tip()
        return False

    def _start_fence(self, depth: int) -> bool | None:
        cursor = self.cursor
        match = leaves.FENCE.match(self.text, cursor.content, cursor.end)
        if not match or match.end() != cursor.end:
            return None
        self.open.close(depth)
        block = self.open.add(Block("code", match.start(), cursor.end))
        block.fence = match[1] or match[3]
        block.lazy = True
        block.offset = cursor.indent
        block.info = Segment(*match.span(2 if match[1] else 4))
        return False

    def _start_html(self, depth: int) -> bool | None:
        cursor = self.cursor
        kind = leaves.html_kind(self.text, cursor.content, cursor.end)
        if not kind or (kind == leaves.HTML_TAG_ALONE and self.open[depth - 1].kind == "paragraph"):
            return None
        self.open.close(depth)
        block = self.open.add(Block("html", cursor.pos, cursor.end))
        block.level = kind
        block.segments.append(Segment(cursor.pos, cursor.end, cursor.pad))
        if leaves.html_ends(kind, self.text, cursor.content, cursor.end):
            self.open.close_tip()
        return False

    def _start_footnote(self, depth: int) -> bool | None:
        cursor = self.cursor
        match = leaves.FOOTNOTE.match(self.text, cursor.content, cursor.end)
        if not match or depth > MAX_NESTING:
            return None
        self.open.close(depth)
        block = self.open.add(Block("footnote", match.start(), match.end(1) + 2))
        block.info = Segment(*match.span(1))
        cursor.skip_to_content()
        cursor.step(block.end - cursor.pos)
        cursor.skip_to_content()
        return True

    def _start_underline(self, depth: int) -> bool | None:
        """A line that makes the paragraph before it a heading or a table's head."""
        cursor, block = self.cursor, self.open[depth - 1]
        if block.kind != "paragraph":
            return None
        if leaves.SETEXT.match(self.text, cursor.content, cursor.end):
            return self._underline(depth, block)
        table = tables.begin(self.text, block, cursor)
        if table is None:
            return None
        block.segments.pop()
        if not block.segments:
            self.open.pop()
            self.open.tip.children.pop()
        self.open.close(depth - 1)
        self.open.add(table)
        return False

    def _underline(self, depth: int, block: Block) -> bool | None:
        self.open.take_definitions(block, self.open[depth - 2])
        if not block.segments:  # the line is a block by itself
            self.open.pop()
            return None
        block.kind = "heading"
        block.level = 1 if self.text[self.cursor.content] == "=" else 2
        block.fence = "="
        block.end = self.cursor.end
        self.open.close(depth - 1)
        return False

    def _start_rule(self, depth: int) -> bool | None:
        cursor = self.cursor
        if not leaves.is_rule(self.text[cursor.content : cursor.end]):
            return None
        self.open.close(depth)
        self.open.add(Block("rule", cursor.content, cursor.end))
        self.open.close_tip()
        return False

    def _start_item(self, depth: int) -> bool | None:
        cursor, container = self.cursor, self.open[depth - 1]
        match = leaves.BULLET.match(self.text, cursor.content, cursor.end) or leaves.NUMBER.match(
            self.text, cursor.content, cursor.end
        )
        if not match or depth > MAX_NESTING:
            return None
        number = int(match[1]) if match.re is leaves.NUMBER else None
        if container.kind == "paragraph" and (
            number not in (None, 1) or not self.text[match.end() : cursor.end].strip(" \t")
        ):
            return None
        self.open.close(depth)
        self.open.add_list(match.start(), match[0][-1], number)
        self._add_item(match.start(), match.end())
        return True

    # --- what is added

    def _add_item(self, start: int, end: int) -> None:
        """An item whose marker is [``start``, ``end``); its content begins after one to four columns of whitespace."""
        cursor = self.cursor
        indent = cursor.indent
        block = self.open.add(Block("item", start, end))
        cursor.skip_to_content()
        cursor.step(end - start)
        gap = cursor.indent if 1 <= cursor.indent <= TAB and not cursor.blank else 1
        block.content = indent + end - start + gap
        if cursor.blank:
            cursor.skip_to_content()
        else:
            cursor.skip_columns(gap)

    def _add_indented_code(self) -> None:
        cursor = self.cursor
        block = self.open.add(Block("code", cursor.pos, cursor.end))
        cursor.skip_columns(TAB)
        block.segments.append(Segment(cursor.pos, cursor.end, cursor.pad))
