"""What earlier runs found out about a file, and whether it still holds."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from typing import NamedTuple

from lint_post.rule.question import Question
from lint_post.run.conclude import Checked
from lint_post.run.world import World
from lint_post.store.codec import CodecError, dumps, loads
from lint_post.store.ledger import Ground
from lint_post.store.store import Store

_LARGEST_ROW = 1_000_000  # bytes that are kept of a file; one with thousands of findings is looked at again


class Row(NamedTuple):
    """Pass one's result, then what was said of the file on which grounds, and their digest."""

    examined: bytes
    checked: bytes
    grounds: tuple[tuple[str, str, str], ...]
    world: bytes


class Memory:
    """The rows of files in ``store``, by keys for everything that the findings depend on, except the ``world``."""

    def __init__(self, store: Store, world: World) -> None:
        self._store = store
        self._world = world

    def recall(self, keys: Collection[bytes]) -> dict[bytes, Row]:
        """The rows that there are."""
        rows = {}
        for key, value in self._store.get(keys).items():
            with suppress(CodecError, TypeError):
                rows[key] = Row(*loads(value))
        return rows

    def holds(self, row: Row) -> bool:
        """Whether all is still as it was when the row was kept."""
        return row.world == self._world.digest(row.grounds)

    def said(self, row: Row, path: str | None) -> Checked:
        """What was said of the file. Raises CodecError."""
        checked: Checked = loads(row.checked) if row.checked else Checked(path)
        return checked

    def questions(self, row: Row) -> list[Question]:
        """What the file wants to know; nothing if the row is damaged."""
        with suppress(CodecError):
            return [question for _, question in loads(row.examined)[1]]
        return []

    def keep(self, key: bytes, examined: bytes, checked: Checked, grounds: frozenset[Ground]) -> None:
        """Keep what was found out."""
        if not self._store.remembers:
            return
        rests_on = tuple(sorted((str(kind), name, within) for kind, name, within in grounds))
        is_clean = not (checked.diagnostics or checked.suppressed or checked.unasked)
        said = b"" if is_clean else dumps(checked)
        row = dumps((examined, said, rests_on, self._world.digest(rests_on)))
        if len(row) <= _LARGEST_ROW:
            self._store.put(key, row)
