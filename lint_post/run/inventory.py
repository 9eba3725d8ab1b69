"""All links of many documents, and what is known of each."""

from __future__ import annotations

from typing import Literal, NamedTuple

from lint_post.document.links import LinkTo
from lint_post.parse.parser import parse
from lint_post.rule.question import (
    NO_NETWORK,
    Anchor,
    Answer,
    Fetch,
    Missing,
    NotAsked,
    OtherCase,
    Question,
    Reached,
    Target,
)
from lint_post.rule.targets import target
from lint_post.run.answers import Answers
from lint_post.text.source import Range, Source
from lint_post.text.value import replace

LinkVerdict = Literal["ok", "redirected", "broken", "unverified", "unasked", "skipped"]


class Listed(NamedTuple):
    """A link, where it stands, and what is known of it; ``checked`` is in seconds since 1970, None if never."""

    path: str
    range: Range
    link: LinkTo
    verdict: LinkVerdict
    status: int | None = None
    final_url: str = ""
    reason: str = ""
    checked: float | None = None


class _Asked(NamedTuple):
    path: str
    range: Range
    link: LinkTo
    question: Question | None


class Inventory:
    """The links of the documents that were `add`-ed; `listed` asks ``answers`` of them all."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._asked: list[_Asked] = []
        self.files = 0
        self.interrupted = False

    def add(self, source: Source) -> None:
        """Put down the links of a document."""
        self.files += 1
        document = parse(source)
        for link in document.links:
            question = _question(link, source.path)
            if question or link.origin != "front matter":  # there, much that looks like an image is a theme's own name
                self._asked.append(_Asked(source.path, source.range(link.span), link, question))

    def listed(self) -> list[Listed]:
        """All links with what there is to say of them; after Ctrl-C (``interrupted``), as far as it is known."""
        try:
            self._answers.prepare([asked.question for asked in self._asked if asked.question])
        except KeyboardInterrupt:
            self.interrupted = True
        return [self._list(asked) for asked in self._asked]

    def _list(self, asked: _Asked) -> Listed:
        listed = Listed(asked.path, asked.range, asked.link, "ok")
        if asked.link.is_bad_mail:
            return listed._replace(verdict="broken", reason="invalid email address")
        if asked.question is None:
            return listed._replace(verdict="skipped")
        listed = _said(listed, self._answers.ask(asked.question))
        if listed.verdict != "ok" or not _names_part(asked.link):
            return listed
        part = Anchor(asked.link.span, asked.link.url, document=asked.path)
        return _said(listed, self._answers.ask(part), "anchor not found")


def _question(link: LinkTo, path: str) -> Question | None:
    if link.web_url:
        return Fetch(link.span, link.web_url)
    question = Target(link.span, "") if link.url.startswith("#") else target(link)
    return replace(question, document=path) if question else None


def _names_part(link: LinkTo) -> bool:
    """Whether it leads to a part of a document of the same project."""
    return link.kind == "link" and link.web_url is None and "#" in link.url


def _said(listed: Listed, answer: Answer, missing: str = "not found") -> Listed:
    """``listed`` with what ``answer`` says of it."""
    match answer:
        case Reached():
            known = answer.status, answer.final_url, answer.reason, answer.checked
            return Listed(listed.path, listed.range, listed.link, answer.verdict, *known)
        case NotAsked(why=why):
            return listed._replace(verdict="unverified" if answer == NO_NETWORK else "unasked", reason=why)
        case Missing():
            return listed._replace(verdict="broken", reason=missing)
        case OtherCase(url=url):
            return listed._replace(verdict="broken", reason=f'wrong letter case (correct: "{url}")')
        case _:
            return listed
