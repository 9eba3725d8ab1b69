"""Distributes paragraphs among concurrent requests, each with as many paragraphs as are quickly checked together."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from lint_post.oracles.proofreader.failures import FailureError, UpsetError
from lint_post.rule.question import Answer, Manner, NotAsked, Proofread, Remark, Remarks

_SMALL, _LARGE = 1_500, 8_000  # characters of a request
_MOST_TOGETHER = 50
_ENOUGH_UPSETS = 5  # consecutive paragraphs on which a server fails before it is considered broken


class Asked(Protocol):
    """Who is asked; by several threads at once. Both raise UpsetError and FailureError."""

    def check(self, texts: Sequence[str], manner: Manner, /) -> list[tuple[Remark, ...]]:
        """What there is to say of each of ``texts``."""

    def check_plain(self, text: str, manner: Manner, /) -> tuple[Remark, ...]:
        """The same for one, in a way that upsets less."""


class Answered(NamedTuple):
    """A question with its answer."""

    question: Proofread
    answer: Answer


def dispatch(questions: Sequence[Proofread], asked: Asked, at_once: int) -> Iterator[Answered]:
    """Each question with its answer, as they come. Raises FailureError, after which nothing more is asked.

    The threads that wait for an answer are left to themselves if the one who iterates goes away, as by Ctrl-C.
    """
    batches = list(_batches(questions, at_once))
    if len(batches) == 1 or at_once == 1:
        run = _Run(asked)
        for batch in batches:
            yield from run.ask(batch)
        return
    yield from _in_threads(batches, asked, min(at_once, len(batches)))


def _in_threads(batches: list[list[Proofread]], asked: Asked, count: int) -> Iterator[Answered]:
    waiting: queue.SimpleQueue[list[Proofread]] = queue.SimpleQueue()
    done: queue.SimpleQueue[list[Answered] | BaseException] = queue.SimpleQueue()
    for batch in batches:
        waiting.put(batch)
    run = _Run(asked)
    stopped = threading.Event()

    def work() -> None:
        while not stopped.is_set():
            try:
                done.put(list(run.ask(waiting.get_nowait())))
            except queue.Empty:
                return
            except BaseException as error:  # noqa: BLE001 - it is raised where the results are awaited
                done.put(error)
                return

    for _ in range(count):
        threading.Thread(target=work, daemon=True).start()
    try:
        for _ in batches:
            result = done.get()
            if isinstance(result, BaseException):
                raise result
            yield from result
    finally:
        stopped.set()


def _batches(questions: Sequence[Proofread], at_once: int) -> Iterator[list[Proofread]]:
    """``questions`` in parts that are asked together: of one manner each, and enough parts to keep all threads busy."""
    by_manner: dict[Manner, list[Proofread]] = {}
    for question in questions:
        by_manner.setdefault(question.manner, []).append(question)
    total = sum(len(question.text) for question in questions)
    most = max(_SMALL, min(_LARGE, total // (2 * at_once)))
    for same in by_manner.values():
        batch: list[Proofread] = []
        length = 0
        for question in same:
            is_full = length + len(question.text) > most or len(batch) == _MOST_TOGETHER
            if batch and (is_full or question.manner.is_alone):
                yield batch
                batch, length = [], 0
            batch.append(question)
            length += len(question.text)
        yield batch


class _Run:
    """Asks, and knows how often that came to nothing."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._upsets = 0

    def ask(self, batch: list[Proofread]) -> Iterator[Answered]:
        """The answers to ``batch``; if it upsets the server, each half by itself. Raises FailureError."""
        try:
            found = self._asked.check([question.text for question in batch], batch[0].manner)
        except UpsetError:
            if len(batch) == 1:
                yield self._ask_plainly(batch[0])
                return
            middle = len(batch) // 2
            yield from self.ask(batch[:middle])
            yield from self.ask(batch[middle:])
            return
        self._upsets = 0
        for question, remarks in zip(batch, found, strict=True):
            yield Answered(question, Remarks(remarks))

    def _ask_plainly(self, question: Proofread) -> Answered:
        try:
            remarks = self._asked.check_plain(question.text, question.manner)
        except UpsetError as error:
            self._upsets += 1
            if self._upsets >= _ENOUGH_UPSETS:
                raise FailureError(str(error)) from error
            return Answered(question, NotAsked(str(error)))
        self._upsets = 0
        return Answered(question, Remarks(remarks))
