"""Links to the linted repository’s own files on its forge lead to local ones: they are there before they are pushed."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from lint_post.rule.question import Anchor, Answer, Fetch, Missing, OtherCase, Question, Reached, Target
from lint_post.rule.targets import names_document

_REMOTE = re.compile(r'\[remote "origin"\][^\[]*?\burl\s*=\s*(\S+)')
_ADDRESS = re.compile(r"(?:\w+://)?(?:[^@/\s]+@)?(?P<host>[^/:\s]+)[/:](?::?\d+/)?(?P<name>[^\s]+?)(?:\.git)?/?\Z")
_HEAD = re.compile(r"ref: refs/(?:heads|remotes/origin)/(\S+)")
_USUAL_BRANCHES = ("main", "master", "HEAD")


class OwnRepository:
    """Answers `Fetch` for what is in the repository whose folder is ``root``; ``ask`` answers about local files."""

    def __init__(self, root: Path, ask: Callable[[Question], Answer]) -> None:
        self._root = root
        self._ask = ask

    def answer(self, question: Fetch) -> Answer | None:
        """The result; None if the URL is not that of a file of this repository on its main branch."""
        match = self._pattern.match(question.url) if self._pattern else None
        if match is None:
            return None
        document = str(self._root / "README.md")
        path = unquote(match["path"])
        found = self._ask(Target(question.span, f"./{path}", document=document))
        fragment = match["fragment"] or ""
        if fragment and names_document(path) and not isinstance(found, Missing | OtherCase):
            found = self._ask(Anchor(question.span, f"./{path}#{fragment}", document=document))
            if isinstance(found, Missing):
                return Reached("broken", reason=f'no heading or id "{fragment}" in "{path}" of this repository')
        if isinstance(found, Missing):
            return Reached("broken", reason=f'"{path}" not found in this repository')
        if isinstance(found, OtherCase):
            return Reached("broken", reason=f'wrong letter case (correct: "{found.url.removeprefix("./")}")')
        return Reached("ok")

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """The addresses of its files."""
        remote = _REMOTE.search(_text(self._root / ".git" / "config"))
        address = _ADDRESS.match(remote[1]) if remote else None
        if address is None:
            return None
        host, name = re.escape(address["host"]), re.escape(address["name"])
        branch = "|".join(map(re.escape, self._branches()))
        place = rf"(?:https?://(?:www\.)?{host}/{name}/(?:-/)?(?:blob|tree|raw)|https?://raw\.githubusercontent\.com/{name})"
        return re.compile(rf"(?i:{place})/(?:{branch})/(?P<path>[^?#]+)(?:\?[^#]*)?(?:#(?P<fragment>.*))?\Z")

    def _branches(self) -> set[str]:
        """The main branch and the one that is checked out."""
        git = self._root / ".git"
        heads = (git / "HEAD", git / "refs" / "remotes" / "origin" / "HEAD")
        return {*_USUAL_BRANCHES, *(match[1] for head in heads if (match := _HEAD.match(_text(head))))}


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace")
    except OSError:
        return ""
