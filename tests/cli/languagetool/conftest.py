from __future__ import annotations

import json
import os
import random
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ..process import Outcome, lint_post
from .proxy import Proxy

Check = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def here(installation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LanguageTool is installed."""
    monkeypatch.setenv("LTP_PATH", str(installation))


class Server(NamedTuple):
    """A real server that many tests share: its address, and the cache folder whose it is."""

    url: str
    cache: Path


@pytest.fixture(scope="session")
def server_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The cache folder of the server that many tests share."""
    cache = tmp_path_factory.mktemp("server")
    yield cache
    lint_post("languagetool", "stop", "--cache-dir", str(cache))


@pytest.fixture
def server(installation: Path, server_cache: Path) -> Server:
    """The shared server; it is started if it has not been, or has ended because no test has wanted it for long."""
    state = server_cache / "languagetool/server.json"
    try:
        os.utime(state)  # as lint-post does with a server whose address it is not told
    except FileNotFoundError:
        arguments = ("languagetool", "start", "--cache-dir", str(server_cache), "--isolated")
        started = lint_post(*arguments, LTP_PATH=str(installation))
        assert started.code == 0, started.notes
    port = json.loads(state.read_text("utf-8"))["port"]
    return Server(f"http://127.0.0.1:{port}", server_cache)


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address at which nothing answers: its port is taken by somebody who does not listen."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


@pytest.fixture
def port() -> int:
    """A free port, from a range out of which systems give none to those who want any."""
    for number in random.sample(range(20_000, 30_000), 100):
        with suppress(OSError), socket.create_server(("127.0.0.1", number)):
            return number
    pytest.fail("no port is free")


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    """What passes requests on to the real server, and counts them."""
    with Proxy(server.url) as running:
        yield running


@pytest.fixture
def ask(server: Server, tmp_path: Path) -> Callable[..., Outcome]:
    """Run lint-post with the shared server."""

    def run(*arguments: str | Path, **settings: Any) -> Outcome:
        return lint_post(*arguments, "--languagetool-url", server.url, cwd=tmp_path, **settings)

    return run


@pytest.fixture
def check(server: Server, tmp_path: Path) -> Check:
    """The findings of LanguageTool in a text, each with what stands at its place (``text``)."""

    def run(text: str, *options: str, name: str = "post.md") -> list[dict[str, Any]]:
        (tmp_path / name).write_bytes(text.encode())
        chosen = ("--select", "grammar/languagetool", "--output-format", "json", "--quiet", "--no-cache")
        done = lint_post("check", *chosen, *options, "--languagetool-url", server.url, name, cwd=tmp_path)
        assert done.notes == ""
        found: list[dict[str, Any]] = json.loads(done.output)["diagnostics"]
        for one in found:
            start, end = (one["range"][side]["offset"] for side in ("start", "end"))
            one["text"] = text[start:end]
        return found

    return run
