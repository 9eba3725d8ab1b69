"""What is known of the LanguageTool server that runs on this machine: a small file that its watcher keeps."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_NAME = "server.json"
LOG = "server.log"
HOST = "127.0.0.1"
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
    """The server that was started from ``folder``; it may be dead by now. None if there is none."""
    try:
        said = json.loads(state_file(folder).read_bytes())
        said |= {name: Process(*said[name]) for name in ("server", "watcher")}
        running = Running(**said)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return running if isinstance(running.port, int) else None


def keep(folder: Path, running: Running) -> None:
    """Write ``running`` down, at one stroke."""
    file = state_file(folder)
    new = file.with_suffix(".new")
    new.write_text(json.dumps(running._asdict()), "utf-8")
    new.replace(file)


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
