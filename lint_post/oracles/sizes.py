"""Answers `Size`: resolves the file as for `Target`, and then looks up its size."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from lint_post.rule.question import Answer, Bytes, Missing, Question, Size, Target, There
from lint_post.store.ledger import Kind, Ledger


def size(path: str) -> int | None:
    """The size of the file ``path`` in bytes; None if it cannot be had."""
    try:
        return os.stat(path).st_size  # noqa: PTH116 - only a name is needed
    except OSError:
        return None


class SizeOracle:
    """``root_of`` gives a document's project, ``ask`` answers `Target`, ``size`` returns a file's size by its path."""

    def __init__(
        self,
        root_of: Callable[[str], Path],
        ask: Callable[[Question], Answer],
        size: Callable[[str], int | None] = size,
        ledger: Ledger | None = None,
    ) -> None:
        self._ledger = ledger or Ledger()
        self._root_of = root_of
        self._ask = ask
        self._size = size

    def answer(self, question: Size) -> Answer:
        """The size; for anything but a file, the answer to the target."""
        target = Target(question.span, question.url, question.search, question.document, question.assets)
        found = self._ask(target)
        if not isinstance(found, There) or found.folder:
            return found
        file = str(self._root_of(question.document) / found.path)
        self._ledger.note(Kind.SIZE, file)
        size = self._size(file)
        return Missing() if size is None else Bytes(size)
