"""What is known of the LanguageTool server that runs on this machine: a small file that its watcher keeps."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

_NAME = "server.json"
LOG = "server.log"
HOST = "127.0.0.1"
_LARGEST = 10_000  # bytes
_MOST_PROCESSES = 2**31
_MOST_PORTS = 2**16
SERVER_CLASS = "org.languagetool.server.HTTPServer"
"""What of LanguageTool is run, by which its process is known."""
READY = "ready"
"""What a watcher answers when its server can be asked."""
OUT_OF_MEMORY = "OutOfMemoryError"
"""What Java writes into the log when it needs more memory than it may have."""


class Process(NamedTuple):
    """A process: its number, and when it began (seconds since 1970), since numbers are used again."""

    pid: int
    began: float


class Running(NamedTuple):
    """A server that was started: its port, its process and its watcher's, and what it was started with.

    ``home`` is the folder of its installation, ``java`` the version of what runs it, ``memory`` is in megabytes and
    ``idle`` in seconds.
    """

    port: int
    server: Process
    watcher: Process
    home: str
    java: str
    memory: int
    idle: float

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://{HOST}:{self.port}/v2"


def state_file(folder: Path) -> Path:
    """Where it is written down in ``folder``; that it was written last says when the server was last used."""
    return folder / _NAME


def read(folder: Path) -> Running | None:
    """The server that was started from ``folder``; it may have ended since. None without one."""
    try:
        with state_file(folder).open("rb") as file:
            said = json.loads(file.read(_LARGEST))
        said |= {name: Process(*said[name]) for name in ("server", "watcher")}
        running = Running(**said)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return running if _is_sound(running) else None


def _is_sound(running: Running) -> bool:
    """Whether the untrusted values have the right types."""
    processes = running.server, running.watcher
    return (
        all(type(one.pid) is int and 0 < one.pid < _MOST_PROCESSES for one in processes)
        and all(isinstance(one.began, float | int) for one in processes)
        and type(running.port) is int
        and 0 < running.port < _MOST_PORTS
        and all(isinstance(text, str) for text in (running.home, running.java))
        and all(isinstance(number, float | int) for number in (running.memory, running.idle))
    )


def keep(folder: Path, running: Running) -> None:
    """Save ``running`` atomically."""
    file = state_file(folder)
    new = file.with_suffix(".new")
    with fresh(new) as output:
        output.write(json.dumps(running._asdict()).encode())
    new.replace(file)


def fresh(file: Path) -> BinaryIO:
    """``file``, new and empty; where there was a link, what it led to is left alone."""
    file.unlink(missing_ok=True)
    return file.open("xb")


def log(folder: Path) -> str:
    """What the server has written since it was started."""
    try:
        return (folder / LOG).read_text("utf-8", errors="replace")
    except OSError:
        return ""


def touch(folder: Path) -> None:
    """Put down that the server is used just now."""
    with suppress(OSError):
        os.utime(state_file(folder))


def drop(folder: Path) -> None:
    """Forget the server, which tells its watcher to end it."""
    with suppress(OSError):
        state_file(folder).unlink()
