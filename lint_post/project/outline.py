"""What other documents need to know of a document, read from its front matter and its name alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from lint_post.parse.front_matter import parse, split

_LANGUAGE_KEYS = ("lang", "language", "locale")
_DATE_KEYS = ("date", "pubDate", "publishDate", "pubdate", "published")
_DATED_NAME = re.compile(r"\d{4}-\d\d?-\d\d?-")
_SUFFIX = re.compile(r"[._-]([a-z]{2})(?:[-_][A-Za-z]{2,4})?\Z")
_CODE = re.compile(r"([a-z]{2})(?:[-_][A-Za-z]{2,4})?\Z")
_INDEX = ("index", "_index", "readme")
_LISTS = ("_index", "readme")
_ALIAS_KEYS = ("aliases", "alias", "redirect_from", "redirects")
_ITEM_KEYS = ("tags", "categories")


class Outline(NamedTuple):
    """A document in a few words; ``path`` is its path from the project's root.

    ``values``: its ``title``, ``slug`` and ``url`` as its front matter has them. ``language``: its two-letter code as
    the front matter, the file's name or a folder says it, else empty. ``name``: what it is called among its siblings
    in the folder ``section``, without its language. ``is_post``: it has a date. ``is_index``: it is a folder's list of
    documents. ``keys`` are those of its front matter, ``items`` its tags and categories, each with its key.
    ``aliases``: other addresses that lead to it.
    """

    path: str
    values: Mapping[str, str]
    language: str
    name: str
    section: str
    is_post: bool
    is_draft: bool
    is_index: bool = False
    keys: tuple[str, ...] = ()
    items: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()


def outline(path: str, text: str) -> Outline:
    """The outline of the document at ``path`` (from the project's root, with ``/``) that says ``text``."""
    block = split(text)
    value = parse(block, text).value if block else {}
    name, section = _place(PurePosixPath(path))
    stem, language = _language(name)
    return Outline(
        path=path,
        values=dict(_values(value)),
        language=_said_language(value) or language or _folder_language(section),
        name=stem,
        section=section,
        is_post=any(value.get(key) for key in _DATE_KEYS) or bool(_DATED_NAME.match(name)),
        is_draft=value.get("draft") is True or value.get("published") is False,
        is_index=_language(PurePosixPath(name).stem)[0].lower() in _LISTS,
        keys=tuple(value),
        items=tuple(_items(value)),
        aliases=tuple(_aliases(value)),
    )


def _values(value: Mapping[str, object]) -> Mapping[str, str]:
    known = {"title": value.get("title"), "slug": value.get("slug"), "url": value.get("permalink") or value.get("url")}
    return {key: text.strip() for key, text in known.items() if isinstance(text, str) and text.strip()}


def _aliases(value: Mapping[str, object]) -> Iterator[str]:
    for key in _ALIAS_KEYS:
        listed = value.get(key)
        yield from (item for item in (listed if isinstance(listed, list) else [listed]) if isinstance(item, str))


def _items(value: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key in _ITEM_KEYS:
        items = value.get(key)
        for item in items if isinstance(items, list) else [items]:
            if isinstance(item, str) and item.strip():
                yield key, item


def is_index(name: str) -> bool:
    """Whether a document with this file name represents its folder."""
    return _language(PurePosixPath(name).stem)[0].lower() in _INDEX


def section_of(path: str) -> str:
    """The folder of the siblings of the document at ``path`` (from the project's root)."""
    return _place(PurePosixPath(path))[1]


def undated(name: str) -> str:
    """``name`` without the date that a post's file name begins with."""
    return re.sub(r"\A\d{4}-\d\d?-\d\d?-", "", name)


def _place(path: PurePosixPath) -> tuple[str, str]:
    """What a document is called, and the folder of its siblings; an index is called as its folder."""
    stem = path.name.removesuffix(path.suffix)
    if _language(stem)[0].lower() in _INDEX:
        suffix = stem[len(_language(stem)[0]) :]
        return path.parent.name + suffix, path.parent.parent.as_posix()
    return stem, path.parent.as_posix()


def _language(stem: str) -> tuple[str, str]:
    """``stem`` without the language at its end, and that language."""
    match = _SUFFIX.search(stem)
    return (stem[: match.start()], match[1]) if match else (stem, "")


def _said_language(value: Mapping[str, object]) -> str:
    said = next((value[key] for key in _LANGUAGE_KEYS if value.get(key)), "")
    return str(said)[:2].lower()


def _folder_language(section: str) -> str:
    """The last folder that is called as a language."""
    codes = [match[1] for part in PurePosixPath(section).parts if (match := _CODE.match(part))]
    return codes[-1] if codes else ""
