"""The answer to each question of a run, from whoever knows, and the grounds it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from lint_post.oracles.oracle import Oracle, Oracles
from lint_post.oracles.proofreader.installed import NOT_INSTALLED
from lint_post.rule.finding import STDIN_NAME
from lint_post.rule.question import (
    ADDRESSED,
    Anchor,
    Answer,
    Draft,
    Fetch,
    Habit,
    NotAsked,
    Proofread,
    Question,
    Record,
    Size,
    Spelling,
    Target,
    Today,
    Twins,
    Unused,
)
from lint_post.run.distant import Distant
from lint_post.run.nearby import Nearby
from lint_post.store.ledger import Ledger

if TYPE_CHECKING:
    from lint_post.oracles.own_repository import OwnRepository

NO_PLACE = NotAsked("standard input has no folder; set one with --stdin-filename")


class Answers:
    """Asks the oracles of a run; ``ledger`` is where they note what their answers rest on."""

    def __init__(self, nearby: Nearby, distant: Distant, ledger: Ledger) -> None:
        self.nearby = nearby
        self.distant = distant
        self.ledger = ledger
        outlines = _once(lambda: nearby.outlines(self.ask))
        self._oracles = Oracles(
            {
                Target: nearby.project,
                Anchor: lambda: nearby.anchors(self.ask),
                Twins: outlines,
                Draft: outlines,
                Habit: outlines,
                Spelling: outlines,
                Unused: nearby.unused,
                Size: lambda: nearby.sizes(self.ask),
                Today: lambda: _today(ledger),
                Fetch: distant.web_or_nobody,
                Record: distant.records_or_nobody,
                Proofread: lambda: distant.proofreader,
            },
            ledger,
        )

    def ask(self, question: Question) -> Answer:
        """The answer to ``question``; `NotAsked` if there is none to be had."""
        if isinstance(question, ADDRESSED) and question.document == STDIN_NAME:
            return NO_PLACE
        if type(question) in self.distant.silent:  # a run in which somebody answers looks at the document anew
            return NotAsked(NOT_INSTALLED, is_failure=self.distant.proofreading.is_wanted)
        if isinstance(question, Fetch) and (own := self._own.answer(question)) is not None:
            return own
        return self._oracles.ask(question)

    def prepare(self, questions: Iterable[Question]) -> None:
        """Ask all that takes long at once. Raises KeyboardInterrupt as `Distant.prepare` does."""
        if self.distant.takes_long:
            questions = list(questions)
            foreign = (one for one in questions if not (isinstance(one, Fetch) and self._own.answer(one)))
            self.distant.prepare(questions, foreign)

    @cached_property
    def _own(self) -> OwnRepository:
        """What is in the repository that the run is in."""
        from lint_post.oracles.own_repository import OwnRepository

        return OwnRepository(self.nearby.repository_root, self._oracles.ask)


def _once(make: Callable[[], Oracle]) -> Callable[[], Oracle]:
    """``make``, whose result is the same each time."""
    made: list[Oracle] = []

    def maker() -> Oracle:
        if not made:
            made.append(make())
        return made[0]

    return maker


def _today(ledger: Ledger) -> Oracle:
    from lint_post.oracles.today import TodayOracle

    return TodayOracle(ledger=ledger)
