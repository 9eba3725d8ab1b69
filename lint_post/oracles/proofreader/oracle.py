"""Who answers `Proofread`: remembers what was said of a paragraph, and asks a LanguageTool server about the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lint_post.ledger import Kind, Ledger
from lint_post.oracles.proofreader import installed
from lint_post.oracles.proofreader.failures import FailureError, RefusedError
from lint_post.oracles.proofreader.local import NOT_INSTALLED, LocalServer
from lint_post.oracles.proofreader.memory import Memory
from lint_post.proofreader_settings import PUBLIC_HOSTS, ProofreaderSettings
from lint_post.question import INTERRUPTED, Answer, Manner, NotAsked, Proofread, Question, Remarks
from lint_post.store import Store

if TYPE_CHECKING:
    from lint_post.oracles.proofreader.client import Client
    from lint_post.oracles.proofreader.dispatch import Answered

Progress = Callable[[int, int], None]
"""Is told how many paragraphs of how many are through."""
_LONGEST = 100_000  # characters of a paragraph; LanguageTool takes seconds for each ten thousand
_LONGEST_IN_PUBLIC = 20_000
_COLD = 60.0  # seconds that a server may take to read its rules
_PUBLIC_PACE = 20, 75_000  # requests and characters a minute, https://languagetool.org/http-api


class ProofreaderOracle:
    """Answers `Proofread`. ``settings`` say who is asked, ``store`` remembers, ``progress`` is told how far it is."""

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
        self._refused: dict[Manner, str] = {}
        self._server = _Server(settings, self._memory)
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
            self._answers[question] = self._not_asked(f"a paragraph is longer than {longest} characters: part it")
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


class _Server:
    """The server that ``settings`` name, or the one on this machine; ``memory`` knows the versions of the former."""

    def __init__(self, settings: ProofreaderSettings, memory: Memory) -> None:
        self._settings = settings
        self._memory = memory
        self._client: Client | None = None
        self._version = ""
        self._is_unknown = ""  # why the version is
        self._url = ""
        self._local: LocalServer | None = None
        if settings.url is None:
            self._local = LocalServer(settings, settings.folder or _default_folder())
        else:
            from lint_post.oracles.proofreader.client import base

            self._url = base(settings.url)

    @property
    def is_public(self) -> bool:
        """Whether the public is served there."""
        host = (urlsplit(self._url).hostname or "").lower()
        return any(host == public or host.endswith(f".{public}") for public in PUBLIC_HOSTS)

    def identity(self) -> str:
        """The server and its version. Raises FailureError."""
        if self._local:
            home = installed.newest()
            if home is None:
                raise FailureError(NOT_INSTALLED)
            return f"LanguageTool {installed.version(home)}"
        if self._is_unknown:
            raise FailureError(self._is_unknown)
        if not self._version:
            try:
                self._version = self._remembered()
            except FailureError as error:
                self._is_unknown = str(error)
                raise
        return f"{self._url} {self._version}"

    def _remembered(self) -> str:
        """The version, asked for if that was not done lately. Raises FailureError if it was never known."""
        known = self._memory.version(self._url)
        if known and known[1]:
            return known[0]
        try:
            version = self._opened().ask_version()
        except FailureError:
            if known is None:
                raise
            return known[0]
        self._memory.keep_version(self._url, version)
        return version

    def ask(self, questions: Sequence[Proofread]) -> Iterator[Answered]:
        """Each question with its answer; a local server that is gone or hangs is replaced once. Raises FailureError."""
        left = dict.fromkeys(questions)
        try:
            for answered in self._dispatched(list(left)):
                del left[answered.question]
                yield answered
        except RefusedError:
            raise
        except FailureError:
            if self._local is None or self._client is None or self._client.is_well():
                raise
            why = self._local.complaint()
            self._renew(self._local)
            try:
                yield from self._dispatched(list(left))
            except FailureError as error:
                raise FailureError(self._local.complaint() or why or str(error)) from None

    def _dispatched(self, questions: Sequence[Proofread]) -> Iterator[Answered]:
        from lint_post.oracles.proofreader.dispatch import dispatch

        client = self._opened()
        at_once = 1 if self.is_public else self._settings.requests_at_once
        for answered in dispatch(questions, client, at_once):
            if self._local:
                self._local.touch()
            elif client.version and client.version != self._version:
                self._version = client.version
                self._memory.keep_version(self._url, client.version)
            yield answered

    def _opened(self) -> Client:
        """What speaks with the server; the first use finds or starts it. Raises FailureError."""
        if self._client is None:
            self._client = self._connect(self._local.url() if self._local else self._url)
        return self._client

    def _renew(self, local: LocalServer) -> None:
        if self._client:
            with suppress(Exception):
                self._client.close()
        self._client = self._connect(local.renew())

    def _connect(self, url: str) -> Client:
        from lint_post.oracles.proofreader.client import Client
        from lint_post.oracles.proofreader.pace import Pace

        pace = Pace(*_PUBLIC_PACE) if self.is_public else Pace(None, None)
        patience = _COLD if self._local and self._local.is_cold else 0.0
        return Client(url, self._settings.timeout, pace, is_local=self._local is not None, patience=patience)


def _default_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("lint-post", appauthor=False) / "languagetool"
