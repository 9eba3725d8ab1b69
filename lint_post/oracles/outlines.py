"""Answers what only all documents of a project together know; each is read once in a run, its front matter alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from lint_post.errors import DecodeError
from lint_post.outline import Outline, outline
from lint_post.project import absolute
from lint_post.question import Answer, Draft, Others, Question, Target, There, Twins
from lint_post.text import Source

_MOST_READ = 65_536  # bytes; front matter is shorter


def read(path: str) -> str | None:
    """The beginning of the file ``path``; None if it cannot be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a name is all that is needed
            data = file.read(_MOST_READ)
        return Source.from_bytes(data[: data.rfind(b"\n") + 1] or data).text
    except (OSError, DecodeError):
        return None


class OutlineOracle:
    """``root_of`` gives a document's project, ``documents_of`` all of a project, ``ask`` answers `Target`."""

    def __init__(
        self,
        root_of: Callable[[str], Path],
        documents_of: Callable[[Path], Iterable[str]],
        ask: Callable[[Question], Answer],
        read: Callable[[str], str | None] = read,
    ) -> None:
        self._root_of = root_of
        self._documents_of = documents_of
        self._ask = ask
        self._read = read
        self._outlines: dict[str, Outline | None] = {}  # by the whole path
        self._tables: dict[Path, dict[tuple[str, str], list[Outline]]] = {}

    def answer(self, question: Twins | Draft) -> Answer:
        """`Others` with the paths of the documents that are meant, relative to the project's root."""
        root = self._root_of(question.document)
        if isinstance(question, Draft):
            return self._draft(question, root)
        own = outline(_relative(question.document, root), "")
        twins = self._table(root).get((question.key, question.value), ())
        return Others(tuple(twin.path for twin in twins if _is_twin(twin, own, question)))

    def _draft(self, question: Draft, root: Path) -> Answer:
        found = self._ask(Target(question.span, question.url, document=question.document))
        if not isinstance(found, There) or found.folder:
            return Others(())
        known = self._outline(found.path, root)
        return Others((found.path,) if known and known.is_draft else ())

    def _table(self, root: Path) -> dict[tuple[str, str], list[Outline]]:
        """The documents of the project at ``root`` by each of their values."""
        if root not in self._tables:
            table: defaultdict[tuple[str, str], list[Outline]] = defaultdict(list)
            for path in self._documents_of(root):
                known = self._outline(_relative(path, root), root)
                for item in known.values.items() if known else ():
                    table[item].append(known)  # type: ignore[arg-type]
            self._tables[root] = table
        return self._tables[root]

    def _outline(self, path: str, root: Path) -> Outline | None:
        """The outline of the document at ``path`` below ``root``; None if it cannot be read."""
        file = str(root / path)
        if file not in self._outlines:
            text = self._read(file)
            self._outlines[file] = None if text is None else outline(path, text)
        return self._outlines[file]


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
