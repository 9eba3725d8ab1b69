"""What lint-post knows about English words, without asking anyone.

…
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from lint_post.lexicon._compounds import has_humps_of_known_words, is_base, is_built, is_inflected
from lint_post.lexicon._slips import likely_word
from lint_post.lexicon._tries import DATA, is_folded_name, is_word, listed_corrections, magnitude

__all__ = [
    "DATA",
    "corrections",
    "frequency",
    "is_compound",
    "is_english",
    "is_known",
    "is_name",
    "likely_correction",
]

_CLITICS = ("'s", "'d", "'ll", "'ve", "'re", "'m", "'ed", "'")
_ENGLISH = 0.75


def is_known(word: str) -> bool:
    """Whether `word` is spelled as the lexicon spells it.

    Capitals count as in writing: “house”, “House” and “HOUSE” are known; so are “Paris” and “PARIS”, but “paris” is
    not (`is_name` finds it). Endings with an apostrophe (“dog's”, “dogs’”, “we’ve”), regular inflections and numbers
    at the end (“GPT4”) do not matter. A hyphenated word is known when it is without its hyphens, or when every part
    is. What the misspelling list corrects is never known.
    """
    word = _straight(word).rstrip("0123456789")
    if "-" in word:
        parts = [part for part in word.split("-") if part]
        return bool(parts) and (_is_known("".join(parts)) or all(map(_is_known, parts)))
    return _is_known(word)


def is_name(word: str) -> bool:
    """Whether `word`, in whatever case, is a name or an acronym that is no ordinary word: “paris”, “NERF”, “Github”."""
    return is_folded_name(_straight(word).lower())


def is_compound(word: str) -> bool:
    """Whether `word` is made of known words though it is in no list: “codebase”, “uncurried”, “DreamStudio”."""
    word = _without_clitic(_straight(word))
    if has_humps_of_known_words(word):
        return True
    parts = [part for part in word.lower().split("-") if part]
    joined = "".join(parts)
    if is_built(joined) and not listed_corrections(joined):
        return True
    return len(parts) > 1 and all(is_base(p) or (is_built(p) and not listed_corrections(p)) for p in parts)


def is_english(words: Iterable[str]) -> bool:
    """Whether three in four of `words` are known in any case, or known misspellings of English ones.

    Words of one letter say nothing. Of fewer than four words the answer is a guess: ask for a larger block then.
    """
    folded = [word for word in (_without_clitic(_straight(w).lower()) for w in words) if len(word) > 1]
    return sum(map(_is_english, folded)) >= _ENGLISH * len(folded)


def corrections(word: str) -> tuple[str, ...]:
    """What the misspelling list says should stand for `word`, best first; empty when it is not in the list.

    The answer carries the capitals of `word` (“Fasion” → “Fashion”, “TEH” → “THE”) and its possessive ending.
    """
    straight = _straight(word)
    listed = listed_corrections(straight.lower())
    if not listed and straight.lower().endswith("'s"):
        return tuple(right + word[-2:] for right in corrections(straight[:-2]))
    return tuple(_in_the_case_of(straight, right) for right in listed)


def frequency(word: str) -> int:
    """How often `word` occurs in some 10¹² words of running English, within 15 %; 0 when it is no ordinary word.

    Known words too rare to have been counted are given 20 000.
    """
    folded = _straight(word).lower()
    return round(10 ** magnitude(folded)) if is_word(folded) else 0


def likely_correction(word: str, *, thorough: bool = False, beside: Container[str] = ()) -> str | None:
    """The frequent word that `word` is most likely a slip of, or None when nothing points to a slip.

    Only a lower-case word of at least five letters a–z gets an answer (a possessive ending aside), and only when it is
    neither known, a name, a compound nor in the misspelling list. `beside` holds the document's other words, in lower
    case: a word that is right elsewhere in the same document is likelier to be meant. `thorough` lowers the bar; six
    in ten of its additional answers are right.
    """
    straight = _straight(word)
    if straight != straight.lower():
        return None
    return likely_word(straight, beside, thorough=thorough)


def _straight(word: str) -> str:
    """`word` as the lists write it: with straight apostrophes and composed accents."""
    if word.isascii():
        return word
    from unicodedata import normalize

    return normalize("NFC", word.replace("’", "'"))


def _without_clitic(word: str) -> str:
    return next((word.removesuffix(clitic) for clitic in _CLITICS if word.endswith(clitic)), word)


def _is_known(word: str) -> bool:
    if is_word(word) or (len(word) == 1 and word.isalpha()):
        return True
    folded = word.lower()
    if listed_corrections(folded):
        return False
    stem = _without_clitic(word)
    if stem != word:
        return _is_known(stem)
    if not word.isascii() and (plain := _without_accents(word)) != word and _is_known(plain):
        return True
    if word != folded and (is_word(folded) or is_folded_name(folded) or is_word(word.capitalize())):
        return True
    return is_inflected(folded)


def _without_accents(word: str) -> str:
    from unicodedata import combining, normalize

    return "".join(letter for letter in normalize("NFD", word) if not combining(letter))


def _is_english(folded: str) -> bool:
    return is_base(folded) or is_word(folded.capitalize()) or bool(listed_corrections(folded)) or is_inflected(folded)


def _in_the_case_of(word: str, right: str) -> str:
    if len(word) > 1 and word.isupper():
        return right.upper()
    return right[0].upper() + right[1:] if word[0].isupper() else right
