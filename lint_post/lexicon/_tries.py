"""The five data files, each mapped into memory when it is first asked for.

A mapped trie costs a tenth of a millisecond to open, whatever its size, and the operating system reads only the
pages that look-ups touch. Opening one twice, in two threads at once, is harmless: the second one replaces the first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from typing import Protocol

    class _Keys(Protocol):
        def __contains__(self, key: str) -> bool: ...

    class _Texts(Protocol):
        def get(self, key: str) -> list[bytes] | None: ...

    class _Steps(Protocol):
        def get(self, key: str) -> list[tuple[int]] | None: ...


DATA = Path(__file__).with_name("data")
"""The folder with the data files and their notices."""

STEPS_PER_DECADE = 10
"""How finely `frequencies.marisa` tells frequencies apart: steps of a decimal logarithm."""

FLOOR = 43
"""The step of a known word that `frequencies.marisa` leaves out: 20 000 occurrences, or fewer."""


def is_word(word: str) -> bool:
    """Whether `word` is in the word list, letter for letter."""
    return word in _words()


def words_among(candidates: Iterable[str]) -> list[str]:
    """Those of `candidates` that are in the word list, in their order."""
    known = _words()
    return [candidate for candidate in candidates if candidate in known]


def is_folded_name(word: str) -> bool:
    """Whether `word`, in lower case, is a name or an acronym of the list: “paris”, “nerf”."""
    return word in _names()


def listed_corrections(word: str) -> tuple[str, ...]:
    """What the misspelling list says of `word`, which is in lower case; best first."""
    found = _misspellings().get(word)
    return tuple(found[0].decode().split("\n")) if found else ()


def listed_spellings(word: str) -> tuple[str, ...]:
    """How `word`, which is in lower case, is spelled in each dialect; empty when that is the same in all."""
    found = _dialects().get(word)
    if not found:
        return ()
    kinds, *changes = found[0].decode().split("\n")
    spelled = [word]
    for row in changes:
        exchanged, _, ending = row.partition(" ")
        spelled.append(word[: len(word) - int(exchanged)] + ending)
    return tuple(spelled[int(kind)] for kind in kinds)


def change(word: str, spelled: Iterable[str]) -> bytes:
    """The encoding of `spelled`, the spelling in each dialect, next to `word`; the inverse of `listed_spellings`.

    Which spelling it is (0: `word`) for each dialect, and of each other spelling how many letters at the end of `word`
    are exchanged, and for what: words that change alike share it.
    """
    others = [word]
    kinds = ""
    for spelling in spelled:
        if spelling not in others:
            others.append(spelling)
        kinds += str(others.index(spelling))
    rows = [kinds]
    for other in others[1:]:
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
        rows.append(f"{len(word) - same} {other[same:]}")
    return "\n".join(rows).encode()


def magnitude(word: str) -> float:
    """The decimal logarithm of the frequency of `word`, which must be a word of the list."""
    found = _frequencies().get(word)
    return (found[0][0] if found else FLOOR) / STEPS_PER_DECADE


def step(frequency: float) -> int:
    """The step that encodes a frequency; the inverse of `magnitude`."""
    return round(STEPS_PER_DECADE * math.log10(frequency))


@cache
def _words() -> _Keys:
    from marisa_trie import Trie

    return cast("_Keys", Trie().mmap(str(DATA / "words.marisa")))


@cache
def _names() -> _Keys:
    from marisa_trie import Trie

    return cast("_Keys", Trie().mmap(str(DATA / "names.marisa")))


@cache
def _misspellings() -> _Texts:
    from marisa_trie import BytesTrie

    return cast("_Texts", BytesTrie().mmap(str(DATA / "misspellings.marisa")))


@cache
def _dialects() -> _Texts:
    from marisa_trie import BytesTrie

    return cast("_Texts", BytesTrie().mmap(str(DATA / "dialects.marisa")))


@cache
def _frequencies() -> _Steps:
    from marisa_trie import RecordTrie

    return cast("_Steps", RecordTrie("B").mmap(str(DATA / "frequencies.marisa")))
