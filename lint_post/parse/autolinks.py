"""Bare URLs and e-mail addresses in running text (GitHub's autolinks, as micromark reads them)."""

from __future__ import annotations

import re
from typing import NamedTuple

_URL = re.compile(r"(?<![A-Za-z])https?://|(?<![^\s(*_\[\]~])www\.", re.IGNORECASE)
_RUN = re.compile(r"[^\s<]*")
_CUT = re.compile(r"\](?=[(\[])")
_REFERENCE = re.compile(r"&[A-Za-z]+;\Z")
_DOMAIN = re.compile(r"[\w.-]*")
_TRAILING = frozenset("!\"')*,.:;?_~]")
_EMAIL = re.compile(r"(?<![A-Za-z0-9.+_/\\-])[A-Za-z0-9.+_-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+")


class BareLink(NamedTuple):
    """A bare link at [``start``, ``end``) of a text, and the URL it leads to."""

    start: int
    end: int
    url: str


class BareLinks:
    """Finds the bare links of one text from left to right; what it skips – code, HTML – is never looked into."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._urls = "://" in text or "www." in text.lower()
        self._emails = "@" in text
        self._url: re.Match[str] | None = None
        self._email: re.Match[str] | None = None

    def start(self, pos: int) -> int:
        """Where the next link at or after ``pos`` begins; the text's length without one."""
        if self._urls and (self._url is None or self._url.start() < pos):
            self._url = self._next_url(pos)
            self._urls = self._url is not None
        if self._emails and (self._email is None or self._email.start() < pos):
            self._email = self._next_email(pos)
            self._emails = self._email is not None
        return min(match.start() if match else len(self._text) for match in (self._url, self._email))

    def take(self, start: int) -> BareLink:
        """The link that begins at ``start``."""
        if self._email and self._email.start() == start:
            return BareLink(start, self._email.end(), "mailto:" + self._email[0])
        if self._url is None or self._url.start() != start:
            raise ValueError(f"no link begins at {start}")
        run = _RUN.match(self._text, start)
        scheme = self._url.end() - start if self._url[0].endswith("/") else 0
        url = _without_trailing(run[0] if run else "", scheme)
        return BareLink(start, start + len(url), url if scheme else "http://" + url)

    def _next_url(self, pos: int) -> re.Match[str] | None:
        while match := _URL.search(self._text, pos):
            www = match[0].endswith(".")
            domain = _DOMAIN.match(self._text, match.start() if www else match.end())
            name = domain[0].rstrip("._") if domain else ""
            if name and "_" not in "".join(name.rsplit(".", 2)[-2:]) and not (www and "." not in name):
                return match
            pos = match.end()
        return None

    def _next_email(self, pos: int) -> re.Match[str] | None:
        while match := _EMAIL.search(self._text, pos):
            if match[0][-1].isalpha():
                return match
            pos = match.end()
        return None


def _without_trailing(url: str, scheme: int) -> str:
    """``url`` without the punctuation at its end that belongs to the sentence."""
    cut = _CUT.search(url)
    end = cut.start() if cut else len(url)
    opened, closed = url.count("(", 0, end), url.count(")", 0, end)
    while end > scheme:
        last = url[end - 1]
        if last == ";":
            reference = _REFERENCE.search(url, max(end - 40, 0), end)
            end = reference.start() if reference else end - 1
        elif last == ")" and closed <= opened:
            break
        elif last in _TRAILING:
            closed -= last == ")"
            end -= 1
        else:
            break
    return url[:end]
