"""One slip away: which frequent word a writer may have meant.

A typo is likelier the more it looks like one (“speeech”: a key held too long), the more frequent the word behind it
is, and the longer the word is: hardly any long word has another one next to it by chance. So the evidence is a sum of
logarithms, with one threshold for each kind of typo. The weights were fitted on real Markdown; see the package's page.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from lint_post.lexicon._compounds import is_base, is_built
from lint_post.lexicon._tries import listed_corrections, magnitude, words_among

SHORTEST = 5
"""Letters of the shortest word that is looked at."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz'"

_PER_LETTER = 0.75  # evidence that each letter past the shortest word's adds
_BESIDE = 2.5  # evidence gained when the document has the right word as well
_LEAD = 0.4  # how far the best word must be ahead of the next one


class _Sort(NamedTuple):
    """A sort of slip: how unusual it is, and the evidence it needs."""

    cost: float
    bar: float
    thorough_bar: float
    beside_from: float  # letters from which the document's other words count: short neighbors are mostly two words


def _anywhere(inside: _Sort) -> tuple[_Sort, _Sort]:
    """The sort inside a word, and at its first or last letter: that is rather a name, or another ending."""
    return inside, _Sort(inside.cost + 1, inside.bar + 2.7, inside.thorough_bar + 2.7, float("inf"))


_SLIP = _anywhere(_Sort(cost=0.0, bar=6.0, thorough_bar=6.0, beside_from=0))  # a letter doubled or not, or a swap
_MISSING = _anywhere(_Sort(cost=0.2, bar=6.0, thorough_bar=6.0, beside_from=0))
_EXTRA = _anywhere(_Sort(cost=1.0, bar=9.2, thorough_bar=7.5, beside_from=8))
_WRONG = _anywhere(_Sort(cost=1.5, bar=9.2, thorough_bar=7.5, beside_from=8))


def likely_word(word: str, beside: Container[str], *, thorough: bool) -> str | None:
    """The word of the list that `word`, in lower case, is most likely a slip of."""
    stem, ending = (word[:-2], "'s") if word.endswith("'s") else (word, "")
    if len(stem) < SHORTEST or not stem.isascii() or not stem.replace("'", "").isalpha():
        return None
    if listed_corrections(stem) or is_base(stem) or is_built(stem):
        return None
    guesses = [_weigh(slip, len(stem), beside, thorough=thorough) for slip in _slips(stem)]
    (rank, margin, right), *others = sorted(guesses, reverse=True) or [(0.0, -1.0, "")]
    if margin < 0 or (others and rank - others[0][0] < _LEAD):
        return None
    return right + ending


def _weigh(
    slip: tuple[str, _Sort], letters: int, beside: Container[str], *, thorough: bool
) -> tuple[float, float, str]:
    """How a word ranks among those that are meant perhaps, by how much the evidence clears the bar, and the word."""
    right, sort = slip
    common = magnitude(right)
    rank = common - sort.cost
    margin = common + _PER_LETTER * (letters - SHORTEST) - (sort.thorough_bar if thorough else sort.bar)
    if letters >= sort.beside_from and right in beside:
        return rank + 1, margin + _BESIDE, right
    return rank, margin, right


def _slips(word: str) -> Iterator[tuple[str, _Sort]]:
    """Every word of the list that is one slip away, once, with the likeliest sort of slip."""
    seen = {word}
    for sort, variants in _variants(word):
        for variant in words_among(variants):
            if variant not in seen:
                seen.add(variant)
                yield variant, sort


def _variants(word: str) -> Iterator[tuple[_Sort, list[str]]]:
    """What `word` becomes when a slip is undone, likeliest sorts first."""
    length = len(word)
    gaps = [(i, word[:i], word[i:]) for i in range(length + 1)]
    for i, head, tail in gaps[1:length]:
        if head[-1] == tail[0]:
            yield _SLIP[i in (1, length - 1)], [head[:-1] + tail]
        else:
            yield _SLIP[i == 1], [head[:-1] + tail[0] + head[-1] + tail[1:]]
    for i, head, tail in gaps:
        yield _SLIP[i in (0, length)], [head + letter + tail for letter in {*head[-1:], *tail[:1]}]
    for i, head, tail in gaps:
        yield _MISSING[i in (0, length)], [head + letter + tail for letter in _LETTERS]
    for i, head, tail in gaps[:length]:
        yield _EXTRA[i in (0, length - 1)], [head + tail[1:]]
    for i, head, tail in gaps[:length]:
        yield _WRONG[i in (0, length - 1)], [head + letter + tail[1:] for letter in _LETTERS]
