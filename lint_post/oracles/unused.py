"""Answers `Unused`: which files beside a document are named by no document of the project."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath
from urllib.parse import unquote

from lint_post.config.roots import absolute
from lint_post.oracles.project import Disk, Folders
from lint_post.rule.question import Others, Unused
from lint_post.store.ledger import Kind, Ledger

_NAME = re.compile(r"[^\s/\\\"'`()<>\[\]{}=,;:?#|]+\.\w{2,5}(?!\w)")
_DEEPEST = 3  # folders below a document's
Read = Callable[[str], str | None]


class UnusedOracle:
    """``root_of`` gives a document's project, ``documents_of`` all of a project, ``read`` a file's text by its path."""

    def __init__(
        self,
        root_of: Callable[[str], Path],
        documents_of: Callable[[Path], Iterable[str]],
        read: Read,
        folders: Folders | None = None,
        ledger: Ledger | None = None,
    ) -> None:
        self._ledger = ledger or Ledger()
        self._root_of = root_of
        self._documents_of = documents_of
        self._read = read
        self._folders = folders or Disk()
        self._named: dict[Path, frozenset[str]] = {}
        self._firsts: dict[Path, dict[Path, Path]] = {}

    def answer(self, question: Unused) -> Others:
        """`Others` with the paths of these files, relative to the document's folder."""
        self._ledger.note(Kind.ANYTHING)  # the texts of all documents
        root = self._root_of(question.document)
        document = absolute(question.document)
        if document.parent == root or self._first_of(root).get(document.parent) != document:
            return Others(())
        named = self._names(root)
        found = self._files(document.parent, root, question.suffixes, _DEEPEST)
        unused = (path for path in found if _last_word(path.name) not in named)
        return Others(tuple(sorted(path.relative_to(document.parent).as_posix() for path in unused)))

    def _first_of(self, root: Path) -> dict[Path, Path]:
        """The first document of each folder that has any."""
        if root not in self._firsts:
            firsts: dict[Path, Path] = {}
            for path in sorted(map(absolute, self._documents_of(root)), reverse=True):
                firsts[path.parent] = path
            self._firsts[root] = firsts
        return self._firsts[root]

    def _names(self, root: Path) -> frozenset[str]:
        """The last words of all that looks like a file's name in any document of the project at ``root``."""
        if root not in self._named:
            texts = (self._read(str(absolute(path))) or "" for path in self._documents_of(root))
            self._named[root] = frozenset(_last_word(unquote(name)) for text in texts for name in _NAME.findall(text))
        return self._named[root]

    def _files(self, folder: Path, root: Path, suffixes: tuple[str, ...], deep: int) -> Iterator[Path]:
        """The files of these ``suffixes`` in ``folder`` and in those below that hold no documents."""
        listing = self._folders.listing(folder, root)
        for name, kind in listing.kinds.items() if listing else ():
            path = folder / name
            if kind == "file" and PurePath(name).suffix.lower() in suffixes:
                yield path
            elif kind == "folder" and deep and path not in self._first_of(root) and not name.startswith((".", "_")):
                yield from self._files(path, root, suffixes, deep - 1)


def _last_word(name: str) -> str:
    """What of ``name`` stands behind its last blank, in lower case: blanks part words in a text."""
    return name.rsplit(maxsplit=1)[-1].lower() if name.strip() else ""
