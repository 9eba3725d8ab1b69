"""Answers what the documents around one say together, from their front matter alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lint_post.project.documents import EVERYWHERE, collection_of, relative_to
from lint_post.project.library import Library
from lint_post.project.neighbors import Neighbors
from lint_post.project.outline import Outline, outline, section_of
from lint_post.rule.question import Answer, Draft, Habit, Names, Others, Question, Spelling, Target, There, Twins
from lint_post.store.ledger import Kind, Ledger

_LEAST_SIBLINGS = 10  # documents, to have a habit
_HABIT = 0.9  # of them have a key


class OutlineOracle:
    """``root_of`` gives a document's project, ``neighbors`` its outlines, ``ask`` answers `Target`."""

    def __init__(
        self,
        root_of: Callable[[str], Path],
        neighbors: Neighbors,
        ask: Callable[[Question], Answer],
        library: Library,
        ledger: Ledger | None = None,
    ) -> None:
        self._root_of = root_of
        self._neighbors = neighbors
        self._ask = ask
        self._library = library
        self._ledger = ledger or Ledger()
        self._keys: dict[tuple[Path, str], tuple[str, ...]] = {}
        self._forms: dict[Path, dict[tuple[str, str], tuple[str, ...]]] = {}

    def answer(self, question: Twins | Draft | Habit | Spelling) -> Answer:
        """What the documents around the asking one say; paths are relative to the project's root."""
        root = self._root_of(question.document)
        match question:
            case Draft():
                return self._draft(question, root)
            case Habit():
                return Names(self._habits(root, section_of(relative_to(question.document, root))))
            case Spelling():
                self._ledger.note(Kind.OUTLINES, root)
                return Names(self._spellings(root).get((question.key, folded(question.value)), ()))
            case Twins():
                return self._twins(question, root)

    def _twins(self, question: Twins, root: Path) -> Others:
        own = outline(relative_to(question.document, root), "")
        collection = EVERYWHERE if question.key == "url" else collection_of(own.section)
        if self._neighbors.many:
            self._ledger.note(Kind.COLLECTION, collection, root)
        else:
            self._ledger.note(Kind.VALUE, f"{collection}\0{question.key}\0{question.value}", root)
        twins = self._neighbors.having(root, collection, question.key, question.value)
        return Others(tuple(sorted(twin.path for twin in twins if _is_twin(twin, own, question))))

    def _draft(self, question: Draft, root: Path) -> Answer:
        found = self._ask(Target(question.span, question.url, document=question.document))
        if not isinstance(found, There) or found.folder:
            return Others(())
        file = str(root / found.path)
        self._ledger.note(Kind.OUTLINE, file, found.path)
        known = self._library.outline(file, found.path)
        return Others((found.path,) if known and known.is_draft else ())

    def _habits(self, root: Path, section: str) -> tuple[str, ...]:
        """The keys that nearly all documents of a section have."""
        self._ledger.note(Kind.SECTION, section, root)
        if (root, section) not in self._keys:
            siblings = self._neighbors.section(root, section)
            complete = [known for known in siblings if known.keys and not known.is_draft and not known.is_index]
            self._keys[root, section] = tuple(_habit(complete))
        return self._keys[root, section]

    def _spellings(self, root: Path) -> dict[tuple[str, str], tuple[str, ...]]:
        """How each tag is written, the most frequent way first; of two as frequent, the first in the alphabet."""
        if root not in self._forms:
            counts = Counter((key, item) for known in self._neighbors.all(root) for key, item in known.items)
            forms: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
            for key, item in sorted(counts, key=lambda item: (-counts[item], item)):
                forms[key, folded(item)].append(item)
            self._forms[root] = {key: tuple(names) for key, names in forms.items()}
        return self._forms[root]


def folded(item: str) -> str:
    """``item`` without what makes no other word of it: case, blanks, hyphens and underscores."""
    return re.sub(r"[\s_-]+", "", item).casefold()


def _habit(members: Sequence[Outline]) -> Iterator[str]:
    """The keys that nearly all of ``members`` have, if these are enough to tell."""
    if len(members) < _LEAST_SIBLINGS:
        return
    counts = Counter(key for member in members for key in member.keys)
    yield from (key for key, count in counts.items() if count >= _HABIT * len(members))


def _is_twin(twin: Outline, own: Outline, question: Twins) -> bool:
    """Whether the two are two documents, and neither a translation nor a version of the other."""
    language = question.language or own.language
    if twin.path == own.path or twin.name == own.name or (twin.language and language and twin.language != language):
        return False
    if question.key == "title":
        return twin.is_post and not twin.is_draft
    return question.key == "url" or twin.section == own.section
