"""Who is asked: the server that the configuration names, or the one on this machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from lint_post.config.proofreader_settings import FOLDER, PUBLIC_HOSTS, ProofreaderSettings, host_of
from lint_post.oracles.proofreader import installed
from lint_post.oracles.proofreader.failures import FailureError, RefusedError
from lint_post.oracles.proofreader.local import LocalServer
from lint_post.oracles.proofreader.memory import Memory
from lint_post.rule.question import Proofread

if TYPE_CHECKING:
    from lint_post.oracles.proofreader.client import Client
    from lint_post.oracles.proofreader.dispatch import Answered

_COLD = 60.0  # seconds that a server may take to read its rules
_PUBLIC_PACE = 20, 75_000  # requests and characters a minute, https://languagetool.org/http-api


class Server:
    """The server that ``settings`` name, or the one on this machine; ``memory`` knows the versions of the former."""

    def __init__(self, settings: ProofreaderSettings, memory: Memory) -> None:
        self._settings = settings
        self._memory = memory
        self._client: Client | None = None
        self._version = ""
        self._unknown = ""  # why the version is not known
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
        host = host_of(self._url).rstrip(".")
        return any(host == public or host.endswith(f".{public}") for public in PUBLIC_HOSTS)

    def identity(self) -> str:
        """The server and its version. Raises FailureError."""
        if self._unknown:
            raise FailureError(self._unknown)
        if not self._version:
            try:
                self._version = installed.version(self._local.home) if self._local else self._remembered()
            except FailureError as error:
                self._unknown = str(error)
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
        failed = ""
        if self._client:
            failed = self._client.url
            with suppress(Exception):
                self._client.close()
        self._client = self._connect(local.renew(failed))

    def _connect(self, url: str) -> Client:
        from lint_post.oracles.proofreader.client import Client
        from lint_post.oracles.proofreader.pace import Pace

        pace = Pace(*_PUBLIC_PACE) if self.is_public else Pace(None, None)
        patience = _COLD if self._local and self._local.is_cold else 0.0
        return Client(url, self._settings.timeout, pace, patience)


def _default_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("lint-post", appauthor=False) / FOLDER
