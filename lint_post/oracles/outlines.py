"""Answers what only all documents of a project together know; each is read once in a run, its front matter alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from lint_post.config.roots import absolute
from lint_post.project.library import Library
from lint_post.project.outline import Outline, outline
from lint_post.rule.question import Answer, Draft, Habit, Names, Others, Question, Spelling, Target, There, Twins
from lint_post.store.ledger import Kind, Ledger

_LEAST_SIBLINGS = 10  # documents, to have a habit
_HABIT = 0.9  # of them have a key


class OutlineOracle:
    """``root_of`` gives a document's project, ``documents_of`` all of a project, ``ask`` answers `Target`."""

    def __init__(
        self,
        root_of: Callable[[str], Path],
        documents_of: Callable[[Path], Iterable[str]],
        ask: Callable[[Question], Answer],
        library: Library,
        ledger: Ledger | None = None,
    ) -> None:
        self._root_of = root_of
        self._documents_of = documents_of
        self._ask = ask
        self._library = library
        self._ledger = ledger or Ledger()
        self._tables: dict[Path, dict[tuple[str, str], list[Outline]]] = {}
        self._keys: dict[Path, dict[str, tuple[str, ...]]] = {}
        self._forms: dict[Path, dict[tuple[str, str], tuple[str, ...]]] = {}

    def answer(self, question: Twins | Draft | Habit | Spelling) -> Answer:
        """What the documents of the asking one's project say; paths are relative to the project's root."""
        root = self._root_of(question.document)
        match question:
            case Draft():
                return self._draft(question, root)
            case Habit():
                self._ledger.note(Kind.OUTLINES, root)
                section = outline(_relative(question.document, root), "").section
                return Names(self._habits(root).get(section, ()))
            case Spelling():
                self._ledger.note(Kind.OUTLINES, root)
                return Names(self._spellings(root).get((question.key, folded(question.value)), ()))
            case Twins():
                self._ledger.note(Kind.OUTLINES, root)
                return self._twins(question, root)

    def _twins(self, question: Twins, root: Path) -> Others:
        own = outline(_relative(question.document, root), "")
        twins = self._table(root).get((question.key, question.value), ())
        return Others(tuple(twin.path for twin in twins if _is_twin(twin, own, question)))

    def _draft(self, question: Draft, root: Path) -> Answer:
        found = self._ask(Target(question.span, question.url, document=question.document))
        if not isinstance(found, There) or found.folder:
            return Others(())
        file = str(root / found.path)
        self._ledger.note(Kind.OUTLINE, file, found.path)
        known = self._library.outline(file, found.path)
        return Others((found.path,) if known and known.is_draft else ())

    def _table(self, root: Path) -> dict[tuple[str, str], list[Outline]]:
        """The documents of the project at ``root`` by each of their values."""
        if root not in self._tables:
            table: defaultdict[tuple[str, str], list[Outline]] = defaultdict(list)
            for known in self._all(root):
                for item in known.values.items():
                    table[item].append(known)
            self._tables[root] = table
        return self._tables[root]

    def _habits(self, root: Path) -> dict[str, tuple[str, ...]]:
        """The keys that nearly all documents of each section have."""
        if root not in self._keys:
            sections: defaultdict[str, list[Outline]] = defaultdict(list)
            for known in self._all(root):
                if known.keys and not known.is_draft and not known.is_index:
                    sections[known.section].append(known)
            self._keys[root] = {section: tuple(_habit(members)) for section, members in sections.items()}
        return self._keys[root]

    def _spellings(self, root: Path) -> dict[tuple[str, str], tuple[str, ...]]:
        """How each tag is written, the most frequent way first; of two as frequent, the first in the alphabet."""
        if root not in self._forms:
            counts = Counter((key, item) for known in self._all(root) for key, item in known.items)
            forms: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
            for key, item in sorted(counts, key=lambda item: (-counts[item], item)):
                forms[key, folded(item)].append(item)
            self._forms[root] = {key: tuple(names) for key, names in forms.items()}
        return self._forms[root]

    def _all(self, root: Path) -> Iterator[Outline]:
        files = members(self._documents_of(root), root)
        self._library.look_at(files)
        return filter(None, (self._library.outline(file, path) for file, path in files))


def members(documents: Iterable[str], root: Path) -> list[tuple[str, str]]:
    """The files of ``documents``, each with its path from ``root``."""
    start = f"{root}/" if root.name else str(root)
    return [
        (document, document[len(start) :]) if document.startswith(start) else _member(document, root)
        for document in documents
    ]


def _member(document: str, root: Path) -> tuple[str, str]:
    path = _relative(document, root)
    return str(root / path), path


def folded(item: str) -> str:
    """``item`` without what makes no other word of it: case, blanks, hyphens and underscores."""
    return re.sub(r"[\s_-]+", "", item).casefold()


def _habit(members: Sequence[Outline]) -> Iterator[str]:
    """The keys that nearly all of ``members`` have, if these are enough to tell."""
    if len(members) < _LEAST_SIBLINGS:
        return
    counts = Counter(key for member in members for key in member.keys)
    yield from (key for key, count in counts.items() if count >= _HABIT * len(members))


def _relative(path: str, root: Path) -> str:
    """``path`` from ``root`` on, with ``/``."""
    file = absolute(path)
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()


def _is_twin(twin: Outline, own: Outline, question: Twins) -> bool:
    """Whether the two are two documents, and neither a translation nor a version of the other."""
    language = question.language or own.language
    if twin.path == own.path or twin.name == own.name or (twin.language and language and twin.language != language):
        return False
    if question.key == "title":
        return twin.is_post and not twin.is_draft
    return question.key == "url" or twin.section == own.section
