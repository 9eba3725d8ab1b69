"""The ids that site generators make of headings, each in its own way.

Sources: GitHub's and Docusaurus' github-slugger, GitLab's renderer of headings, Hugo's `autoHeadingIDType = "github"`,
and the function `slugify` of Python-Markdown's extension toc, which MkDocs uses.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

ANY = "any"
"""In place of a slugger's name: an id is right if it has a heading's letters and digits, whatever is between them."""

_NO_WORD = re.compile(r"[^\w\- ]")
_HYPHENS = re.compile(r"-{2,}")


def letters(text: str) -> str:
    """What of ``text`` every way to make an id or an address keeps: letters and digits, small and without accents."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if letter.isalnum())


def github(text: str) -> str:
    """The id that GitHub creates for a heading with this text, if it is the first with that text."""
    return _NO_WORD.sub("", text.strip().lower()).replace(" ", "-")


def gitlab(text: str) -> str:
    """The same for GitLab: never two hyphens in a row, and no id that is a number alone."""
    slug = _HYPHENS.sub("-", github(text))
    return f"anchor-{slug}" if slug.isdecimal() else slug


def hugo(text: str) -> str:
    """The same for Hugo, which keeps letters, digits, hyphens and underscores and turns each space into a hyphen."""
    kept = (letter for letter in text.strip().lower() if letter.isalnum() or letter in "-_ \t")
    return re.sub(r"[ \t]", "-", "".join(kept))


def mkdocs(text: str) -> str:
    """The same for MkDocs: letters without accents, other non-ASCII characters removed, spaces and hyphens merged."""
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_).strip().lower())


class Slugger(NamedTuple):
    """How a generator creates an id from a heading's text, and the separator before the number of a duplicate."""

    slug: Callable[[str], str]
    before_number: str = "-"

    def ids(self, headings: Iterable[str]) -> Iterator[str]:
        """The ids of all ``headings`` of a document, in order."""
        seen: Counter[str] = Counter()
        for slug in map(self.slug, headings):
            yield f"{slug}{self.before_number}{seen[slug]}" if seen[slug] else slug
            seen[slug] += 1


SLUGGERS = {
    "github": Slugger(github),
    "gitlab": Slugger(gitlab),
    "hugo": Slugger(hugo),
    "docusaurus": Slugger(github),
    "mkdocs": Slugger(mkdocs, "_"),
}
