"""The origin of each setting of a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lint_post.config.places import dotted
from lint_post.config.schema import ON_COMMAND_LINE, Layer, Loaded, Table, merge


class Setting(NamedTuple):
    """A key in TOML's dotted form, its value, and where it comes from: ``FILE:LINE``, or the command line."""

    key: str
    value: Any
    origins: tuple[str, ...]


def settings(loaded: Loaded, path: Path | None) -> Iterator[Setting]:
    """The settings in ``loaded`` for the file ``path`` (None: for no file in particular), sorted by key."""
    parts = [loaded.parts[index] for index in loaded.in_force(path)]
    table: Table = {}
    origins: dict[tuple[str, ...], list[str]] = {}
    for part in parts:
        before, table = table, merge(table, part.table)
        for key, value in _leaves(part.table):
            here = _origin(part.layer, (*part.path, *key))
            is_added = isinstance(value, list) and _at(table, key) != value and _at(before, key) is not None
            origins[key] = [*origins.get(key, []), here] if is_added else [here]
    for key, value in sorted(_leaves(table)):
        yield Setting(dotted(key), value, tuple(origins[key]))


def _origin(layer: Layer, path: tuple[str | int, ...]) -> str:
    return layer.name if layer.name == ON_COMMAND_LINE else f"{layer.name}:{layer.line(path)}"


def _leaves(table: Table, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The values in ``table`` that are not tables, with the path to each."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*path, key))
        else:
            yield (*path, key), value


def _at(table: Table, path: tuple[str, ...]) -> Any:
    """The value at ``path``; None without one."""
    here: Any = table
    for key in path:
        here = here.get(key) if isinstance(here, dict) else None
    return here
