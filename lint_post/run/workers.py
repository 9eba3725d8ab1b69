"""Pass one in several processes: each takes one file after the other and gives back what it found out.

A process that dies – killed, or out of memory – costs the file that it was at; another one goes on with the rest.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from lint_post.errors import FileError
from lint_post.run.examine import Rules, examine, failed
from lint_post.store.codec import dumps
from lint_post.text.source import Source

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_IN_FLIGHT = 4  # tasks that a process has at once, so that it never waits for the next one
_AHEAD = 64  # results that may be waiting for an earlier one


class Task(NamedTuple):
    """A file to look at: what it is called, its bytes, and the key of the rules that look at it."""

    path: str
    data: bytes
    rules: bytes


class Failed(NamedTuple):
    """A task that came to nothing, and why."""

    why: str


Result = bytes | Failed


def perform(task: Task, rules: Rules) -> Result:
    """What pass one knows of a file, without its source, as bytes; never raises but for Ctrl-C."""
    try:
        examined = examine(Source.from_bytes(task.data, task.path), *rules)
        return dumps((examined.findings, examined.questions, examined.crashes, examined.ran, examined.directives))
    except FileError as error:
        return Failed(error.message)
    except Exception as error:  # noqa: BLE001 - one odd file must not cost the others their findings
        return Failed(failed(error))


def cores() -> int:
    """How many processors there are for this process."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _work(pipe: Connection, known: dict[bytes, Rules]) -> None:
    """Perform tasks until there are none; the user's Ctrl-C is for the one who sends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while (message := pipe.recv()) is not None:
            if isinstance(message, Task):
                pipe.send(perform(message, known[message.rules]))
            else:
                known.update(message)
    except (EOFError, OSError):  # who sends them is gone
        return


class _Worker:
    """A process, and the tasks it has, by their numbers, in order."""

    def __init__(self, rules: dict[bytes, Rules]) -> None:
        from multiprocessing import get_context

        # A fork has all modules and rules at once; elsewhere it is not safe, or not there.
        context: Any = get_context("fork" if sys.platform == "linux" else "spawn")
        self.pipe, theirs = context.Pipe()
        self.has: deque[tuple[int, Task]] = deque()
        self._known = set(rules)
        self._process: BaseProcess = context.Process(target=_work, args=(theirs, dict(rules)), daemon=True)
        self._process.start()
        theirs.close()

    def send(self, number: int, task: Task, rules: dict[bytes, Rules]) -> None:
        """Give it a task."""
        self.has.append((number, task))
        try:
            if task.rules not in self._known:
                self.pipe.send({task.rules: rules[task.rules]})
                self._known.add(task.rules)
            self.pipe.send(task)
        except OSError:
            return  # it has died; its end of the pipe says so

    def end(self) -> str:
        """End it, whatever it does; the result says how it ended."""
        self.pipe.close()
        self._process.join(0.2)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        code = self._process.exitcode or 0
        return f"by signal {-code}" if code < 0 else f"with exit code {code}"


class Workers:
    """Some processes; ``rules`` are those they may be asked for, by their keys, and may grow."""

    def __init__(self, count: int, rules: dict[bytes, Rules]) -> None:
        self._rules = rules
        self._workers = [_Worker(rules) for _ in range(count)]

    def perform(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """The results of ``tasks``, in their order."""
        waiting = enumerate(tasks)
        done: dict[int, Result] = {}
        following = 0
        self._feed(waiting, following)
        while any(worker.has for worker in self._workers):
            for worker in self._ready():
                self._receive(worker, done)
            while following in done:
                yield done.pop(following)
                following += 1
            self._feed(waiting, following)

    def _feed(self, waiting: Iterator[tuple[int, Task]], following: int) -> None:
        """Give each process something to do, but nothing that is far ahead of what is ``following``."""
        for _ in range(_IN_FLIGHT):
            for worker in self._workers:
                if len(worker.has) < _IN_FLIGHT:
                    newest = max((number for one in self._workers for number, _ in one.has), default=following)
                    if newest - following > _AHEAD:
                        return
                    upcoming = next(waiting, None)
                    if upcoming is None:
                        return
                    worker.send(*upcoming, self._rules)

    def _ready(self) -> list[_Worker]:
        from multiprocessing.connection import wait

        busy = {worker.pipe: worker for worker in self._workers if worker.has}
        return [busy[pipe] for pipe in wait(list(busy))]

    def _receive(self, worker: _Worker, done: dict[int, Result]) -> None:
        try:
            result = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker, done)
        else:
            number, _ = worker.has.popleft()
            done[number] = result

    def _replace(self, worker: _Worker, done: dict[int, Result]) -> None:
        """Put a new process in the place of one that has died at the first of its tasks."""
        number, _ = worker.has.popleft()
        done[number] = Failed(
            f"The process that checked it ended {worker.end()}: it may need more memory than there is."
        )
        heir = _Worker(self._rules)
        self._workers[self._workers.index(worker)] = heir
        for task in worker.has:
            heir.send(*task, self._rules)

    def close(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.end()
