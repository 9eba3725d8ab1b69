"""Text that LanguageTool reports although it is intended, or because it was not shown the whole sentence."""

from __future__ import annotations

import re

from lint_post.api import MASK, Proofread, Remark, lexicon

from ._languagetool_rules import DOUBLED, RIGHT_AFTER_ALL

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_MASK_AFTER = re.compile(rf"[\s\"'“”‘’(\[*]*{MASK}")
_JOINED_BEFORE = re.compile(rf"[\w@#/\\.$=~^<>+|{MASK}]\Z")
_JOINED_AFTER = re.compile(rf"[\w@/\\=<>+|{MASK}-]|[.:]\w|::|\(\)")
_NOT = re.compile(r"n['’]t\b")  # "She don't": LanguageTool splits such words
_SENTENCE_ENDS = ".!?…:"
_BEFORE_A_SENTENCE = " \n\t*_([-–—•“‘\"'«„"
_SUBJECT = re.compile(r"(?P<sign>[@#]?)(?P<name>[^\W_]+)(?:\s+[a-z]+ly|\s+also)?\s+\Z")
_ABOUT_A_SUBJECT = re.compile(r"VERB|VBZ|AGR|BASEFORM|SENT_START")
_ARTICLE = "EN_A_VS_AN"
_COMPOUND = "EN_COMPOUNDS_"
_PRONOUNS = "a an he i it she that the there these they this those we what when who you"
_NEVER_NAMES = frozenset(_PRONOUNS.split())
_VOWELS = re.compile(r"[aeiou]", re.IGNORECASE)
_ORDINARY = 50_000  # see `lexicon.frequency`; rarer words are technical terms, which have several spellings
_BOUND = "anti auto bio co hyper inter macro micro mid mini mono multi non over post pre pseudo re semi sub un under"
_PREFIXES = frozenset(_BOUND.split())
_REACH = 60  # characters to check on each side
_NEXT_WORD = re.compile(r"\s+[\"'“‘(\[]*(?P<word>[^\W_]+)")
_NEXT_PLAIN_WORD = re.compile(r"\s+(?P<word>[a-z]{2,})")
_SMALL_WORDS = (
    "about after among and are as at before but by during for from in into is it of off on or out over since so "
    "than that the through to under until was were what when where which while who with within without "
)
_LINK_WORDS = frozenset(_SMALL_WORDS.split())


def is_deliberate(question: Proofread, remark: Remark) -> bool:
    """Whether ``remark`` on the text of ``question`` is about intended text."""
    text, start, end = question.text, remark.start, remark.end
    flagged = text[start:end]
    return (
        MASK in flagged
        or _MASK_AFTER.match(text, end) is not None
        or (not flagged[:1].isspace() and _JOINED_BEFORE.search(text, max(start - 1, 0), start) is not None)
        or (not flagged[-1:].isspace() and _JOINED_AFTER.match(text, end) is not None and not _NOT.match(text, end))
        or _has_name(question, start, end)
        or any(word.lower() in question.accept for word in _WORD.findall(flagged))
        or _is_right_after_all(text, remark)
        or (remark.rule == _ARTICLE and _may_be_read_otherwise(text, end))
        or (remark.rule in DOUBLED and not question.is_literal(start, end))
        or (_ABOUT_A_SUBJECT.search(remark.rule) is not None and _has_name_before(question, start))
        or _only_joins(flagged, text[end : end + _REACH], remark)
    )


def _has_name(question: Proofread, start: int, end: int) -> bool:
    """Whether it includes a word that is written as a name or an acronym."""
    words = _WORD.finditer(question.text, start, end)
    return any(_is_name(match[0], _before(question.text, match.start())) for match in words)


def _before(text: str, start: int) -> str:
    """The text to check before ``start``."""
    return text[max(start - _REACH, 0) : start]


def _is_name(word: str, before: str) -> bool:
    if word[1:] != word[1:].lower():
        return True
    if not word[0].isupper() or word.lower() in _NEVER_NAMES or word.startswith(("I'", "I’")):
        return False
    lead = before.rstrip(_BEFORE_A_SENTENCE)
    return lexicon.is_name(word) or (bool(lead) and lead[-1] not in _SENTENCE_ENDS)


def _has_name_before(question: Proofread, start: int) -> bool:
    """Whether the subject before it is a name; only the author knows whether it is singular or plural."""
    match = _SUBJECT.search(question.text, max(start - _REACH, 0), start)
    if match is None:
        return False
    name, before = match["name"], _before(question.text, match.start("name"))
    return bool(match["sign"]) or name in question.names or _is_name(name, before)


def _is_right_after_all(text: str, remark: Remark) -> bool:
    pattern = RIGHT_AFTER_ALL.get(remark.rule)
    if pattern is None:
        return False
    before, after = _before(text, remark.start), text[remark.end : remark.end + _REACH]
    return re.search(pattern, f"{before}⟦{text[remark.start : remark.end]}⟧{after}") is not None


def _may_be_read_otherwise(text: str, end: int) -> bool:
    """Whether the word after an article is not an ordinary one: "npm" is read as "en-pee-em".

    LanguageTool knows how acronyms in capitals are read.
    """
    match = _NEXT_WORD.match(text, end)
    word = match["word"] if match else ""
    is_ordinary = lexicon.frequency(word.lower()) >= _ORDINARY and _VOWELS.search(word) is not None
    return bool(word) and not word.isupper() and not is_ordinary


def _only_joins(flagged: str, after: str, remark: Remark) -> bool:
    """Whether the remark is only about an optional hyphen or space.

    A compound needs a hyphen before its noun and nowhere else. It must be one word if that word is an ordinary one, and
    if a hyphen in it only separates a prefix.
    """
    right = remark.replacements[0] if remark.replacements else ""
    if re.sub(r"[\s-]", "", right) != re.sub(r"[\s-]", "", flagged):
        return False
    if not remark.rule.startswith(_COMPOUND):
        return "-" in right + flagged
    if "-" in right:
        following = _NEXT_PLAIN_WORD.match(after)
        return following is None or following["word"] in _LINK_WORDS
    head, hyphen, _ = flagged.lower().partition("-")
    if hyphen and head not in _PREFIXES:
        return True
    return lexicon.frequency(right.lower()) < (_ORDINARY if hyphen else 1)
