"""What other documents of a project say of themselves: each is read once in a run, and parsed only if it is new.

What was found out about a document is kept in the store by the bytes it was found out from, so what is old cannot be
taken for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lint_post.document.anchors import Anchors
from lint_post.errors import DecodeError
from lint_post.parse.front_matter import split
from lint_post.parse.parser import parse
from lint_post.project.contents import Contents
from lint_post.project.documents import Member
from lint_post.project.outline import Outline, outline
from lint_post.store.codec import CodecError, dumps, loads
from lint_post.store.store import Store
from lint_post.text.digest import digest
from lint_post.text.source import Source

_FIRST = 2_048  # bytes; most front matter is shorter …
_HEAD = 65_536  # … and all of it
_FENCES = ("---", "+++", ";;;", "{")
_UNREADABLE = dumps(None)


class Library:
    """Outlines and anchors of documents, by their files (whole paths); ``store`` remembers them."""

    def __init__(self, contents: Contents, store: Store | None = None) -> None:
        self._contents = contents
        self._store = store or Store()
        self._outlines: dict[str, bytes] = {}
        self._anchors: dict[str, bytes] = {}
        self._front_matters: dict[str, str | None] = {}

    def look_at(self, files: Iterable[tuple[str, str]]) -> None:
        """Get ready to be asked for the outlines of these files, each with its path from the project's root."""
        keys: dict[bytes, tuple[str, str]] = {}
        for file, path in files:
            if file in self._outlines:
                continue
            content = self._contents.look(file)
            if content is None:
                self._outlines[file] = _UNREADABLE
            else:
                keys[digest(b"outline-2", path.encode("utf-8", "surrogateescape"), content.digest)] = file, path
        known = self._store.get(keys)
        for key, (file, path) in keys.items():
            value = known.get(key)
            if value is None:
                value = self._read_outline(file, path)
                self._store.put(key, value)
            self._outlines[file] = value

    def mentioning(self, documents: Iterable[Member], value: str, essence: Callable[[str], str]) -> list[Member]:
        """Those of ``documents`` whose front matter may contain ``value``, judged by the ``essence`` of both.

        ``essence`` takes away what may be written another way. With escapes (a backslash), there may be any value.
        """
        wanted = essence(value)
        return [member for member in documents if self._mentions(member.file, wanted, essence)]

    def _mentions(self, file: str, wanted: str, essence: Callable[[str], str]) -> bool:
        if file not in self._front_matters:
            self._front_matters[file] = self._front_matter(file)
        known = self._front_matters[file]
        return known is not None and ("\\" in known or wanted in essence(known))

    def _front_matter(self, file: str) -> str | None:
        """The text of the front matter; None without one."""
        for count in (_FIRST, _HEAD):
            head = self._contents.disk.head(file, count)
            text = head.decode("utf-8-sig", "replace")
            if block := split(text):
                return block.value
            if len(head) < count or not text.startswith(_FENCES):
                break
        return None

    def _read_outline(self, file: str, path: str) -> bytes:
        data = self._contents.disk.whole(file)
        return _UNREADABLE if data is None else dumps(_outline(path, _head(data)))

    def outline(self, file: str, path: str) -> Outline | None:
        """The outline of ``file``, which is called ``path`` from the project's root; None if it cannot be read."""
        self.look_at([(file, path)])
        try:
            known: Outline | None = loads(self._outlines[file])
        except CodecError:  # the store is damaged
            self._outlines[file] = self._read_outline(file, path)
            known = loads(self._outlines[file])
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
            self._anchors[file] = self._read_facts(file)
            facts = loads(self._anchors[file])
        return None if facts is None else Anchors.of(facts)

    def anchors_digest(self, file: str) -> bytes:
        """What changes when these anchors do."""
        return digest(self._facts(file))

    def _facts(self, file: str) -> bytes:
        if file not in self._anchors:
            content = self._contents.look(file)
            self._anchors[file] = _UNREADABLE if content is None else self._remembered(file, content.digest)
        return self._anchors[file]

    def _remembered(self, file: str, content: bytes) -> bytes:
        key = digest(b"anchors-2", content)
        value = self._store.get([key]).get(key)
        if value is None:
            value = self._read_facts(file)
            self._store.put(key, value)
        return value

    def _read_facts(self, file: str) -> bytes:
        data = self._contents.disk.whole(file)
        return _UNREADABLE if data is None else dumps(_facts(file, data))

    def text(self, file: str) -> str | None:
        """The whole text of ``file``; None if it cannot be read."""
        data = self._contents.disk.whole(file)
        try:
            return None if data is None else Source.from_bytes(data).text
        except DecodeError:
            return None


def _head(data: bytes) -> bytes:
    """The beginning of ``data`` up to a line's end."""
    head = data[:_HEAD]
    return head if len(data) <= _HEAD else head[: head.rfind(b"\n") + 1] or head


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
