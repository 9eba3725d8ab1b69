"""Results of earlier runs, by the digest of their inputs: one SQLite file in the user's cache folder.

It may be lost at any time: whatever goes wrong with it costs speed and nothing else. Several runs may use it at once.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from lint_post.errors import FileError

NAME = "store-1.sqlite3"
_ID = 0x4C50_0001  # in the file's header: it is ours, and of this layout
_AT_ONCE = 500  # keys in a query
_WAITING = 2_000  # values that are kept back before they are written
_PATIENCE = 5.0  # seconds to wait for another run that writes
_DAY = 86_400
_PASSING, _LASTING = "entries", "facts"
_TABLES = {_PASSING: 30, _LASTING: 400}  # days that a value stays without being used
_LARGEST = 500_000_000  # bytes; a larger file is cleared


_MAKE = "CREATE TABLE IF NOT EXISTS {} (key BLOB PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL)"


class Store:
    """Values by their keys, both bytes. The base class stores nothing; `open_store` returns one that does.

    ``notice`` is a notice for the user, or empty. ``remembers``: what is put is there in the next run.
    """

    notice = ""
    remembers = False

    def get(self, _keys: Collection[bytes], /, *, lasting: bool = False) -> dict[bytes, bytes]:  # noqa: ARG002
        """Those of the values that are known."""
        return {}

    def put(self, _key: bytes, _value: bytes, /, *, lasting: bool = False) -> None:
        """Remember a value; one that is ``lasting`` cannot be computed again from files, and is kept for long."""

    def close(self) -> None:
        """Write what is not written yet."""


def open_store(folder: Path) -> Store:
    """The store in ``folder``, which is created if possible; otherwise one that stores nothing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return _without(f'Cannot create cache folder "{folder}" ({_reason(error)}); continuing without a cache')
    return _opened(folder / NAME)


def _without(notice: str) -> Store:
    store = Store()
    store.notice = notice
    return store


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _opened(file: Path) -> Store:
    import sqlite3

    notice = ""
    for _ in range(2):
        try:
            return _File(file, notice)
        except sqlite3.OperationalError:  # it may not be written, or another run holds it for long
            return _read_only(file)
        except sqlite3.DatabaseError as error:
            aside = file.with_suffix(".broken")
            notice = f'Cache "{file}" was damaged ({error}); renamed it to "{aside.name}" and created a new one'
            try:
                _set_aside(file, aside)
            except OSError:
                break
    return _without(f'Cache "{file}" is damaged and cannot be replaced; continuing without a cache')


def _read_only(file: Path) -> Store:
    import sqlite3

    try:
        return _File(file, read_only=True)
    except sqlite3.Error:
        return Store()


def _set_aside(file: Path, aside: Path) -> None:
    file.replace(aside)
    for suffix in ("-wal", "-shm", "-journal"):
        with suppress(OSError):
            file.with_name(file.name + suffix).unlink()


