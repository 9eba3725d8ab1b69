"""Patterns among the paths on the command line, for shells that leave them as they are and for quoted ones."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from lint_post.config.config import Configs
from lint_post.errors import FileError
from lint_post.project.files import NEVER_WALKED, Discovery, discover, is_excluded, is_text

_MAGIC = re.compile(r"[*?[]")


def find(paths: Sequence[str], configs: Configs) -> Discovery:
    """The files in ``paths``, as `discover` returns them; patterns are expanded.

    A file whose name looks like a pattern is taken by its name. What a pattern matches is left out where a walk would
    leave it out. A pattern without a match is a failure. Raises ConfigError.
    """
    if not any(map(_is_pattern, paths)):
        return discover(paths, configs)
    named = []
    failures = []
    for path in paths:
        matches = list(_matches(path, configs)) if _is_pattern(path) else [path]
        named += matches
        if not matches:
            failures.append(FileError(path, "No Markdown files match this pattern"))
    found = discover(named, configs) if named else Discovery(())
    return found._replace(failures=(*failures, *found.failures))


def _is_pattern(path: str) -> bool:
    return _MAGIC.search(path) is not None and not os.path.lexists(path)


def _matches(pattern: str, configs: Configs) -> Iterator[str]:
    from glob import glob

    for path in sorted(glob(pattern, recursive=True)):  # noqa: PTH207 - names stay as the user wrote them
        if NEVER_WALKED in PurePath(path).parts and NEVER_WALKED not in pattern:
            continue
        if os.path.isdir(path) or (is_text(path) and not is_excluded(path, configs)):  # noqa: PTH112
            yield path
