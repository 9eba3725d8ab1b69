"""What earlier runs found out about links, each for as long as it is worth something, and since when one fails."""

from __future__ import annotations

import time
from collections.abc import Collection
from datetime import UTC, datetime
from typing import NamedTuple

from lint_post.config.link_settings import LinkSettings
from lint_post.rule.question import Reached
from lint_post.store.codec import CodecError, dumps, loads
from lint_post.store.store import Store
from lint_post.text.digest import digest
from lint_post.text.value import replace

_REDIRECTED_FOR = 86_400.0  # seconds


class Remembered(NamedTuple):
    """What was found out; ``since`` (seconds since 1970) and ``runs``: how long it fails, None and 0 if it does not."""

    reached: Reached
    etag: str = ""
    since: float | None = None
    runs: int = 0


class Memory:
    """The links that ``store`` knows of; ``settings`` say how long each is good for."""

    def __init__(self, store: Store, settings: LinkSettings) -> None:
        self._store = store
        self._settings = settings
        self._known: dict[str, Remembered] = {}

    def recall(self, urls: Collection[str]) -> None:
        """Look up what is known of ``urls``."""
        keys = {_key(url): url for url in urls}
        for key, row in self._store.get(keys, lasting=True).items():
            try:
                self._known[keys[key]] = Remembered(*loads(row))
            except (CodecError, TypeError):
                continue

    def fresh(self, url: str) -> Reached | None:
        """What is known of ``url`` and is not too old; a link that fails is always asked again."""
        known = self._known.get(url)
        if known is None:
            return None
        ages = {"ok": self._settings.ok_for, "redirected": min(_REDIRECTED_FOR, self._settings.ok_for)}
        age = time.time() - known.reached.checked
        return known.reached if 0 <= age < ages.get(known.reached.verdict, 0) else None

    def etag(self, url: str) -> str:
        """The ETag with which ``url`` was right."""
        known = self._known.get(url)
        return known.etag if known and known.reached.verdict == "ok" else ""

    def keep(self, url: str, reached: Reached, etag: str = "") -> Reached:
        """Remember ``reached``; the result says since when it fails, if it has failed for long."""
        now = time.time()
        reached = replace(reached, checked=now)
        before = self._known.get(url)
        since, runs = None, 0
        if reached.verdict in ("broken", "unverified"):
            since = before.since if before and before.since else now
            runs = (before.runs if before else 0) + 1
        remembered = Remembered(reached, etag, since, runs)
        self._known[url] = remembered
        self._store.put(_key(url), dumps(tuple(remembered)), lasting=True)
        if since is None or not self._is_long(now - since, runs):
            return reached
        return replace(reached, since=datetime.fromtimestamp(since, UTC).astimezone().date())

    def _is_long(self, seconds: float, runs: int) -> bool:
        least = self._settings.alarm_runs
        return runs >= least if least is not None else seconds >= self._settings.alarm_after


def _key(url: str) -> bytes:
    return digest(b"link", url.encode("utf-8", "surrogatepass"))
