"""Configured rules as bytes that are the same in every run: what makes two selections the same one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from lint_post.text.digest import digest
from lint_post.text.value import Value


def stable(value: object) -> bytes:
    """Bytes for ``value`` – plain data, values, sets – that depend only on its contents."""
    return _shown(value).encode("utf-8", "surrogatepass")


def _shown(value: object) -> str:
    if isinstance(value, Value):
        inside = ",".join(f"{name}={_shown(getattr(value, name))}" for name in value._fields)
        return f"{type(value).__module__}.{type(value).__qualname__}({inside})"
    if isinstance(value, dict):
        return "{" + ",".join(sorted(f"{_shown(key)}:{_shown(item)}" for key, item in value.items())) + "}"
    if isinstance(value, (set, frozenset)):
        return "{" + ",".join(sorted(map(_shown, value))) + "}"
    if isinstance(value, (list, tuple)):
        return "(" + ",".join(map(_shown, value)) + ")"
    return repr(value)


def code_digest(folders: Iterable[Path]) -> bytes:
    """A digest that changes with any file in ``folders``: its name, its size, or its modification time."""
    rows = []
    for folder in sorted(folders):
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_file():
                    status = entry.stat()
                    rows.append(f"{entry.path}\0{status.st_size}\0{status.st_mtime_ns}")
    return digest(*(row.encode("utf-8", "surrogateescape") for row in rows))


def engine_folders() -> Iterator[Path]:
    """The folders that lint-post itself is in."""
    for folder, below, _ in os.walk(Path(__file__).parents[1]):
        below[:] = (name for name in below if name != "__pycache__")
        yield Path(folder)
