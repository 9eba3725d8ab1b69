"""The words of a document that may be misspelled: shared by both rules of this group.

A word is skipped if something shows that it is intended: the lexicon, the accepted words of the project and the
document, its capitals, its neighbors, quotes around it, or the document's code and URLs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from math import inf
from typing import NamedTuple

from lint_post.api import MASK, Applicability, Document, Finding, ProseBlock, Span, Word, lexicon

from .._own_words import ASCII_WORD, english, own_words, words_of

_is_known = lru_cache(maxsize=2**15)(lexicon.is_known)  # documents have most of their words in common

_LETTERS = range(3, 41)
_MANY = 100  # unknown words; if they are also half of all words, the document is not prose
_LEAST_LETTERS_BESIDE_A_HYPHEN = 5

# These patterns are compiled on first use: few words need them.
_JOINED_BEFORE = rf"[\w@#/\\.&$=~^<>+*|%)\]}}{MASK}]\Z|(?:\W|\A)-\Z"
_JOINED_AFTER = rf"[\w@/\\=(<>+*|%{{{MASK}]|-(?!\w)|[.:]\w|::|[ \n]d['’]"
_ARROW_BEFORE = r"(?:[-=]>|→)\W*\Z"
_ARROW_AFTER = r"\W*(?:[-=]>|→)|\W{0,3}\[?[Ss]ic\b"
_COMPOUND_BEFORE = r"[\w-]*-\Z"
_COMPOUND_AFTER = r"-[\w-]*\w"
_OPENING_QUOTES = "“‘\"'«„"
_CLOSING_QUOTES = "”’\"'»“"
_PARTICLE_BEFORE = r"\b(?:al|bin|da|de|del|den|der|di|du|el|la|le|ten|van|von|zu)[ \n]\Z"
_CAPITAL_AFTER = r"[ \n][A-Z]"
_SENTENCE_ENDS = ".!?…:"
_BEFORE_A_SENTENCE = " \n\t*_([-–—•" + _OPENING_QUOTES
_NAMED = 2  # corrections in the message
_REACH = 30  # characters to check on each side


class Vocabulary(NamedTuple):
    """The words of a document's blocks as written: all of them, and the unknown ones in order."""

    blocks: tuple[ProseBlock, ...]
    words: frozenset[str]
    unknown: tuple[str, ...]


@lru_cache(maxsize=1)  # both rules ask for the same document in a row
def vocabulary(document: Document, accept: tuple[str, ...]) -> Vocabulary:
    """The words of ``document``; those in ``accept`` are known."""
    blocks, words = english(document)
    unknown = [word for word in words if len(word) in _LETTERS and not _is_known(word) and ASCII_WORD.fullmatch(word)]
    if len(unknown) > max(_MANY, len(words) // 2):
        unknown = []  # a list of names or misspellings, or not English
    if unknown:
        vouched = own_words(document, accept)
        unknown = [word for word in unknown if not _forms(word) & vouched and not lexicon.is_name(word)]
    return Vocabulary(blocks, frozenset(words), tuple(unknown))


def places(words: Vocabulary, wanted: Collection[str], *, at_most: float = inf) -> Iterator[tuple[str, Span]]:
    """Each occurrence of the words of ``wanted`` that is used as a word: its text and its span.

    Words that occur more than ``at_most`` times in any case, or as a name within a sentence, are skipped.
    """
    folded = frozenset(text.lower() for text in wanted)
    forms = frozenset(text for text in words.unknown if text.lower() in folded)
    found: dict[str, list[_Use]] = {}
    for block in words.blocks if forms else ():
        if not any(form in block.text for form in forms):
            continue
        is_english = _is_english(frozenset(words_of(block.text)) - forms)
        for word in block.words():
            if word.text in forms:
                found.setdefault(word.text.lower(), []).append(_Use(block, word, is_english))
    for uses in found.values():
        if len(uses) > at_most or any(use.is_name and use.block.kind != "heading" for use in uses):
            continue
        for use in uses:
            if use.word.text in wanted and use.is_plain:
                yield use.word.text, use.block.span(use.word.start, use.word.end)


def _forms(word: str) -> frozenset[str]:
    """The forms of ``word`` that can be accepted: itself, and itself without a possessive ending."""
    straight = word.lower().replace("’", "'")
    return frozenset({straight, straight.removesuffix("'s")})


def _is_english(words: frozenset[str]) -> bool:
    """Whether a block with these ``words`` is in English; common misspellings do not count."""
    return lexicon.is_english(word for word in words if not lexicon.corrections(word))


class _Use(NamedTuple):
    """One occurrence of a word; ``is_english`` is about the other words of its block."""

    block: ProseBlock
    word: Word
    is_english: bool

    @property
    def before(self) -> str:
        """The text before it."""
        return self.block.text[max(self.word.start - _REACH, 0) : self.word.start]

    @property
    def after(self) -> str:
        """The text after it."""
        return self.block.text[self.word.end : self.word.end + _REACH]

    @property
    def is_name(self) -> bool:
        """Whether its capitals or its neighbors show that it is a name."""
        text = self.word.text
        if text[1:] != text[1:].lower():
            return True
        if text[0].islower():
            return re.search(_PARTICLE_BEFORE, self.before) is not None
        lead = self.before.rstrip(_BEFORE_A_SENTENCE)
        return (bool(lead) and lead[-1] not in _SENTENCE_ENDS) or re.match(_CAPITAL_AFTER, self.after) is not None

    @property
    def is_plain(self) -> bool:
        """Whether it is used as a word of an English sentence, and is neither mentioned nor part of something else."""
        before, after = self.before, self.after
        if re.search(_JOINED_BEFORE, before) or re.match(_JOINED_AFTER, after):
            return False
        if re.search(_ARROW_BEFORE, before) or re.match(_ARROW_AFTER, after):
            return False
        if before and before[-1] in _OPENING_QUOTES and after[:1] in _CLOSING_QUOTES:
            return False
        return self.is_english and not self.is_name and not _is_known_with_hyphens(before, self.word.text, after)


def drops_its_g(text: str, answer: str) -> bool:
    """Whether ``text`` is a spoken form of ``answer``, such as "gettin'"."""
    return "in" in text and answer.replace("ing", "in") == text


def finding(document: Document, text: str, span: Span, answers: Sequence[str], applicability: Applicability) -> Finding:
    """The finding for ``text`` at ``span``, with its corrections ``answers``, best first.

    It has a fix only if the source holds ``text`` literally, without markup or character references in it.
    """
    right, *others = answers
    verb = "is" if applicability is Applicability.SAFE else "may be"
    meant = " or ".join(f'"{answer}"' for answer in answers[:_NAMED])
    message = f'"{text}" {verb} misspelled; did you mean {meant}?'
    if document.source.slice(span) != text:
        return Finding(span, message)
    return Finding.replace(span, message, right, applicability, tuple(others))


def _is_known_with_hyphens(before: str, word: str, after: str) -> bool:
    head, tail = re.search(_COMPOUND_BEFORE, before), re.match(_COMPOUND_AFTER, after)
    if not head and not tail:
        return False
    whole = (head[0] if head else "") + word + (tail[0] if tail else "")
    return len(word) < _LEAST_LETTERS_BESIDE_A_HYPHEN or _is_known("".join(whole.split("-")))
