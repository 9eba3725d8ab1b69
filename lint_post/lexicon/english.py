"""What lint-post knows about English words: known ones, known misspellings, and likely slips.

“Unknown” says little: of the words in a technical post that a dictionary lacks, one in a hundred is wrong. So there
are two tiers of evidence, with a rule for each.

- **Listed**: `corrections` has the word in its list of 93 000 misspellings.
- **Likely**: for `likely_correction` the word is in no list and not made of known parts, and one frequent word is a
  single slip away: a letter doubled or not, two swapped, one missing; in long words also one too many or a wrong one.

What only the document can tell is for the rules to check. The figures below hold when they pass over

- words in capitals, with capitals inside or with digits; words next to a digit, an underscore, a slash or the like;
  words before an apostrophe (speakin’); what markup cuts out of a longer word (the “RPC” of ``**g**RPC``);
- words that the document also has in code, in a URL or in its tags;
- words that come up more than three times (listed) or twice (likely): those are meant;
- blocks that are not `is_english`; where a block has fewer than eight lower-case words, the document decides;
- parts of a hyphenated word that `is_known` or `is_compound` has as a whole; in the likely tier, parts altogether;
- in the likely tier, words with a capital; in the listed tier, a capitalised word with several corrections and, unless
  it begins a sentence and has no capital next to it, one that is shorter than seven letters or is next to a
  capitalized word that is not an ordinary one (Thomas Broadley).

So measured, with each distinct alarm judged by eye (alarms on what is no prose, let through by the makeshift reader of
these texts, left aside):

| Markdown of | words | listed: right | likely: right |
|---|---|---|---|
| 14 blogs and documentations to which the weights were fitted | 2.7 million | 248 of 251 | 46 of 47 |
| 13 others, looked at once before the last corrections | 2.7 million | 131 of 133 | 74 of 75 |
| 7 others, after all weights were set | 1.8 million | 377 of 381 | 113 of 118 |

Of slips that authors later fixed themselves, 220 non-words in eight repositories, 66 % are listed and 13 % likely;
for 77 % the first suggestion is the author's own fix. On 115 000 settled words all 23 alarms were right. Of what
`thorough` adds, a third is right.

Nothing is read at import. The data lie in `data/`, 1.7 MB of tries that are mapped at first use, in 0.2 ms; see
NOTICE.md there, and `scripts/build_lexicon.py`, which rebuilds them. A look-up takes a microsecond, an unknown word
ten, a search for a slip 200 to 600.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from lint_post.lexicon._compounds import has_humps_of_known_words, is_base, is_built, is_inflected
from lint_post.lexicon._slips import likely_word
from lint_post.lexicon._tries import DATA, is_folded_name, is_word, listed_corrections, listed_spellings, magnitude

__all__ = [
    "DATA",
    "DIALECTS",
    "corrections",
    "frequency",
    "is_compound",
    "is_english",
    "is_known",
    "is_name",
    "likely_correction",
    "spellings",
]

DIALECTS = ("en-US", "en-GB", "en-GB-oxendict", "en-CA", "en-AU")
"""The dialects that `spellings` tells apart; Oxford’s British English has -ize."""

_LONGEST = 60  # letters of a word; anything longer is not a typo, and has too many neighbors to look up
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
    """Whether `word`, in any case, is a name or an acronym and not an ordinary word: ``Paris``, ``paris``, ``NERF``."""
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
    """Whether most of `words` are English, judged by those that are written small: three in four must be known.

    Names, acronyms and single letters say nothing, and where they are all there is, the answer is yes. Of fewer than
    four words it is a guess: ask for a larger block then.
    """
    small = [word for word in map(_straight, words) if len(word) > 1 and word == word.lower()]
    return sum(map(_is_known, small)) >= _ENGLISH * len(small)


def corrections(word: str) -> tuple[str, ...]:
    """The corrections of `word` in the misspelling list, best first; empty if it is not in the list.

    The answer carries the capitals of `word` (“Fasion” → “Fashion”, “TEH” → “THE”) and its possessive ending. A name
    that is a misspelling only when it is written small (Damon) has none.
    """
    straight = _straight(word)
    if is_word(straight):
        return ()
    listed = listed_corrections(straight.lower())
    if not listed and straight.lower().endswith("'s"):
        return tuple(right + word[-2:] for right in corrections(straight[:-2]))
    return tuple(_in_the_case_of(straight, right) for right in listed)


def frequency(word: str) -> int:
    """How often `word` was counted in some 500 billion words of English, within 15 %; 0 if it is not an ordinary word.

    Known words too rare to have been counted are given 20 000.
    """
    folded = _straight(word).lower()
    return round(10 ** magnitude(folded)) if is_word(folded) else 0


def likely_correction(word: str, *, thorough: bool = False, beside: Container[str] = ()) -> str | None:
    """The frequent word that `word` is most likely a slip of, or None when nothing points to a slip.

    Only a lower-case word of at least five letters a–z gets an answer (a possessive ending aside), and only when it is
    neither known, a name, a compound nor in the misspelling list. `beside` holds the document's other words, in lower
    case: a word that is right elsewhere in the same document is likelier to be meant. `thorough` lowers the bar for a
    wrong letter and one too many.
    """
    straight = _straight(word)
    if len(straight) > _LONGEST or straight != straight.lower():
        return None
    return likely_word(straight, beside, thorough=thorough)


def spellings(word: str) -> tuple[str, ...]:
    """How `word` is spelled in each of `DIALECTS`; empty when it is right in all of them, or its sense decides.

    So "behavior" is wrong next to "behaviour". The answers have the capitals of `word` and its possessive ending.
    """
    straight = _straight(word)
    stem = straight.removesuffix("'s")
    spelled = listed_spellings(stem.lower())
    return tuple(_in_the_case_of(stem, other) + word[len(stem) :] for other in spelled)


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


def _in_the_case_of(word: str, right: str) -> str:
    if len(word) > 1 and word.isupper():
        return right.upper()
    return right[0].upper() + right[1:] if word[0].isupper() else right
