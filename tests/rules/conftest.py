"""What a rule finds in a text that stands in a real folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from lint_post.config.config import Configs
from lint_post.rule.catalogue import load
from lint_post.rule.edits import apply
from lint_post.rule.finding import Edit
from lint_post.run.lint import Linter
from lint_post.run.select import Choice
from lint_post.text.source import Range, Span


class Found(NamedTuple):
    """A finding: the stretch of text it stands on, what it says, and the text after its fix (None: it has none)."""

    text: str
    message: str
    fixed: str | None


class Lint:
    """Runs single rules over texts in a working directory of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, files: Mapping[str, str]) -> None:
        """Put ``files`` into the working directory."""
        for name, content in files.items():
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")

    def __call__(self, rule: str, text: str, path: str = "post.md") -> list[Found]:
        """What ``rule`` finds in ``text``, as if it stood at ``path``."""
        checked = Linter(Configs(load()), Choice(select=(rule,))).check_text(text.encode(), path)
        assert checked.failure is None
        found = []
        for diagnostic in checked.diagnostics:
            assert diagnostic.rule == rule, diagnostic.message
            assert diagnostic.range is not None
            start, end = diagnostic.range.start.offset, diagnostic.range.end.offset
            edits = [Edit(_span(edit.range), edit.text) for edit in diagnostic.fix.edits] if diagnostic.fix else None
            fixed = apply(text, edits) if edits is not None else None
            found.append(Found(text[start:end], diagnostic.message, fixed))
        return found

    def texts(self, rule: str, text: str, path: str = "post.md") -> list[str]:
        """Where ``rule`` finds something."""
        return [found.text for found in self(rule, text, path)]


def _span(place: Range) -> Span:
    return Span(place.start.offset, place.end.offset)


@pytest.fixture
def lint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lint:
    """The rules, at work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Lint(tmp_path)
