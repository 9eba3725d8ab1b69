"""Who answers `Proofread`: remembers what was said of a paragraph, and asks a LanguageTool server about the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from lint_post.config.proofreader_settings import ProofreaderSettings
from lint_post.oracles.proofreader.failures import FailureError, RefusedError
from lint_post.oracles.proofreader.memory import Memory
from lint_post.oracles.proofreader.server import Server
from lint_post.rule.question import INTERRUPTED, Answer, NotAsked, Proofread, Question, Remarks
from lint_post.store.ledger import Kind, Ledger
from lint_post.store.store import Store

Progress = Callable[[int, int], None]
"""Called with the number of finished paragraphs and the total."""
_LONGEST = 100_000  # characters of a paragraph; LanguageTool takes seconds for each ten thousand
_LONGEST_IN_PUBLIC = 20_000


class ProofreaderOracle:
    """Answers `Proofread`. ``settings`` choose the server, ``store`` caches answers, ``progress`` gets updates."""

    def __init__(
        self,
        settings: ProofreaderSettings,
        store: Store | None = None,
        ledger: Ledger | None = None,
        progress: Progress | None = None,
    ) -> None:
        self._settings = settings
        self._ledger = ledger or Ledger()
        self._progress = progress or (lambda _done, _all: None)
        self._memory = Memory(store or Store())
        self._answers: dict[Proofread, Answer] = {}
        self._server = Server(settings, self._memory)
        self._failure = ""
        self._is_stopped = False

    def answer(self, question: Proofread) -> Answer:
        """What is said of the question's paragraph."""
        if question not in self._answers:
            self.prepare([question])
        found = self._answers.get(question, INTERRUPTED)
        if isinstance(found, NotAsked):
            self._ledger.note(Kind.ANYTHING)
        else:
            self._ledger.note(Kind.PROOFREADER)
        return found

    def prepare(self, questions: Iterable[Question]) -> None:
        """Ask all at once what is not known yet. Raises KeyboardInterrupt; what is known by then is kept."""
        if self._is_stopped:
            return
        new = [one for one in dict.fromkeys(questions) if isinstance(one, Proofread) and one not in self._answers]
        if not new:
            return
        try:
            identity = self._server.identity()
            self._answers |= self._memory.recall(new, identity)
            left = [question for question in new if not self._is_settled(question)]
            if left:
                self._ask(left)
        except FailureError as error:
            self._failure = str(error)
        for question in new:
            if question not in self._answers:
                self._answers[question] = self._not_asked(self._failure)

    def stop(self) -> None:
        """Ask nothing any more; what is not known stays so."""
        self._is_stopped = True

    def identity(self) -> str:
        """Who answers: what is remembered of one server is not what another one says. Empty if nobody does."""
        try:
            return self._server.identity()
        except FailureError:
            return ""

    def _is_settled(self, question: Proofread) -> bool:
        """Whether it has an answer, or needs none."""
        longest = _LONGEST_IN_PUBLIC if self._server.is_public else _LONGEST
        if question not in self._answers and len(question.text) > longest:
            self._answers[question] = self._not_asked(f"a paragraph is longer than {longest} characters; split it")
        return question in self._answers

    def _not_asked(self, why: str) -> NotAsked:
        return NotAsked(why, is_failure=self._settings.is_wanted)

    def _ask(self, questions: Sequence[Proofread]) -> None:
        """Ask the server. Raises FailureError."""
        if self._failure:  # it has failed before, and each further try would take its time
            raise FailureError(self._failure)
        done = 0
        for manner in dict.fromkeys(question.manner for question in questions):
            same = [question for question in questions if question.manner == manner]
            try:
                for question, answer in self._server.ask(same):
                    self._keep(question, answer)
                    done += 1
                    self._progress(done, len(questions))
            except RefusedError as error:  # of this language, perhaps
                for question in same:
                    self._answers.setdefault(question, self._not_asked(str(error)))
            finally:
                self._progress(len(questions), len(questions))

    def _keep(self, question: Proofread, answer: Answer) -> None:
        if isinstance(answer, NotAsked):
            answer = self._not_asked(answer.why)
        elif isinstance(answer, Remarks):
            self._memory.keep(question, self._server.identity(), answer)
        self._answers[question] = answer
