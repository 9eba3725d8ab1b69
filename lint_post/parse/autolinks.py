"""Bare URLs and e-mail addresses in running text (GitHub's autolinks, as micromark reads them)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_CANDIDATE = re.compile(r"(?:(?<![A-Za-z])https?://|(?<![^\s(*_\[\]~])www\.)[^\s<]+", re.IGNORECASE)
_CUT = re.compile(r"\](?=[(\[])")
_REFERENCE = re.compile(r"&[A-Za-z]+;\Z")
_DOMAIN = re.compile(r"(?:[\w.-]|[^\x00-\x7f\W])*")
_TRAILING = frozenset("!\"')*,.:;?_~]")
_EMAIL = re.compile(r"(?<![A-Za-z0-9.+_/\\-])[A-Za-z0-9.+_-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+")


class BareLink(NamedTuple):
    """A bare link at [``start``, ``end``) of a text, and the URL it leads to."""

    start: int
    end: int
    url: str


def bare_links(text: str) -> list[BareLink]:
    """The bare links of ``text``, in order; those in code or HTML are among them."""
    found: list[BareLink] = []
    if "://" in text or "www." in text.lower():
        found.extend(_urls(text))
    if "@" in text:
        found.extend(_addresses(text))
        found.sort()
    return found


def _urls(text: str) -> Iterator[BareLink]:
    for match in _CANDIDATE.finditer(text):
        scheme = match[0].find("://") + 3 if match[0][0] in "hH" else 0
        url = _without_trailing(match[0], scheme)
        domain = _DOMAIN.match(url, scheme)
        if domain is None or not domain[0].strip("._") or "_" in "".join(domain[0].rsplit(".", 2)[-2:]):
            continue
        if not scheme and len(url) <= len("www."):
            continue
        yield BareLink(match.start(), match.start() + len(url), url if scheme else "http://" + url)


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


def _addresses(text: str) -> Iterator[BareLink]:
    for match in _EMAIL.finditer(text):
        if match[0][-1].isalpha():
            yield BareLink(match.start(), match.end(), "mailto:" + match[0])
