"""Which documents there are in a folder, and in a project: only the folders that a question is about are listed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from lint_post.config.config import Configs
from lint_post.config.roots import absolute
from lint_post.errors import LintPostError
from lint_post.project.files import NEVER_WALKED, is_document
from lint_post.project.outline import is_index
from lint_post.project.patterns import Patterns

TOP = "."
"""The section right below a project's root."""
EVERYWHERE = "*"
"""The collection of all documents of a project."""


class Member(NamedTuple):
    """A document of a project: its file (a whole path), and its path from the project's root, with ``/``."""

    file: str
    path: str


class Entries(NamedTuple):
    """What is right in a folder, by name, sorted: documents and folders, without what is left out of a check."""

    documents: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()


class Documents:
    """The documents of projects. ``list_folder`` lists a folder of the project at a root, ``list_project`` all of one.

    ``many``: the run is over so many that all of a folder are better read at once than one at a time.
    """

    def __init__(
        self,
        list_folder: Callable[[Path, str], Entries],
        list_project: Callable[[Path], Iterable[str]],
        *,
        many: bool = False,
    ) -> None:
        self.many = many
        self._list_folder = list_folder
        self._list_project = list_project
        self._entries: dict[tuple[Path, str], Entries] = {}
        self._projects: dict[Path, tuple[str, ...]] = {}

    def of(self, root: Path) -> tuple[str, ...]:
        """All documents of the project at ``root``, as a check of it would take them. Walks all of it."""
        if root not in self._projects:
            self._projects[root] = tuple(self._list_project(root))
        return self._projects[root]

    def section(self, root: Path, section: str, most: int | None = None) -> list[Member]:
        """The documents of one section: those right in the folder, and the index files of the folders right below it.

        ``most``: of more, an even sample is taken, the same one each time.
        """
        names = [*self._pages(root, section), *(f"{name}/" for name in self._at(root, section).folders)]
        if most is not None and len(names) > most:
            names = [names[index * len(names) // most] for index in range(most)]
        members: list[Member] = []
        for name in names:
            if name.endswith("/"):
                members += self._index_files(root, _join(section, name.removesuffix("/")))
            else:
                members.append(_member(root, _join(section, name)))
        return members

    def _pages(self, root: Path, section: str) -> Iterator[str]:
        """The documents right in a folder that belong to it; an index belongs to the folder above."""
        return (name for name in self._at(root, section).documents if section == TOP or not is_index(name))

    def _index_files(self, root: Path, folder: str) -> Iterator[Member]:
        return (_member(root, _join(folder, name)) for name in self._at(root, folder).documents if is_index(name))

    def collection(self, root: Path, collection: str) -> list[Member]:
        """The documents of a section and of the years, months and days below it, or `EVERYWHERE`."""
        if collection == EVERYWHERE:
            return list(self.below(root, TOP))
        members = self.section(root, collection)
        for name in self._at(root, collection).folders:
            if name.isdecimal():
                members += self.collection(root, _join(collection, name))
        return list(dict.fromkeys(members))

    def below(self, root: Path, folder: str) -> Iterator[Member]:
        """All documents in ``folder`` and below it."""
        waiting = [folder]
        while waiting:
            place = waiting.pop()
            entries = self._at(root, place)
            yield from (_member(root, _join(place, name)) for name in entries.documents)
            waiting += (_join(place, name) for name in reversed(entries.folders))

    def _at(self, root: Path, folder: str) -> Entries:
        if (root, folder) not in self._entries:
            self._entries[root, folder] = self._list_folder(root, folder)
        return self._entries[root, folder]


def collection_of(section: str) -> str:
    """The collection that a section belongs to: posts by year, month or day are one collection."""
    parts = list(PurePosixPath(section).parts)
    while parts and parts[-1].isdecimal():
        parts.pop()
    return "/".join(parts) or TOP


def members(documents: Iterable[str], root: Path) -> list[Member]:
    """``documents``, given as the run names them, as members of the project at ``root``."""
    start = f"{root}/" if root.name else str(root)
    return [
        Member(document, document[len(start) :]) if document.startswith(start) else _named(document, root)
        for document in documents
    ]


def _named(document: str, root: Path) -> Member:
    path = relative_to(document, root)
    return Member(str(root / path), path)


def relative_to(path: str, root: Path) -> str:
    """``path`` from ``root`` on, with ``/``; outside of it, the whole path."""
    file = absolute(path)
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()


def _join(folder: str, name: str) -> str:
    return name if folder == TOP else f"{folder}/{name}"


def _member(root: Path, path: str) -> Member:
    return Member(f"{root}/{path}" if root.name else f"{root}{path}", path)


def on_disk(configs: Configs, list_project: Callable[[Path], Iterable[str]], *, many: bool = False) -> Documents:
    """The documents of real projects, without what ``.gitignore`` or the configuration leaves out."""
    patterns = Patterns(configs)
    tops: dict[Path, Path] = {}

    def list_folder(root: Path, folder: str) -> Entries:
        place = root / folder
        try:
            if root not in tops:
                tops[root] = patterns.top(root)
            ignores = patterns.of_folder(place, tops[root])
            with os.scandir(place) as found:
                files, folders = _sorted(found)
        except (OSError, LintPostError):  # what is wrong with a neighbor's configuration is said when it is checked
            return Entries()
        return Entries(
            tuple(name for name in files if not ignores.match(name, folder=False)),
            tuple(name for name in folders if not ignores.match(name, folder=True)),
        )

    return Documents(list_folder, list_project, many=many)


def _sorted(entries: Iterable[os.DirEntry[str]]) -> tuple[list[str], list[str]]:
    """The names of documents and of folders; a symbolic link is a second name of what is somewhere else."""
    files, folders = [], []
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != NEVER_WALKED and not entry.name.startswith("."):
                folders.append(entry.name)
        elif is_document(entry.name) and entry.is_file(follow_symlinks=False):
            files.append(entry.name)
    return sorted(files), sorted(folders)


def pretend(paths: Mapping[str, object] | Iterable[str]) -> Documents:
    """The documents ``paths``, relative to the root of the one project that there is."""
    documents: dict[str, set[str]] = {}
    folders: dict[str, set[str]] = {}
    for path in map(PurePosixPath, paths):
        documents.setdefault(path.parent.as_posix(), set()).add(path.name)
        for parent in path.parents[:-1]:
            folders.setdefault(parent.parent.as_posix(), set()).add(parent.name)

    def list_folder(_root: Path, folder: str) -> Entries:
        return Entries(tuple(sorted(documents.get(folder, ()))), tuple(sorted(folders.get(folder, ()))))

    return Documents(list_folder, lambda _root: tuple(paths))
