"""Keeps to the limits of a server that has some: so many requests and so many characters in any minute."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

_MINUTE = 60.0


class Pace:
    """Lets requests through as fast as allowed; None: without a limit. ``clock`` and ``sleep`` count seconds."""

    def __init__(
        self,
        requests: int | None,
        characters: int | None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._requests = requests
        self._characters = characters
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._sent: deque[tuple[float, int]] = deque()  # when, and how many characters

    def wait(self, characters: int) -> None:
        """Return as soon as a request of so many ``characters`` may be sent."""
        if self._requests is None and self._characters is None:
            return
        with self._lock:
            while (pause := self._pause(characters)) > 0:
                self._sleep(pause)
            self._sent.append((self._clock(), characters))

    def _pause(self, characters: int) -> float:
        """The estimated waiting time in seconds."""
        now = self._clock()
        while self._sent and self._sent[0][0] <= now - _MINUTE:
            self._sent.popleft()
        is_full = self._requests is not None and len(self._sent) >= self._requests
        total = sum(count for _, count in self._sent)
        is_over = self._characters is not None and total + characters > self._characters
        return self._sent[0][0] + _MINUTE - now if self._sent and (is_full or is_over) else 0.0
