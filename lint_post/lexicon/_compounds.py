"""Words made of known parts: un+curried, dataframe+s, code+base, DreamStudio.

No list holds all of them, and every one that is taken for a misspelling is a false alarm. So a part may be rare in
an affixed word, but must be in common use in a joined one: otherwise too many slips come apart by chance
(“wokflow” is not wok+flow, “contanis” not cont+anis).
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.lexicon._tries import is_folded_name, is_word, magnitude


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_PREFIXES = _listed(
    "anti auto bi bio co counter cross crypto cyber de dis down electro em en ever extra fore geo hyper in infra inter "
    "intra kilo macro mal mega meta micro mid milli mini mis mono multi nano neo neuro non off omni on out over pan "
    "para peta photo poly post pre pro proto pseudo psycho quasi re retro self semi servo socio step sub super supra "
    "tele tera tetra thermo trans tri ultra un under uni up video"
)

_SUFFIXES_BY_SHORTEST_STEM = {
    3: _listed(
        "s es ed d ing er r ers rs ly ness less able ably ability ize ise izes ises ized ised izing ising izer iser "
        "izers ization isation izations ify ified ifies ifying ish like wise ful ship hood isms ists ical ically ally "
        "ification free ward wards esque y"
    ),
    4: _listed("or ors ism ist ic al ity ese ees ee dom"),
}
_LONGEST_STEM_BEFORE_Y = 6

_DOUBLED = "bdfgklmnprstvz"  # the letters that are doubled before an ending: stopped, programmer

_INFLECTIONS = frozenset(_listed("s es ed d ing er ers r rs"))

_BRITISH = _listed("ise ised iser isers ises ising isable isation isations")

# How common each part of a joined word must be, as a decimal logarithm of its frequency, by its letters.
_COMMON_PART = {3: 7.3, 4: 6.0}
_COMMON_LONG_PART = 5.0


def is_base(word: str) -> bool:
    """Whether `word`, in lower case, is a known word or a known name written small."""
    return is_word(word) or is_folded_name(word)


def has_humps_of_known_words(word: str) -> bool:
    """Whether `word` is known words run together in camel case, such as DreamStudio."""
    import re

    humps: list[str] = re.findall("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", word)
    return len(humps) > 1 and "".join(humps) == word and all(len(h) > 1 and is_base(h.lower()) for h in humps)


def is_inflected(word: str) -> bool:
    """Whether `word`, in lower case, is a regular inflection of a known word: upvoted, dataframes."""
    return any(suffix in _INFLECTIONS for _, suffix in _stems(word))


def is_built(word: str) -> bool:
    """Whether `word`, in lower case, is affixes on a known word, or known words joined."""
    return _has_suffix(word) or _has_prefix(word) or _is_joined(word) or _is_known_with_z(word)


def _is_known_with_z(word: str) -> bool:
    """Whether `word` is spelled -ise, where the list has only -ize: sanitisation."""
    endings = (ending for ending in _BRITISH if word.endswith(ending))
    return any(is_word(f"{word[: -len(ending)]}iz{ending[2:]}") for ending in endings)


def _has_suffix(word: str) -> bool:
    return next(_stems(word), None) is not None


def _has_prefix(word: str) -> bool:
    rests = (word[len(prefix) :] for prefix in _PREFIXES if word.startswith(prefix))
    return any(len(rest) >= 4 and (is_word(rest) or _has_suffix(rest)) for rest in rests)


def _is_joined(word: str) -> bool:
    return any(_is_common_part(word[:cut]) and _is_common_ending(word[cut:]) for cut in range(3, len(word) - 2))


def _is_common_ending(word: str) -> bool:
    return _is_common_part(word) or any(
        suffix in _INFLECTIONS and _is_common_part(stem) for stem, suffix in _stems(word)
    )


def _is_common_part(word: str) -> bool:
    return len(word) >= 3 and is_word(word) and magnitude(word) >= _COMMON_PART.get(len(word), _COMMON_LONG_PART)


def _stems(word: str) -> Iterator[tuple[str, str]]:
    """Each known stem of `word`, with its suffix."""
    for shortest, suffixes in _SUFFIXES_BY_SHORTEST_STEM.items():
        for suffix in suffixes:
            rest = word.removesuffix(suffix)
            if len(rest) < shortest or rest == word or (suffix == "y" and len(rest) > _LONGEST_STEM_BEFORE_Y):
                continue
            stem = _stem_before(rest, suffix)
            if stem:
                yield stem, suffix


def _stem_before(rest: str, suffix: str) -> str | None:
    if is_base(rest):
        return rest
    if suffix[0] in "aeiouy":
        if is_word(rest + "e"):
            return rest + "e"
        if len(rest) >= 4 and rest[-1] == rest[-2] and rest[-1] in _DOUBLED and is_word(rest[:-1]):
            return rest[:-1]
    if rest.endswith("i") and suffix != "y" and is_word(rest[:-1] + "y"):
        return rest[:-1] + "y"
    return None
