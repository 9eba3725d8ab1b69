"""What other documents of a project say of themselves: each is read once in a run, and parsed only if it is new.

What was found out about a document is kept in the store by the bytes it was found out from, so what is old cannot be
taken for it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from lint_post.anchors import Anchors
from lint_post.codec import CodecError, dumps, loads
from lint_post.digest import digest
from lint_post.errors import DecodeError
from lint_post.outline import Outline, outline
from lint_post.parse import parse
from lint_post.store import Store
from lint_post.text import Source

_HEAD = 65_536  # bytes; front matter is shorter
_LARGEST = 10_000_000  # bytes that are parsed for anchors
_UNREADABLE = dumps(None)


class Disk:
    """The bytes of real files."""

    def head(self, file: str) -> bytes | None:
        """The beginning of ``file`` up to a line's end; None if it cannot be read."""
        try:
            with open(file, "rb") as stream:  # noqa: PTH123 - a name is all that is needed
                data = stream.read(_HEAD)
        except OSError:
            return None
        return data if len(data) < _HEAD else data[: data.rfind(b"\n") + 1] or data

    def whole(self, file: str) -> bytes | None:
        """All of ``file``; None if it cannot be read or is too large."""
        try:
            return None if os.stat(file).st_size > _LARGEST else Path(file).read_bytes()  # noqa: PTH116 - as above
        except OSError:
            return None


class Library:
    """Outlines and anchors of documents, by their files; ``store`` remembers them, ``disk`` reads."""

    def __init__(self, store: Store | None = None, disk: Disk | None = None) -> None:
        self._store = store or Store()
        self._disk = disk or Disk()
        self._outlines: dict[str, bytes] = {}
        self._anchors: dict[str, bytes] = {}

    def look_at(self, files: Iterable[tuple[str, str]]) -> None:
        """Get ready to be asked for the outlines of these files, each with its path from the project's root."""
        keys: dict[bytes, tuple[str, str, bytes]] = {}
        for file, path in files:
            if file in self._outlines:
                continue
            head = self._disk.head(file)
            if head is None:
                self._outlines[file] = _UNREADABLE
            else:
                keys.setdefault(digest(b"outline", path.encode("utf-8", "surrogateescape"), head), (file, path, head))
        known = self._store.get(keys)
        for key, (file, path, head) in keys.items():
            value = known.get(key)
            if value is None:
                value = dumps(_outline(path, head))
                self._store.put(key, value)
            self._outlines[file] = value

    def outline(self, file: str, path: str) -> Outline | None:
        """The outline of ``file``, which is called ``path`` from the project's root; None if it cannot be read."""
        self.look_at([(file, path)])
        try:
            known: Outline | None = loads(self._outlines[file])
        except CodecError:  # the store is damaged
            head = self._disk.head(file)
            known = None if head is None else _outline(path, head)
            self._outlines[file] = dumps(known)
        return known

    def outline_digest(self, file: str, path: str) -> bytes:
        """What changes when that outline does."""
        self.look_at([(file, path)])
        return digest(self._outlines[file])

    def anchors(self, file: str) -> Anchors | None:
        """The anchors of ``file``; None if it cannot be read."""
        try:
            facts = loads(self._facts(file))
        except CodecError:  # the same
            data = self._disk.whole(file)
            facts = None if data is None else _facts(file, data)
            self._anchors[file] = dumps(facts)
        return None if facts is None else Anchors.of(facts)

    def anchors_digest(self, file: str) -> bytes:
        """What changes when these anchors do."""
        return digest(self._facts(file))

    def _facts(self, file: str) -> bytes:
        if file not in self._anchors:
            data = self._disk.whole(file)
            self._anchors[file] = _UNREADABLE if data is None else self._remembered(file, data)
        return self._anchors[file]

    def _remembered(self, file: str, data: bytes) -> bytes:
        key = digest(b"anchors", data)
        value = self._store.get([key]).get(key)
        if value is None:
            value = dumps(_facts(file, data))
            self._store.put(key, value)
        return value

    def text(self, file: str) -> str | None:
        """All that ``file`` says; None if it cannot be read."""
        data = self._disk.whole(file)
        try:
            return None if data is None else Source.from_bytes(data).text
        except DecodeError:
            return None


def _outline(path: str, head: bytes) -> Outline | None:
    try:
        return outline(path, Source.from_bytes(head).text)
    except DecodeError:
        return None


def _facts(file: str, data: bytes) -> object:
    try:
        return parse(Source.from_bytes(data, file)).anchors.facts
    except DecodeError:
        return None