class _File(Store):
    """The store in a file. Raises sqlite3.Error if it is not a lint-post cache."""

    remembers = True

    def __init__(self, file: Path, notice: str = "", *, read_only: bool = False) -> None:
        import sqlite3

        self.notice = notice
        self._error = sqlite3.Error
        self._waiting: dict[str, dict[bytes, bytes]] = {table: {} for table in _TABLES}
        self._used: dict[str, set[bytes]] = {table: set() for table in _TABLES}
        self._writes = not read_only
        self._today = int(time.time()) // _DAY
        address = f"file:{_quoted(file)}?mode=ro&immutable=1" if read_only else str(file)
        self._database = sqlite3.connect(address, timeout=_PATIENCE, uri=read_only, isolation_level=None)
        try:
            self._prepare(file)
        except BaseException:
            self._database.close()
            raise

    def _prepare(self, file: Path) -> None:
        import sqlite3

        database = self._database
        (kind,) = database.execute("PRAGMA application_id").fetchone()
        if kind == _ID:
            if self._writes and file.stat().st_size > _LARGEST:
                database.execute(f"DELETE FROM {_PASSING}")  # noqa: S608 - a name of ours
                database.execute("VACUUM")
            if not self._writes or database.execute("PRAGMA table_info(facts)").fetchone():
                return
            database.execute(_MAKE.format(_LASTING))  # the file is of a version that had none
            return
        if kind or database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise sqlite3.DatabaseError("not a lint-post cache")
        with suppress(sqlite3.OperationalError):  # not every file system has what it needs
            database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute("BEGIN IMMEDIATE")
        for table in _TABLES:
            database.execute(_MAKE.format(table))
        database.execute(f"PRAGMA application_id = {_ID}")
        database.execute("COMMIT")

    def get(self, keys: Collection[bytes], /, *, lasting: bool = False) -> dict[bytes, bytes]:
        """Those of the values that are known."""
        table = _LASTING if lasting else _PASSING
        listed = list(keys)
        found: dict[bytes, bytes] = {}
        try:
            for at in range(0, len(listed), _AT_ONCE):
                part = listed[at : at + _AT_ONCE]
                marks = ",".join("?" * len(part))
                query = f"SELECT key, value, used FROM {table} WHERE key IN ({marks})"  # noqa: S608 - ours
                for key, value, used in self._database.execute(query, part):
                    found[key] = value
                    if used != self._today:
                        self._used[table].add(key)
        except self._error:
            self._writes = False
        return found

    def put(self, key: bytes, value: bytes, /, *, lasting: bool = False) -> None:
        """Remember a value."""
        waiting = self._waiting[_LASTING if lasting else _PASSING]
        waiting[key] = value
        if len(waiting) >= _WAITING:
            self._write()

    def _write(self) -> None:
        if not self._writes or not any((*self._waiting.values(), *self._used.values())):
            return
        try:
            self._database.execute("BEGIN IMMEDIATE")
            for table in _TABLES:
                self._write_table(table)
            self._database.execute("COMMIT")
        except self._error:  # a full disk, or a run that writes for long
            self._writes = False
            with suppress(self._error):
                self._database.execute("ROLLBACK")
        for table in _TABLES:
            self._waiting[table].clear()
            self._used[table].clear()

    def _write_table(self, table: str) -> None:
        rows = [(key, value, self._today) for key, value in self._waiting[table].items()]
        used = [(self._today, key) for key in self._used[table]]
        self._database.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", rows)  # noqa: S608 - ours
        self._database.executemany(f"UPDATE {table} SET used = ? WHERE key = ?", used)  # noqa: S608
        if used:  # once a day
            oldest = self._today - _TABLES[table]
            self._database.execute(f"DELETE FROM {table} WHERE used < ?", (oldest,))  # noqa: S608

    def close(self) -> None:
        """Write what is not written yet."""
        self._write()
        with suppress(self._error):
            self._database.close()


def _quoted(file: Path) -> str:
    from urllib.parse import quote

    return quote(file.absolute().as_posix())


class Contents(NamedTuple):
    """The number of entries of a store, and its size on disk in bytes."""

    entries: int
    size: int


def contents(folder: Path) -> Contents:
    """What is in the store in ``folder``. Raises FileError if it cannot be read."""
    import sqlite3

    files = list(_files(folder))
    if not files:
        return Contents(0, 0)
    try:
        database = sqlite3.connect(f"file:{_quoted(folder / NAME)}?mode=ro", uri=True)
        try:
            entries = 0
            for table in _TABLES:
                with suppress(sqlite3.OperationalError):  # a file of an older version has but one
                    entries += database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - ours
        finally:
            database.close()
    except sqlite3.Error as error:
        what = f'Cannot read cache "{folder / NAME}" ({error}); delete it with "lint-post cache clear"'
        raise FileError(str(folder / NAME), what) from None
    return Contents(entries, sum(file.stat().st_size for file in files))


def clear(folder: Path) -> int:
    """Delete the store in ``folder``; returns the number of freed bytes. Raises FileError."""
    freed = 0
    for file in _files(folder):
        try:
            size = file.stat().st_size
            file.unlink()
        except OSError as error:
            raise FileError(str(file), f'Cannot delete "{file}": {_reason(error)}') from None
        freed += size
    return freed


def _files(folder: Path) -> Iterator[Path]:
    """The files of the store, those set aside included."""
    for name in (NAME, f"{NAME}-wal", f"{NAME}-shm", f"{NAME}-journal", Path(NAME).with_suffix(".broken").name):
        if (folder / name).is_file():
            yield folder / name
