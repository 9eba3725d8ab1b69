"""The blocks that a next line may continue, and how they are closed."""

from __future__ import annotations

from lint_post.parse.block import Block
from lint_post.parse.definitions import take_definitions

_LIST = frozenset({"list"})
_CONTAINERS = frozenset({"root", "quote", "item", "footnote"})


class OpenBlocks(list[Block]):
    """Open blocks, outermost first: the root, and each one's last child that is still open."""

    def __init__(self, text: str, root: Block) -> None:
        super().__init__([root])
        self._text = text

    @property
    def tip(self) -> Block:
        """The innermost open block."""
        return self[-1]

    def add(self, block: Block) -> Block:
        """Put ``block`` below the innermost open block that can hold it, and open it."""
        wanted = _LIST if block.kind == "item" else _CONTAINERS
        while self[-1].kind not in wanted:
            self.close_tip()
        self[-1].children.append(block)
        self.append(block)
        return block

    def add_list(self, start: int, delimiter: str, number: int | None) -> None:
        """Open the list that an item with such a mark belongs to, unless it is open."""
        if self.tip.kind == "list":
            if self.tip.delimiter == delimiter and (self.tip.number is None) == (number is None):
                return
            self.close_tip()
        block = self.add(Block("list", start, start))
        block.delimiter = delimiter
        block.number = number

    def close(self, depth: int) -> None:
        """Close all open blocks but the first ``depth``."""
        while len(self) > depth:
            self.close_tip()

    def close_tip(self) -> None:
        """Close the innermost open block: now it is known where it ends."""
        block = self.pop()
        if block.kind == "paragraph":
            self.take_definitions(block, self[-1])
        if block.segments and block.end < block.segments[-1].end and block.fence != "=":
            block.end = block.segments[-1].end
        elif block.children:
            block.end = max(block.end, block.children[-1].end)

    def take_definitions(self, paragraph: Block, parent: Block) -> None:
        """Put the definitions that ``paragraph`` begins with before it in ``parent``, and drop it if it was no more."""
        definitions = take_definitions(self._text, paragraph)
        if definitions:
            parent.children[-1:] = [*definitions, paragraph] if paragraph.segments else definitions
