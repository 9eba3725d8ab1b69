"""What an answer depends on besides the asking document, noted by its oracle to detect stale answers."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What can change without the asking document."""

    LISTING = "l"
    """What is in the folder ``name`` of the project ``within``."""
    OUTLINES = "o"
    """The outlines of all documents of the project ``name``."""
    SECTION = "n"
    """The outlines of the documents of the section ``name`` of the project ``within``."""
    COLLECTION = "c"
    """The outlines of the documents of the collection ``name`` of the project ``within``."""
    FOLDERS = "f"
    """The outlines of all documents in the folders ``name`` of the project ``within``, separated by NUL, and below."""
    VALUE = "v"
    """Which documents have a value: ``name`` is the collection, the key and the value, separated by NUL."""
    NAME = "g"
    """Whether a document goes by a name: ``name`` is that name and the folders to look in, separated by NUL."""
    OUTLINE = "d"
    """The outline of the document ``name`` of the project ``within``."""
    ANCHORS = "a"
    """The anchors of the document ``name``."""
    SIZE = "s"
    """The size of the file ``name``."""
    DAY = "t"
    """The day."""
    PROOFREADER = "p"
    """Who proofreads, and in which version."""
    ANYTHING = "!"
    """Too much to record: the answer is valid only for this run."""


class Ground(NamedTuple):
    """One thing that an answer rests on."""

    kind: Kind
    name: str = ""
    within: str = ""


class Ledger:
    """Grounds, gathered until they are taken."""

    def __init__(self) -> None:
        self._grounds: set[Ground] = set()

    def note(self, kind: Kind, name: object = "", within: object = "") -> None:
        """Put down a ground."""
        self._grounds.add(Ground(kind, str(name), str(within)))

    def add(self, grounds: Iterable[Ground]) -> None:
        """Put down several."""
        self._grounds.update(grounds)

    def take(self) -> frozenset[Ground]:
        """All notes since the last call."""
        grounds = frozenset(self._grounds)
        self._grounds.clear()
        return grounds
