"""What the neighbors of a document say about themselves, limited to what questions are about.

In a run over many documents, all of a folder are read and indexed, once. In a run over few, a title or a name is first
looked for in the letters of each front matter, and only a document that has them is parsed. The answers are the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from lint_post.document.slugs import letters
from lint_post.project.documents import Documents, Member, members
from lint_post.project.library import Library
from lint_post.project.outline import Outline, undated
from lint_post.store.codec import dumps

_SAMPLE = 120  # documents that represent a large section


class Neighbors:
    """The outlines of ``documents``, from ``library``."""

    def __init__(self, documents: Documents, library: Library) -> None:
        self.documents = documents
        self._library = library
        self.many = documents.many
        self._tables: dict[tuple[Path, str], dict[tuple[str, str], list[Outline]]] = {}
        self._names: dict[tuple[Path, tuple[str, ...]], frozenset[str]] = {}
        self._below: dict[tuple[Path, tuple[str, ...]], list[Member]] = {}

    # --- a section

    def section(self, root: Path, section: str) -> list[Outline]:
        """The documents of a section; of a large one an even sample."""
        return self._outlines(self.documents.section(root, section, _SAMPLE))

    def section_digest(self, root: Path, section: str) -> bytes:
        """What changes when they do."""
        return self._digest(self.documents.section(root, section, _SAMPLE))

    # --- a value in a collection

    def having(self, root: Path, collection: str, key: str, value: str) -> list[Outline]:
        """The documents of a collection whose ``key`` – title, slug or URL – is ``value``."""
        if self.many:
            return self._table(root, collection).get((key, value), [])
        documents = self.documents.collection(root, collection)
        found = self._outlines(self._library.mentioning(documents, value, _without_quotes))
        return [outline for outline in found if outline.values.get(key) == value]

    def having_digest(self, root: Path, collection: str, key: str, value: str) -> bytes:
        """What changes when they do."""
        return dumps(sorted(map(repr, self.having(root, collection, key, value))))

    def collection_digest(self, root: Path, collection: str) -> bytes:
        """What changes when any document of a collection does."""
        return self._digest(self.documents.collection(root, collection))

    def _table(self, root: Path, collection: str) -> dict[tuple[str, str], list[Outline]]:
        if (root, collection) not in self._tables:
            table: defaultdict[tuple[str, str], list[Outline]] = defaultdict(list)
            for known in self._outlines(self.documents.collection(root, collection)):
                for item in known.values.items():
                    table[item].append(known)
            self._tables[root, collection] = table
        return self._tables[root, collection]

    # --- a name

    def goes_by(self, root: Path, folders: tuple[str, ...], name: str) -> bool:
        """Whether a document in one of ``folders`` or below goes by ``name``: file, folder, slug, URL, or an alias."""
        wanted = letters(name)
        if self.many:
            return wanted in self._all_names(root, folders)
        documents = self._in(root, folders)
        if any(wanted in _names_of_path(PurePosixPath(member.path)) for member in documents):
            return True
        return any(
            wanted in names(found) for found in self._outlines(self._library.mentioning(documents, name, letters))
        )

    def _all_names(self, root: Path, folders: tuple[str, ...]) -> frozenset[str]:
        if (root, folders) not in self._names:
            found = self._outlines(self._in(root, folders))
            self._names[root, folders] = frozenset(name for outline in found for name in names(outline))
        return self._names[root, folders]

    def folders_digest(self, root: Path, folders: tuple[str, ...]) -> bytes:
        """What changes when any document in ``folders`` or below does."""
        return self._digest(self._in(root, folders))

    def _in(self, root: Path, folders: tuple[str, ...]) -> list[Member]:
        if (root, folders) not in self._below:
            found = (member for folder in folders for member in self.documents.below(root, folder))
            self._below[root, folders] = list(dict.fromkeys(found))
        return self._below[root, folders]

    # --- a project

    def all(self, root: Path) -> list[Outline]:
        """All documents of the project at ``root``."""
        return self._outlines(members(self.documents.of(root), root))

    def project_digest(self, root: Path) -> bytes:
        """What changes when any of them does."""
        return self._digest(members(self.documents.of(root), root))

    def _outlines(self, documents: Sequence[Member]) -> list[Outline]:
        self._library.look_at(documents)
        return list(filter(None, (self._library.outline(*member) for member in documents)))

    def _digest(self, documents: Iterable[Member]) -> bytes:
        documents = list(documents)
        self._library.look_at(documents)
        return b"".join(self._library.outline_digest(*member) for member in documents)


_QUOTES_AND_SPACE = dict.fromkeys(map(ord, " \t\r\n\"'"))


def _without_quotes(text: str) -> str:
    """``text`` without what quoting and folding add to a value."""
    return text.translate(_QUOTES_AND_SPACE)


def names(outline: Outline) -> Iterator[str]:
    """What a document goes by on its site, by its letters."""
    yield letters(undated(outline.name))
    yield letters(outline.name)
    yield from map(letters, PurePosixPath(outline.path).parts[:-1])
    for key in ("slug", "url", "title"):
        if value := outline.values.get(key):
            yield letters(value.rstrip("/").rpartition("/")[2])
    for address in outline.aliases:
        yield letters(address.rstrip("/").rpartition("/")[2])


def _names_of_path(path: PurePosixPath) -> Iterator[str]:
    """The same, limited to what its path says."""
    yield letters(undated(path.stem))
    yield letters(path.stem)
    yield from map(letters, path.parts[:-1])
