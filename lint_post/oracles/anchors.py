"""Answers `Anchor` from what the library knows of the other document."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from lint_post.project.library import Library
from lint_post.rule.question import Anchor, Answer, Missing, Question, Target, There
from lint_post.rule.targets import names_document
from lint_post.store.ledger import Kind, Ledger

_LIST = re.compile(r"(?:^|/)_index\.[^/]*\Z")  # a page that a theme fills with what is in the folder


class AnchorOracle:
    """``root_of`` gives a document's project, ``ask`` answers `Target`."""

    def __init__(
        self,
        root_of: Callable[[str], Path],
        ask: Callable[[Question], Answer],
        library: Library,
        ledger: Ledger | None = None,
    ) -> None:
        self._root_of = root_of
        self._ask = ask
        self._library = library
        self._ledger = ledger or Ledger()

    def answer(self, question: Anchor) -> Answer:
        """`Missing` if the document exists without such an anchor."""
        file, _, fragment = question.url.partition("#")
        if not file:
            return self._in(str(self._root_of(question.document) / question.document), question, "")
        if not fragment:
            return There(file)
        is_page = not names_document(file)  # then it is an address on the site
        target = Target(question.span, file, assets=is_page, route=is_page, document=question.document)
        found = self._ask(target)
        if not isinstance(found, There) or found.folder or not names_document(found.path):
            return There(file)
        return self._in(str(self._root_of(question.document) / found.path), question, file)

    def _in(self, path: str, question: Anchor, file: str) -> Answer:
        """Whether the document at ``path``, which the question calls ``file``, has the question's fragment."""
        fragment = unquote(question.url.partition("#")[2])
        self._ledger.note(Kind.ANCHORS, path)
        anchors = self._library.anchors(path)
        if anchors is None or anchors.has(fragment, question.slugs):
            return There(file)
        near = anchors.near(fragment, question.slugs)
        if near is None and (anchors.is_filled or _LIST.search(path)):
            return There(file)
        return Missing((f"{file}#{near}",) if near else ())
