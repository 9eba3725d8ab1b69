from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ..process import all_of

LOOPBACK = "127.0.0.0/8"
NO_PROXIES: dict[str, Any] = dict.fromkeys(
    ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), ""
)
Links = Callable[..., dict[str, dict[str, Any]]]


@pytest.fixture
def links(tmp_path: Path) -> Links:
    """What ``lint-post links --online`` knows of each of the addresses of a document, by address."""

    def run(*urls: str, allow: str = LOOPBACK, cache: bool = False, **settings: Any) -> dict[str, dict[str, Any]]:
        (tmp_path / "post.md").write_text("".join(f"- [a](<{url}>)\n" for url in urls), "utf-8")
        config = [part for setting in ("timeout = 3",) for part in ("--config", f"links.{setting}")]
        arguments = ["links", "--online", "--output-format", "json", "--quiet", "--allow-private", allow]
        store = ["--cache-dir", "cache"] if cache else ["--no-cache"]
        done = all_of(*arguments, *store, *config, "post.md", cwd=tmp_path, **{**NO_PROXIES, **settings})
        assert (done.code, done.notes) == (0, "")
        return {link["url"]: link for link in json.loads(done.output)["links"]}

    return run
