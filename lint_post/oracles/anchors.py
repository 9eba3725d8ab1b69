"""Answers `Anchor`: the other document is read and parsed once in a run."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from lint_post.anchors import Anchors
from lint_post.errors import DecodeError
from lint_post.parse import parse
from lint_post.question import Anchor, Answer, Missing, Question, Target, There
from lint_post.text import Source

_DOCUMENT = re.compile(r"(?i)[^?#]*\.(?:md|mdx|markdown|mdown|qmd|rmd)\Z")
_LARGEST = 10_000_000  # bytes that are read for a fragment
Read = Callable[[str], str | None]


def read(path: str) -> str | None:
    """The text of the file ``path``; None if there is none to be had."""
    try:
        if os.stat(path).st_size > _LARGEST:  # noqa: PTH116 - a name is all that is needed
            return None
        return Source.from_bytes(Path(path).read_bytes()).text
    except (OSError, DecodeError):
        return None


class AnchorOracle:
    """``root_of`` gives a document's project, ``ask`` answers `Target`, ``read`` gives a file's text by its path."""

    def __init__(self, root_of: Callable[[str], Path], ask: Callable[[Question], Answer], read: Read = read) -> None:
        self._root_of = root_of
        self._ask = ask
        self._read = read
        self._known: dict[str, Anchors | None] = {}

    def answer(self, question: Anchor) -> Answer:
        """`Missing` if the document is there and has no such anchor."""
        file, _, fragment = question.url.partition("#")
        if not _DOCUMENT.match(file) or not fragment:
            return There(file)
        found = self._ask(Target(question.span, file, document=question.document))
        if not isinstance(found, There) or found.folder:
            return There(file)
        anchors = self._anchors(str(self._root_of(question.document) / found.path))
        if anchors is None or anchors.has(fragment, question.slugs):
            return There(found.path)
        near = anchors.near(fragment, question.slugs)
        return Missing((f"{file}#{near}",) if near else ())

    def _anchors(self, path: str) -> Anchors | None:
        if path not in self._known:
            text = self._read(path)
            self._known[path] = None if text is None else parse(Source(text, path)).anchors
        return self._known[path]
