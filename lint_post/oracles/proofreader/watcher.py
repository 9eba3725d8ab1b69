"""The process next to a local LanguageTool server: starts it, and stops it after an idle time.

LanguageTool has no such option. The only argument of the watcher is what to start, in JSON; it answers
with one line on standard output, ``ready`` or what went wrong, and lives as long as the server does. Whoever removes
its file (`running.drop`) ends both.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import psutil

from lint_post.oracles.proofreader.running import (
    HOST,
    LOG,
    OUT_OF_MEMORY,
    READY,
    Process,
    Running,
    drop,
    fresh,
    keep,
    log,
    read,
    state_file,
)

_PATIENCE = 60.0  # seconds for a start
_TICK = 0.5
_TRIES = 3
_GRACE = 3.0
_LARGEST_LOG = 5_000_000  # bytes
_TAKEN = "Address already in use"


class Order(NamedTuple):
    """What to start: the ``command`` without its port (0: any that is free), and what to write down of it."""

    folder: str
    command: list[str]
    port: int
    home: str
    java: str
    memory: int
    idle: float


class StartError(Exception):
    """The server did not start; the text is a clause that says why."""


def main(argument: str) -> None:
    """Do what ``argument`` says, until the server has ended."""
    signal.signal(signal.SIGTERM, _leave)
    order = Order(**json.loads(argument))
    folder = Path(order.folder)
    try:
        server, port = _started(order, folder)
    except StartError as error:
        _answer(str(error))
        return
    try:
        running = Running(port, _process(server.pid), _process(os.getpid()), *order[3:])
        keep(folder, running)
        _answer(READY)
        _watch(server, running, folder)
    finally:
        _end(server)
        if (left := read(folder)) and left.server.pid == server.pid:
            drop(folder)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit


def _process(pid: int) -> Process:
    return Process(pid, psutil.Process(pid).create_time())


def _answer(line: str) -> None:
    """Tell whoever waits for the start, who may have gone."""
    with suppress(OSError):
        sys.stdout.write(line.replace("\n", " ") + "\n")
        sys.stdout.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


# --- starting


def _started(order: Order, folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """The server, ready to answer, and its port. Raises StartError."""
    for left in reversed(range(_TRIES)):
        port = _free_port(order.port)
        server = _spawn(order, port, folder)
        try:
            _wait(server, port, folder)
        except StartError:
            _end(server)
            if order.port or not left or not _was_taken(folder):
                raise
        except BaseException:
            _end(server)
            raise
        else:
            return server, port
    raise StartError("no free port found")


def _free_port(wanted: int) -> int:
    """``wanted``, or any if that is 0. Raises StartError if it is taken."""
    try:
        with socket.create_server((HOST, wanted)) as listening:
            port: int = listening.getsockname()[1]
            return port
    except OSError:
        raise StartError(_taken(wanted)) from None


def _taken(port: int) -> str:
    return f"port {port} is in use; choose another one"


def _spawn(order: Order, port: int, folder: Path) -> subprocess.Popen[bytes]:
    try:
        with fresh(folder / LOG) as output:
            return subprocess.Popen(  # noqa: S603 - the command is made by whoever starts this process
                [*order.command, "-p", str(port)], stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=folder
            )
    except OSError as error:
        raise StartError(f"cannot start LanguageTool ({error.strerror})") from None


def _wait(server: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    """Return as soon as the server answers. Raises StartError."""
    patience = time.monotonic() + _PATIENCE
    while time.monotonic() < patience:
        if server.poll() is not None:
            raise StartError(_why(port, folder))
        if _answers(port):
            return
        time.sleep(0.05)
    raise StartError(f"LanguageTool did not start within {_PATIENCE:g} seconds; see {folder / LOG}")


def _why(port: int, folder: Path) -> str:
    if _was_taken(folder):
        return _taken(port)
    if OUT_OF_MEMORY in (said := log(folder)) or "heap" in said:
        return f"LanguageTool needs more memory; see {folder / LOG}"
    return f"LanguageTool exited during startup; see {folder / LOG}"


def _was_taken(folder: Path) -> bool:
    return _TAKEN in log(folder)


def _answers(port: int) -> bool:
    """Whether the server does; proxies are not for the loopback."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://{HOST}:{port}/v2/healthcheck", timeout=2) as response:
            return bool(response.status == 200)
    except (OSError, HTTPException):
        return False


# --- watching


def _watch(server: subprocess.Popen[bytes], running: Running, folder: Path) -> None:
    """Return when the server has ended, was not used for long, or is not wanted any more."""
    while server.poll() is None:
        time.sleep(_TICK)
        try:
            age = time.time() - state_file(folder).stat().st_mtime
        except OSError:
            return
        if (age > running.idle and not _is_asked(running)) or read(folder) != running:
            return
        with suppress(OSError):
            if (folder / LOG).lstat().st_size > _LARGEST_LOG:
                os.truncate(folder / LOG, 0)


def _is_asked(running: Running) -> bool:
    """Whether somebody is connected to the server, and may wait for an answer that takes long."""
    try:
        connections = psutil.Process(running.server.pid).net_connections("tcp")
    except (psutil.Error, OSError):
        return False
    return any(one.laddr.port == running.port and one.status == psutil.CONN_ESTABLISHED for one in connections)


def _end(server: subprocess.Popen[Any]) -> None:
    server.terminate()
    try:
        server.wait(_GRACE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


if __name__ == "__main__":
    main(sys.argv[1])
