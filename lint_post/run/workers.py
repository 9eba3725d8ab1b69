"""Pass one in several processes: each takes one file after the other and returns what it found.

The parent never blocks on one process: all sockets on its side are non-blocking, tasks wait in a buffer until a process
takes them, and one `select` serves all of them. A process that dies – killed, or out of memory – or gets stuck costs
the file that it was at; a new one goes on with the rest.
"""

from __future__ import annotations

import selectors
import signal
import socket
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from lint_post.run.perform import Failed, Result, Task, perform
from lint_post.run.wire import Buffer, frame, receive

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from lint_post.run.examine import Rules

_IN_FLIGHT = 3  # tasks that a process has at once, so that it never waits for the next one
_AHEAD = 64  # results that may wait for an earlier one …
_MOST_WAITING = 64_000_000  # … and bytes of them
_TICK = 1.0  # seconds; the longest that the parent waits without looking whether a process is stuck
_STUCK_AFTER = 120.0  # seconds for one file …
_STUCK_AFTER_MB = 60.0  # … and for each of its megabytes
_CHUNK = 1 << 18  # bytes sent or received at once


def _work(channel: socket.socket, known: dict[bytes, Rules], inherited: Iterable[socket.socket]) -> None:
    """Perform tasks until there are none; the user's Ctrl-C is for the parent.

    ``inherited`` are the parent's ends that a fork has copied: open here, they would hide that the parent is gone.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for one in inherited:
        one.close()
    channel.settimeout(None)
    with channel, suppress(EOFError, OSError):  # the parent is gone
        while (message := receive(channel)) is not None:
            if isinstance(message, Task):
                channel.sendall(frame(perform(message, known[message.rules])[0]))
            else:
                known.update(message)


class _Given(NamedTuple):
    """A task that a process has, and its number."""

    number: int
    task: Task


class _Worker:
    """A process, and the tasks it has, in order."""

    def __init__(self, rules: Mapping[bytes, Rules], siblings: Iterable[_Worker]) -> None:
        from multiprocessing import get_context

        # A fork has all modules and rules at once; elsewhere it is not safe, or not there.
        method = "fork" if sys.platform == "linux" else "spawn"
        context: Any = get_context(method)
        self.channel, theirs = socket.socketpair()
        inherited = [self.channel, *(one.channel for one in siblings)] if method == "fork" else []
        self.has: deque[_Given] = deque()
        self.quiet = 0.0  # seconds since it last gave a sign of life
        self._known = set(rules)
        self._outgoing = bytearray()
        self._incoming = Buffer()
        self._process: BaseProcess = context.Process(target=_work, args=(theirs, dict(rules), inherited), daemon=True)
        self._process.start()
        theirs.close()
        self.channel.settimeout(0)

    def give(self, given: _Given, rules: Mapping[bytes, Rules]) -> None:
        """Give it a task, which it takes when it can."""
        if not self.has:
            self.quiet = 0.0
        self.has.append(given)
        if given.task.rules not in self._known:
            self._outgoing += frame({given.task.rules: rules[given.task.rules]})
            self._known.add(given.task.rules)
        self._outgoing += frame(given.task)
        self.send()

    def send(self) -> None:
        """Send what it takes now of what waits for it."""
        with suppress(BlockingIOError), memoryview(bytes(self._outgoing[:_CHUNK])) as waiting:
            try:
                del self._outgoing[: self.channel.send(waiting)]
            except (BrokenPipeError, ConnectionResetError):
                self._outgoing.clear()  # it has died; what it sent before can still be received

    def receive(self) -> list[Result]:
        """The results that have arrived. Raises EOFError if it has died."""
        try:
            data = self.channel.recv(_CHUNK)
        except BlockingIOError:
            return []
        except OSError as error:
            raise EOFError from error
        if not data:
            raise EOFError
        self.quiet = 0.0
        return self._incoming.feed(data)

    @property
    def events(self) -> int:
        """What the parent waits for."""
        return selectors.EVENT_READ | (selectors.EVENT_WRITE if self._outgoing else 0)

    @property
    def patience(self) -> float:
        """How many seconds it may be quiet about the file that it is at."""
        return _STUCK_AFTER + _STUCK_AFTER_MB * self.has[0].task.size / 1_000_000

    def end(self) -> str:
        """End it, whatever it does; the result says how it ended."""
        self.channel.close()
        self._process.join(0.2)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        code = self._process.exitcode or 0
        return f"signal {-code}" if code < 0 else f"exit code {code}"


class Workers:
    """Some processes; ``rules`` are those they may be asked for, by their keys, and may grow."""

    def __init__(self, count: int, rules: Mapping[bytes, Rules]) -> None:
        self._rules = rules
        self._workers: list[_Worker] = []
        for _ in range(count):
            self._workers.append(_Worker(rules, self._workers))

    def perform(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """The results of ``tasks``, in their order."""
        waiting = enumerate(tasks)
        done: dict[int, Result] = {}
        following = 0
        self._feed(waiting, following, done)
        while any(worker.has for worker in self._workers):
            self._exchange(done)
            while following in done:
                yield done.pop(following)
                following += 1
            self._feed(waiting, following, done)

    def _feed(self, waiting: Iterator[tuple[int, Task]], following: int, done: Mapping[int, Result]) -> None:
        """Give each process something to do, but nothing that is far ahead of what is ``following``."""
        held = sum(result.size for result in done.values())
        for _ in range(_IN_FLIGHT):
            for worker in self._workers:
                if len(worker.has) < _IN_FLIGHT:
                    newest = max((given.number for one in self._workers for given in one.has), default=following)
                    if newest - following > _AHEAD or held > _MOST_WAITING:
                        return
                    upcoming = next(waiting, None)
                    if upcoming is None:
                        return
                    worker.give(_Given(*upcoming), self._rules)

    def _exchange(self, done: dict[int, Result]) -> None:
        """Wait until a process can take something or has sent something, and serve all that do."""
        busy = [worker for worker in self._workers if worker.has]
        began = time.monotonic()
        with selectors.DefaultSelector() as selector:
            for worker in busy:
                selector.register(worker.channel, worker.events, worker)
            ready = [(key.data, events) for key, events in selector.select(_TICK)]
        # A process that was stopped together with this one (Ctrl-Z) has not been idle for all of that time.
        waited = min(time.monotonic() - began, 2 * _TICK)
        for worker in busy:
            worker.quiet += waited
        for worker, events in ready:
            self._serve(worker, events, done)
        for worker in busy:
            if worker.has and worker.quiet > worker.patience:
                self._replace(worker, done, f"Checking took more than {worker.patience:.0f} s and was stopped")

    def _serve(self, worker: _Worker, events: int, done: dict[int, Result]) -> None:
        if events & selectors.EVENT_WRITE:
            worker.send()
        if events & selectors.EVENT_READ:
            try:
                for result in worker.receive():
                    done[worker.has.popleft().number] = result
            except EOFError:
                self._replace(worker, done, None)

    def _replace(self, worker: _Worker, done: dict[int, Result], why: str | None) -> None:
        """Put a new process in the place of one that has died, or is stuck (``why``), at the first of its tasks."""
        number, _ = worker.has.popleft()
        ended = worker.end()
        why = why or f"The process that checked this file ended with {ended}; it may have run out of memory"
        done[number] = Failed(why)
        place = self._workers.index(worker)
        heir = _Worker(self._rules, [one for one in self._workers if one is not worker])
        self._workers[place] = heir
        for given in worker.has:
            heir.give(given, self._rules)

    def close(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.end()
