"""The options of rendering a report."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from lint_post.rule.finding import Diagnostic
from lint_post.text.source import Place
from lint_post.text.value import Value


class ColumnUnit(StrEnum):
    """What a column of the one-line format counts, always from 1."""

    CODEPOINT = "codepoint"
    UTF8 = "utf8"
    UTF16 = "utf16"

    def column(self, place: Place) -> int:
        """The column of ``place`` in this unit."""
        if self is ColumnUnit.UTF8:
            return place.column_utf8
        return place.column_utf16 if self is ColumnUnit.UTF16 else place.column


class Description(NamedTuple):
    """What a rule is about: a sentence, and the rest of its page in Markdown."""

    summary: str
    body: str


def _nothing(_rule: str) -> None:
    """The description of a rule where no rules are known."""


class Options(Value, kw_only=True):
    """How to render.

    ``colour``: with ANSI colors. ``hyperlinks``: the reader's terminal understands OSC 8. ``width``: the terminal's,
    in columns. ``unit``: of columns in the one-line format. ``frames``: lines of the posts may be shown. ``workspace``:
    the folder that GitHub calls ``GITHUB_WORKSPACE``. ``pages``: the address that a rule's id is added to for the
    address of its page; None as long as the documentation has none. ``describe`` returns what a rule is about by its
    id, None for an unknown rule.
    """

    colour: bool = False
    hyperlinks: bool = False
    width: int = 80
    unit: ColumnUnit = ColumnUnit.CODEPOINT
    frames: bool = True
    workspace: str | None = None
    pages: str | None = None
    describe: Callable[[str], Description | None] = _nothing

    def page(self, diagnostic: Diagnostic) -> str | None:
        """The URL of the explanation of ``diagnostic``: its own page or its rule's, if any."""
        return diagnostic.page or self.rule_page(diagnostic.rule)

    def rule_page(self, rule: str) -> str | None:
        """The URL of the page of ``rule``, if any."""
        return None if self.pages is None else self.pages + rule
