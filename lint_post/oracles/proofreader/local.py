"""The LanguageTool server on this machine: found if it runs, started if it does not, one for all runs of a user."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path

from lint_post.config.proofreader_settings import ProofreaderSettings
from lint_post.oracles.proofreader import installed, running
from lint_post.oracles.proofreader.failures import FailureError
from lint_post.oracles.proofreader.running import OUT_OF_MEMORY, READY, SERVER_CLASS, Process, Running

_LOCK = "start.lock"
_PATIENCE = 120.0  # seconds to wait for another run that starts it
_GRACE = 8.0  # for a watcher to end its server
_SHORT_GRACE = 1.0
_TICK = 0.05
_OPTIONS = (
    "-XX:+UseSerialGC",  # the least memory; pauses cost less than a second core would
    "-XX:+ExitOnOutOfMemoryError",  # rather than to go on with half its threads
    "-Dsun.net.httpserver.nodelay=true",  # or each answer waits 40 ms for an acknowledgement
)


class LocalServer:
    """The server of the newest installation, as ``settings`` say; its state is in ``folder``."""

    def __init__(self, settings: ProofreaderSettings, folder: Path) -> None:
        self._settings = settings
        self.is_cold = False
        """Whether it was started just now: it reads its rules when it is first asked."""
        self.folder = folder.absolute()  # the server is started there, and its watcher keeps watching it

    def url(self) -> str:
        """Its URL, after a start if necessary. Raises FailureError."""
        found = running.read(self.folder)
        if found and found.home == str(self.home) and _lives(found):
            self.touch()
            return found.url
        return self.start().url

    def touch(self) -> None:
        """Record that it is used."""
        running.touch(self.folder)

    def found(self) -> Running | None:
        """The server that runs, if one does."""
        found = running.read(self.folder)
        return found if found and _is_there(found.server) else None

    def start(self, port: int = 0) -> Running:
        """The server that runs, or one that is started at ``port`` (0: any that is free). Raises FailureError."""
        home = self.home
        with self._lock():
            found = self.found()
            if found and found.home == str(home) and _lives(found):
                if port in (0, found.port):
                    return found
                raise FailureError(
                    f'LanguageTool is already running on port {found.port}; stop it with "lint-post languagetool stop"'
                )
            self._end()
            return self._start(home, port)

    def renew(self, failed: str) -> str:
        """The address of a server in place of the one at ``failed``, which hangs or is gone. Raises FailureError."""
        with self._lock():
            found = self.found()
            if found and found.url != failed and _lives(found):  # another run was as quick
                return found.url
            self._end()
            return self._start(self.home, 0).url

    def complaint(self) -> str:
        """What the log says of why the server went away, as a clause; empty if nothing that we know of."""
        if OUT_OF_MEMORY not in running.log(self.folder):
            return ""
        memory = self._settings.memory
        return f'LanguageTool ran out of memory ({memory} MB); raise "memory" in [languagetool]'

    def stop(self) -> bool:
        """End it; whether there was one. Raises FailureError if it cannot be ended."""
        if not self.folder.is_dir():
            return False
        with self._lock():
            return self._end()

    @cached_property
    def home(self) -> Path:
        """The installation whose server it is. Raises FailureError without any."""
        home = installed.newest()
        if home is None:
            raise FailureError(installed.NOT_INSTALLED)
        return home

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Hold what lets one process at a time start or end the server. Raises FailureError."""
        from filelock import FileLock, Timeout

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / _LOCK, timeout=_PATIENCE):
                yield
        except Timeout:
            raise FailureError(f"another run did not start LanguageTool within {_PATIENCE:g} seconds") from None
        except OSError as error:
            raise FailureError(f"cannot use {self.folder} ({error.strerror}); set another --cache-dir") from None

    # --- with the lock held

    def _start(self, home: Path, port: int) -> Running:
        from lint_post.oracles.proofreader import distribution, java

        found = java.find()
        program, *rest = distribution.command(home, found)
        memory = self._settings.memory
        order = {
            "folder": str(self.folder),
            "command": [program, f"-Xmx{memory}m", *_OPTIONS, *rest],
            "port": port,
            "home": str(home),
            "java": found.version,
            "memory": memory,
            "idle": self._settings.idle,
        }
        said = _watched(json.dumps(order), self.folder)
        started = running.read(self.folder)
        if started is None:
            why = said if said != READY else ""
            raise FailureError(why or f"LanguageTool did not start; see {self.folder / running.LOG}")
        self.is_cold = True
        return started

    def _end(self) -> bool:
        """Stop the server and its watcher, by force if necessary; returns whether one was running."""
        found = running.read(self.folder)
        running.drop(self.folder)
        if found is None:
            return False
        patience = time.monotonic() + _GRACE
        was_there = _is_there(found.server)
        if not _is_there(found.watcher):
            _kill(found.server)
        while _is_there(found.server) and time.monotonic() < patience:
            time.sleep(_TICK)
        _kill(found.server)
        return was_there


def _watched(order: str, folder: Path) -> str:
    """Start a watcher with ``order``; the result is what it answers, which may be nothing if it was ended."""
    detached: dict[str, object] = {"start_new_session": True}
    if sys.platform == "win32":
        detached = {"creationflags": subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP}
    paths = [str(Path(__file__).parents[3]), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    process = subprocess.Popen(  # noqa: S603 - our own process; -P: nothing in that folder is imported
        [sys.executable, "-P", "-m", f"{__package__}.watcher", order],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
        text=True,
        **detached,  # type: ignore[call-overload]
    )
    with process.stdout:
        return str(process.stdout.readline().strip())


def _lives(found: Running) -> bool:
    """Whether server and watcher seem to be there; a quick look, which a number that is used again may deceive."""
    return _exists(found.server.pid) and _exists(found.watcher.pid)


def _exists(pid: int) -> bool:
    if sys.platform == "win32":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _is_there(process: Process) -> bool:
    """Whether this very process is running."""
    import psutil

    try:
        found = psutil.Process(process.pid)
        is_same: bool = abs(found.create_time() - process.began) < 1
        return is_same and found.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _kill(process: Process) -> None:
    import psutil

    if _is_there(process):
        with suppress(psutil.Error):
            victim = psutil.Process(process.pid)
            if SERVER_CLASS in victim.cmdline():  # and nothing else, whatever the file contains
                victim.kill()
                victim.wait(_SHORT_GRACE)
