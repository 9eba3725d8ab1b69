"""A place within one line, counted in code points and in columns: a tab reaches to the next multiple of four."""

from __future__ import annotations

TAB = 4


class Cursor:
    """Walks over the leading whitespace and markers of one line of ``text``.

    ``pos`` and ``end`` are offsets in the text (``end`` excludes the line end). ``column`` counts from 0; ``pad`` is
    how many columns of a tab just before ``pos`` are not used up yet. ``content`` and ``indent`` say where the first
    character that is not whitespace is, and how many columns away; `look` keeps them current.
    """

    __slots__ = ("blank", "column", "content", "end", "indent", "pad", "pos", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.pos = self.end = self.column = self.pad = self.content = self.indent = 0
        self.blank = False

    def start(self, pos: int, end: int) -> None:
        """Move to the beginning of the line [``pos``, ``end``)."""
        self.pos = pos
        self.end = end
        self.column = 0
        self.pad = 0
        self.look()

    def look(self) -> None:
        """Find the next character that is not whitespace."""
        text, pos, end, column = self.text, self.pos, self.end, self.column
        while pos < end:
            char = text[pos]
            if char == " ":
                column += 1
            elif char == "\t":
                column += TAB - column % TAB
            else:
                break
            pos += 1
        self.content = pos
        self.indent = column - self.column + self.pad if pos > self.pos else self.pad
        self.blank = pos == end

    def skip_to_content(self) -> None:
        """Step over all whitespace."""
        self.column += self.indent - self.pad
        self.pos = self.content
        self.pad = 0
        self.indent = 0

    def step(self, count: int) -> None:
        """Step over ``count`` characters other than tabs, and look again."""
        self.pos += count
        self.column += count
        self.pad = 0
        self.look()

    def skip_columns(self, columns: int) -> None:
        """Step over ``columns`` columns of whitespace, if necessary a part of a tab."""
        if not self.pad and columns <= self.content - self.pos == self.indent:  # no tabs
            self.pos += columns
            self.column += columns
            self.indent -= columns
            return
        while columns > 0:
            if self.pad:
                used = min(columns, self.pad)
                self.pad -= used
                columns -= used
            elif self.pos < self.content:
                width = TAB - self.column % TAB if self.text[self.pos] == "\t" else 1
                self.pos += 1
                self.column += width
                self.pad = width
            else:
                break
        self.look()
