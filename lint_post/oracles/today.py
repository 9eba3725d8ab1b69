"""Answers `Today` from the clock."""

from __future__ import annotations

from datetime import date

from lint_post.rule.question import Day, Today
from lint_post.store.ledger import Kind, Ledger


class TodayOracle:
    """Knows one day, which does not end before the run does."""

    def __init__(self, day: date | None = None, ledger: Ledger | None = None) -> None:
        self._ledger = ledger or Ledger()
        self._day = day or date.today()

    def answer(self, _question: Today) -> Day:
        """The day."""
        self._ledger.note(Kind.DAY)
        return Day(self._day)
