"""``--verbose``: config files, cache, files, and time, on standard error."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lint_post.cli._cache import cache_folder
from lint_post.cli._options import Cache
from lint_post.cli._streams import tell
from lint_post.report._footer import number

if TYPE_CHECKING:
    from lint_post.config.config import Configs


class Log:
    """What a run did; prints nothing unless ``on``."""

    def __init__(self, *, on: bool) -> None:
        self._on = on
        self._started = time.monotonic()

    def cache(self, cache: Cache) -> None:
        """Print where the cache is."""
        if self._on:
            tell(f"Cache: {'off' if cache.no_cache else cache_folder(cache.cache_dir)}")

    def files(self, paths: Sequence[str], configs: Configs, found: Sequence[str], kept: Sequence[str]) -> None:
        """Print the config files of the files ``found`` at ``paths``, what was skipped, and how many are ``kept``."""
        if not self._on:
            return
        from lint_post.project.skipped import skipped

        tell(f"Config files: {', '.join(_config_files(configs, found)) or 'none'}")
        for one in skipped(paths, configs, frozenset(found)):
            tell(f"Skipped {one.path}: {one.why}")
        if len(kept) < len(found):
            tell(f"Skipped {number(len(found) - len(kept), 'file')}: unchanged")
        tell(f"Checking {number(len(kept), 'file')}")

    def finish(self) -> None:
        """Print how long it took."""
        if self._on:
            tell(f"Finished in {time.monotonic() - self._started:.2f} s")


def _config_files(configs: Configs, found: Iterable[str]) -> Iterator[str]:
    """The config files that count for the files ``found``, with those that they extend."""
    folders = {Path(file).parent for file in found} or {Path()}
    loaded = filter(None, map(configs.loaded, sorted(folders)))
    yield from dict.fromkeys(layer.name for one in loaded for layer in one.layers if not layer.is_on_command_line)
