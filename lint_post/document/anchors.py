"""What the fragment of a URL (`#part`) may refer to in a document: its headings, and elements with an id.

Site generators make ids of headings each in its own way (see `lint_post.document.slugs`); where nothing says which
generator it is, an id counts as there if it is made of the same letters and digits as a heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cached_property

from lint_post.document.slugs import ANY, SLUGGERS, letters
from lint_post.markdown import html
from lint_post.markdown.nodes import Heading, InlineCode, Root, Text
from lint_post.markdown.overlay import Opaque
from lint_post.text.source import Source

_ID = re.compile(r"#([^\s{}\[\]]+)|\bid=[\"']?([^\s\"'}]+)")
_ATTRIBUTES = re.compile(r"\s*(?:\{:?[ #.][^{}]*\}|\[#[^\[\]]+\])\s*\Z")
_TERM = re.compile(r"^([^\s:][^\r\n]*)\r?\n(?:[ \t]*\r?\n)?:[ \t]", re.MULTILINE)  # of a list of definitions
_QUOTED = re.compile(r'(?<=")[^"\s]{1,100}(?=")')
_TWIN = re.compile(r"(?P<stem>.+?)[-_](?P<number>\d+)\Z")
_USER_CONTENT = "user-content-"
_OF_FOOTNOTES = re.compile(r"fn(?:ref)?(?:\d+|[-:_].+)\Z")
_ALWAYS_THERE = frozenset(["", "top"])
_CLOSE = 0.75
_MOST_COMPARED = 2_000


_FILLED_BY_OTHERS = frozenset(["shortcode", "template", "verbatim", "expression", "import"])

Facts = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], bool]
"""Headings, ids, what is quoted, terms, and whether a template fills parts of it."""


class Anchors:
    """The anchors of one document: ``headings`` are their texts in order, ``ids`` what else has an id, ``text`` all.

    ``is_filled``: shortcodes or templates fill parts of it, so that there may be others.
    """

    def __init__(self, headings: Iterable[str], ids: Iterable[str], text: str = "", *, is_filled: bool = False) -> None:
        self.is_filled = is_filled
        texts = tuple(headings)
        self._ids = frozenset(ids)
        self._texts = texts
        self._made: dict[str, frozenset[str]] = {}
        self._letters = Counter(map(letters, texts))
        self._text = text

    def has(self, fragment: str, slugs: Iterable[str] = (ANY,)) -> bool:
        """Whether ``fragment``, decoded and without ``#``, exists under one of ``slugs`` (see `document.slugs`)."""
        fragment = fragment.removeprefix(_USER_CONTENT)
        if fragment in _ALWAYS_THERE or fragment in self._ids:
            return True
        if any(fragment in self._slugs(name) for name in slugs):
            return True
        if _OF_FOOTNOTES.match(fragment) or (fragment.startswith((":~:", "L")) and not fragment[1:].isalpha()):
            return True
        return ANY in slugs and self._has_letters(fragment)

    def _slugs(self, name: str) -> frozenset[str]:
        """The ids of all headings by the slugger ``name``; `ANY` uses GitHub's where it needs one."""
        if name not in self._made:
            slugger = SLUGGERS["github" if name == ANY else name]
            self._made[name] = frozenset(slugger.ids(self._texts))
        return self._made[name]

    def _has_letters(self, fragment: str) -> bool:
        kept = letters(fragment)
        if not kept or kept in self._letters or fragment in self._quoted:
            return True
        if kept in self._terms:
            return True
        twin = _TWIN.match(fragment)
        return twin is not None and int(twin["number"]) <= self._letters[letters(twin["stem"])]

    @property
    def facts(self) -> Facts:
        """Everything that an answer depends on; `Anchors.of` recreates the anchors from it."""
        return (
            self._texts,
            tuple(sorted(self._ids)),
            tuple(sorted(self._quoted)),
            tuple(sorted(self._terms)),
            self.is_filled,
        )

    @classmethod
    def of(cls, facts: Facts) -> Anchors:
        """The anchors whose ``facts`` these are."""
        headings, ids, quoted, terms, is_filled = facts
        anchors = cls(headings, ids, is_filled=is_filled)
        anchors.__dict__.update(_quoted=frozenset(quoted), _terms=frozenset(terms))
        return anchors

    @cached_property
    def _quoted(self) -> frozenset[str]:
        """The texts in double quotes: ids that a script or a template sets."""
        return frozenset(_QUOTED.findall(self._text))

    @cached_property
    def _terms(self) -> frozenset[str]:
        """The letters of the terms in lists of definitions, of which some generators make ids."""
        return frozenset(map(letters, _TERM.findall(self._text)))

    def near(self, fragment: str, slugs: Iterable[str] = (ANY,)) -> str | None:
        """The one that ``fragment`` was likely meant to be, if one is close."""
        from difflib import get_close_matches

        ids = self._ids.union(*map(self._slugs, slugs))
        if len(ids) > _MOST_COMPARED:
            return None
        known = {slug.lower(): slug for slug in sorted(ids)}
        close = get_close_matches(fragment.lower(), known, n=1, cutoff=_CLOSE)
        return known[close[0]] if close else None


def anchors(source: Source, root: Root, opaque: Collection[Opaque], tags: Iterable[html.Tag]) -> Anchors:
    """The anchors of a document."""
    ids = {tag.get(name) or "" for tag in tags for name in ("id", "name") if tag.kind != "comment"}
    for stretch in opaque:
        if stretch.kind in ("attributes", "tag"):
            ids.update(first or second for first, second in _ID.findall(source.slice(stretch.span)))
    headings = [_text(node) for node in root.walk() if isinstance(node, Heading)]
    is_filled = any(stretch.kind in _FILLED_BY_OTHERS for stretch in opaque)
    return Anchors(headings, ids, source.text, is_filled=is_filled)


def _text(heading: Heading) -> str:
    text = "".join(node.value for node in heading.walk() if isinstance(node, (Text, InlineCode)))
    return _ATTRIBUTES.sub("", text)
