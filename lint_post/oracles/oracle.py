"""Sends each question to the one who knows, and asks equal ones once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from lint_post.rule.question import Answer, NotAsked, Question
from lint_post.store.ledger import Ground, Ledger


class Oracle(Protocol):
    """Answers one kind of question."""

    def answer(self, question: Any, /) -> Answer:
        """The answer to ``question``; `NotAsked` if no answer is available."""


class Oracles:
    """Sends each question to the one who knows; equal questions are asked once.

    ``makers`` holds, for each kind of question, what makes its oracle when the first one comes; what an answer rests on
    is noted in ``ledger``, each time it is given.
    """

    def __init__(self, makers: Mapping[type[Question], Callable[[], Oracle]], ledger: Ledger | None = None) -> None:
        self._makers = makers
        self._ledger = ledger or Ledger()
        self._oracles: dict[type[Question], Oracle] = {}
        self._answers: dict[Question, tuple[Answer, frozenset[Ground]]] = {}

    def ask(self, question: Question) -> Answer:
        """The answer to ``question``; `NotAsked` if nobody knows."""
        known = self._answers.get(question)
        if known is None:
            before = self._ledger.take()
            known = self._ask(question), self._ledger.take()
            self._answers[question] = known
            self._ledger.add(before)
        self._ledger.add(known[1])
        return known[0]

    def _ask(self, question: Question) -> Answer:
        kind = type(question)
        if kind not in self._makers:
            return NotAsked(f"nobody answers {kind.__name__}")
        if kind not in self._oracles:
            self._oracles[kind] = self._makers[kind]()
        return self._oracles[kind].answer(question)

    def forget(self) -> None:
        """Forget all answers, because files have changed."""
        self._oracles.clear()
        self._answers.clear()
