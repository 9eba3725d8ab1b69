"""The contents of files by digest; a file that has not changed since an earlier run is not read for its digest.

A change is detected by the status: modification time, size, and inode. A file that was written just
now is read, because clocks tick too slowly to show another change.
"""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path
from typing import NamedTuple

from lint_post.store.codec import CodecError, dumps, loads
from lint_post.store.store import Store
from lint_post.text.digest import digest

_JUST_NOW = 2_000_000_000  # nanoseconds
_LARGEST = 10_000_000  # bytes that are read for what other documents ask
_MOST = 50_000  # remembered files, in addition to those of this run


class Content(NamedTuple):
    """A file's content: its digest and its size in bytes."""

    digest: bytes
    size: int


class Disk:
    """The bytes of real files, by whole paths."""

    def whole(self, file: str) -> bytes | None:
        """All of ``file``; None if it cannot be read, is too large, or is a pipe, which can be read but once."""
        try:
            status = os.stat(file)  # noqa: PTH116 - only a name is needed
            return Path(file).read_bytes() if stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST else None
        except OSError:
            return None

    def head(self, file: str, count: int) -> bytes:
        """The first ``count`` bytes of a regular file; nothing if it cannot be read."""
        try:
            if not stat.S_ISREG(os.stat(file).st_mode):  # noqa: PTH116 - as above; opening a pipe would wait
                return b""
            with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 - as above
                return opened.read(count)
        except OSError:
            return b""

    def status(self, file: str) -> tuple[int, ...] | None:
        """What changes when ``file`` is written: modified, changed (in nanoseconds), size, number; None if unknown."""
        try:
            status = os.stat(file)  # noqa: PTH116 - as above
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


class Contents:
    """Digests of files; ``store`` remembers them for the folder ``of``."""

    def __init__(self, store: Store | None = None, disk: Disk | None = None, of: str = "") -> None:
        self.disk = disk or Disk()
        self._store = store or Store()
        self._row = digest(b"contents", of.encode("utf-8", "surrogateescape"))
        self._now: dict[str, Content | None] = {}
        self._before: dict[str, tuple[tuple[int, ...], bytes]] | None = None
        self._is_new = False

    def look(self, file: str) -> Content | None:
        """The content of ``file``, a whole path; None if it cannot be read, or is too large for others to ask."""
        if file not in self._now:
            self._now[file] = self._look(file)
        return self._now[file]

    def _look(self, file: str) -> Content | None:
        status = self.disk.status(file)
        known = self._known.get(file)
        if status and known and known[0] == status:
            return Content(known[1], status[2])
        data = self.disk.whole(file)
        if data is None:
            return None
        content = Content(digest(data), len(data))
        if status and time.time_ns() - max(status[:2]) > _JUST_NOW:
            self._known[file] = status, content.digest
            self._is_new = True
        return content

    @property
    def _known(self) -> dict[str, tuple[tuple[int, ...], bytes]]:
        if self._before is None:
            self._before = {}
            row = self._store.get([self._row]).get(self._row)
            try:
                self._before = dict(loads(row)) if row else {}
            except (CodecError, TypeError, ValueError):
                self._is_new = True
        return self._before

    def keep(self) -> None:
        """Hand what was seen to the store."""
        if not self._is_new:
            return
        known = self._known
        if len(known) > _MOST:
            known = {file: row for file, row in known.items() if file in self._now}
        self._store.put(self._row, dumps(known))
        self._is_new = False
