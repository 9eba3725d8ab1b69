"""Answers `Today` from the clock."""

from __future__ import annotations

from datetime import date

from lint_post.question import Day, Today


class TodayOracle:
    """Knows one day, which does not end before the run does."""

    def __init__(self, day: date | None = None) -> None:
        self._day = day or date.today()

    def answer(self, _question: Today) -> Day:
        """The day."""
        return Day(self._day)
