"""Rate limits: the number of concurrent requests per host, the delay between them, and pauses."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from lint_post.config.link_settings import HostSettings

_MOST_AT_ONCE = 64  # requests to all hosts together
_APART = 0.06  # seconds between two requests, once the host has shown that it minds
_PAUSE = 1.1  # seconds without any, when it does not say how long; limits are counted by the second


class Host:
    """One host's limits. All times are of the monotonic clock, in seconds."""

    def __init__(self, at_once: int, delay: float) -> None:
        self._slots = asyncio.Semaphore(at_once)
        self._delay = delay
        self._following = 0.0

    async def wait(self) -> None:
        """Wait for the time at which the next request may go out, and take it."""
        while (left := self._following - time.monotonic()) > 0:
            await asyncio.sleep(left)
        self._following = time.monotonic() + self._delay

    def mind(self, pause: float | None = None) -> None:
        """It had too much: wait for ``pause`` seconds, and go on more slowly."""
        self.slow_down()
        self._following = max(self._following, time.monotonic() + (_PAUSE if pause is None else pause))

    def slow_down(self) -> None:
        """Keep requests apart from now on."""
        self._delay = max(self._delay, _APART)

    @asynccontextmanager
    async def slot(self, all_slots: asyncio.Semaphore) -> AsyncIterator[None]:
        """One of the requests that may be under way."""
        async with self._slots:
            await self.wait()
            async with all_slots:
                yield


class Hosts:
    """The limits of all hosts; ``settings`` are those of single ones, by name, with a port or without."""

    def __init__(self, at_once: int, settings: Mapping[str, HostSettings]) -> None:
        self._at_once = at_once
        self._settings = settings
        self._hosts: dict[tuple[str, int], Host] = {}
        self._all = asyncio.Semaphore(_MOST_AT_ONCE)

    def settings(self, host: str, port: int) -> HostSettings:
        """What the configuration says of it."""
        return self._settings.get(f"{host}:{port}") or self._settings.get(host) or HostSettings()

    def of(self, host: str, port: int) -> Host:
        """The limits of ``host`` at ``port``."""
        key = host, port
        if key not in self._hosts:
            said = self.settings(host, port)
            self._hosts[key] = Host(said.max_at_once or self._at_once, said.delay or 0.0)
        return self._hosts[key]

    @asynccontextmanager
    async def slot(self, host: str, port: int) -> AsyncIterator[Host]:
        """The right to send it one request."""
        one = self.of(host, port)
        async with one.slot(self._all):
            yield one
