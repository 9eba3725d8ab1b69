from __future__ import annotations

import json
from collections.abc import Callable, Iterator
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
def server(installation: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    cache = tmp_path_factory.mktemp("server")
    arguments = ("languagetool", "start", "--cache-dir", str(cache), "--isolated")
    started = lint_post(*arguments, LTP_PATH=str(installation))
    assert started.code == 0, started.notes
    state = json.loads((cache / "languagetool/server.json").read_text("utf-8"))
    yield Server(f"http://127.0.0.1:{state['port']}", cache)
    lint_post("languagetool", "stop", "--cache-dir", str(cache))


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
