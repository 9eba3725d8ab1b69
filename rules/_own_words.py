"""A document's English words and its accepted words: shared by the rules that check single words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from lint_post.api import Code, Definition, Document, Image, InlineCode, Link, LinkReference, ProseBlock

LANGUAGES = frozenset({"en"})

ASCII_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CODE_WORD = re.compile(r"[A-Za-z]{3,}")
_HUMP = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_WORDS_COMMENT = re.compile(r"\s*lint-post-words:(?P<words>.*)", re.DOTALL)


class English(NamedTuple):
    """A document's English blocks, and their distinct words as written, in order of appearance."""

    blocks: tuple[ProseBlock, ...]
    words: tuple[str, ...]


@lru_cache(maxsize=1)  # several rules ask for the same document in a row
def english(document: Document) -> English:
    """The English part of ``document``."""
    blocks = tuple(block for block in document.prose if block.language in LANGUAGES)
    plain = "\n".join(block.text for block in blocks if block.text.isascii())
    other = "\n".join(block.text for block in blocks if not block.text.isascii())
    return English(blocks, tuple(dict.fromkeys(chain(words_of(plain), words_of(other)))))


def words_of(text: str) -> list[str]:
    """The words of ``text``; the ASCII pattern is twice as fast as the general one."""
    return (ASCII_WORD if text.isascii() else _WORD).findall(text)


def own_words(document: Document, accept: tuple[str, ...]) -> frozenset[str]:
    """In lower case: ``accept`` and the words in the document's word comments, code, and URLs."""
    return accepted_words(document, accept) | _code_words(document)


def accepted_words(document: Document, accept: tuple[str, ...]) -> frozenset[str]:
    """In lower case: ``accept`` and the words in the document's word comments."""
    words = list(accept)
    for comment in document.comments:
        if match := _WORDS_COMMENT.match(comment.text):
            words += match["words"].replace(",", " ").split()
    return frozenset(word.lower().replace("’", "'") for word in words)


@lru_cache(maxsize=1)
def _code_words(document: Document) -> frozenset[str]:
    """The words in the document's code, URLs, tags, and keys, in lower case."""
    words: set[str] = set()
    for token in set(_CODE_WORD.findall(" ".join(_code_texts(document)))):
        words.add(token.lower())
        if not token.islower():
            words.update(hump.lower() for hump in _HUMP.findall(token))
    return frozenset(words)


def _code_texts(document: Document) -> Iterator[str]:
    yield from (node.value for node in document.find(Code))
    yield from (node.value for node in document.find(InlineCode))
    yield from (node.url for node in document.find(Link))
    yield from (node.url for node in document.find(Image))
    yield from (node.url for node in document.find(Definition))
    yield from (node.label for node in document.find(LinkReference) if node.reference_type == "full")
    yield from (tag.text for tag in document.tags if tag.kind != "comment")
    yield from (document.source.slice(opaque.span) for opaque in document.opaque)
    for field in document.front_matter.walk() if document.front_matter else ():
        yield field.key
        if isinstance(field.value, str) and " " not in field.value:
            yield field.value
