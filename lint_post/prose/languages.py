"""Which language a text is in: by what front matter says, by script, and by the little words.

Careful on purpose: ``en`` unless another language is clear, because rules of English ignore everything else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from lint_post.markdown.front_matter import FrontMatter

DEFAULT = "en"
_KEYS = ("lang", "language", "locale")
_NAMES = {
    "english": "en",
    "german": "de",
    "deutsch": "de",
    "french": "fr",
    "français": "fr",
    "spanish": "es",
    "español": "es",
    "portuguese": "pt",
    "português": "pt",
    "italian": "it",
    "italiano": "it",
    "dutch": "nl",
    "nederlands": "nl",
    "japanese": "ja",
    "chinese": "zh",
    "korean": "ko",
    "russian": "ru",
}
_TAGS = frozenset(["en", "de", "fr", "es", "pt", "ja", "zh", "ko", "ru", "uk", "tr", "nl", "sv", "pl"])

# What matches letters of a script, compiled when a text first needs it: most texts are in English.
_LATIN = r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+"
_NOT_LATIN = r"[\u0370-\u1dff\u1f00-\u1fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff66-\uff9f\U00020000-\U0003ffff]+"
_SCRIPTS = {
    "ja": r"[ぁ-ヿｦ-ﾟ]+",
    "zh": r"[㐀-䶿一-鿿]+",
    "ko": r"[가-힣ᄀ-ᇿ]+",
    "ru": r"[Ѐ-ԯ]+",
    "el": r"[Ͱ-Ͽἀ-῿]+",
    "ar": r"[؀-ۿݐ-ݿ]+",
    "he": r"[֐-׿]+",
    "hi": r"[ऀ-ॿ]+",
    "bn": r"[ঀ-৿]+",
    "ta": r"[஀-௿]+",
    "th": r"[฀-๿]+",
    "ka": r"[Ⴀ-ჿ]+",
    "hy": r"[԰-֏]+",
}
_SHARED_SCRIPTS = {  # languages that are written as another one in _SCRIPTS is
    **dict.fromkeys(["uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "tt"], "ru"),
    **dict.fromkeys(["fa", "ur", "ps", "ckb", "sd", "ug"], "ar"),
    **dict.fromkeys(["mr", "ne", "sa", "kok", "mai", "bho"], "hi"),
    "as": "bn",
    "yi": "he",
}
_TYPOGRAPHY = ("\ufffc", "’", "“", "”", "–", "—", "…", "‘")  # what English texts have beyond ASCII
_DENSE = frozenset(["ja", "zh", "ko"])  # a character says about as much as three Latin letters
_UKRAINIAN = r"[іїєґІЇЄҐ]"

# Words that hold sentences together; none of them is a word of another language here that is as frequent there.
_LITTLE_WORDS = {
    "en": "the of and to is that it with are this be you was by can or not from have which but we they has if what "
    "when your will more use how there their been were would also",
    "de": "der das und ist nicht ein eine mit für auf von dem den des wird sich auch als bei nach oder wir ich sie "
    "wenn werden sind haben nur noch aber diese dieser dass über zum zur einen einem einer kann können durch",
    "fr": "le les des est une dans pour que qui avec sur pas vous nous par plus cette sont du au aux ne se être ou "
    "mais comme je il elle leur ces votre notre peut fait c'est l'on n'est ont été",
    "es": "el los las que en una por para con se es del al como más pero su esta este son está lo sus ser puede "
    "cuando también sin sobre entre hay muy todo desde",
    "pt": "os as que um uma para com por não se é do da dos das no na mais como mas foi ser seu sua isso você ao "
    "pela pelo são está também quando muito já",
    "it": "il lo gli che di è una per con non si del della dei sono come più anche nel alla questo quando ma delle "
    "degli dal nella essere puoi può questa",
    "nl": "de het een en van dat niet op te zijn voor met er maar ook als aan door naar wordt deze dit kan je bij "
    "uit hebben worden heeft nog wel",
    "sv": "och att det som en på är av för med till inte har om ett var jag kan vi eller när från så den de ska detta",
    "da": "og at det som en på er af for med til ikke har om et var jeg kan vi eller når fra så den de skal dette",
    "no": "og å det som en på er av for med til ikke har om et var jeg kan vi eller når fra så den de skal dette",
    "fi": "ja on ei että se oli mutta kun ovat tai myös hän kuin voi sekä joka tämä niin",
    "pl": "i w na z się nie do to jest że jak dla od które jako być ale oraz przez po który może są tylko lub",
    "cs": "se na že je v s z do pro jako by jsou ale které nebo který také podle až při tak jsem není",
    "ro": "și în de la cu pe este care nu o să mai din pentru un se sau sunt fi prin după",
    "hu": "és hogy nem az egy is van meg de csak már ha vagy mint volt ez ki még lehet",
    "tr": "ve bir bu için ile da de olarak daha çok gibi olan ne kadar sonra ama değil var",
    "id": "yang dan di untuk dengan dari ini pada tidak adalah dalam ke akan atau itu dapat oleh juga kita anda",
    "vi": "và của là các cho không được trong một có với này để những người đã khi",
    "ca": "el els les que i en una per amb és del al com més però aquest aquesta són no es ser també pot",
}
_WORDS = {language: frozenset(words.split()) for language, words in _LITTLE_WORDS.items()}
_ALL_LITTLE_WORDS = frozenset().union(*_WORDS.values())
_SAMPLE = 4_000  # code points of a document that are looked at
_SCRIPT_SAMPLE = 500
_GOOD_PART = 3  # one part in so many
_HEAD = 100
_LEAST_WORDS = 6
_LEAST_HITS = 3  # different little words that there must be
_SHARE = 8  # one in so many different words must be one of them …
_ENOUGH_WORDS = 80  # … but of a long text, the share of so many


def language_code(value: object) -> str | None:
    """The two- or three-letter code in text such as ``en-GB``, ``de_DE`` or ``German``; None without one."""
    if not isinstance(value, str):
        return None
    name = value.strip().lower()
    match = re.fullmatch(r"([a-z]{2,3})(?:[-_][a-z0-9-_]+)?(?:\.utf-?8)?", name)
    return match[1] if match else _NAMES.get(name)


def main_language(front_matter: FrontMatter | None, texts: Iterable[str]) -> str:
    """The language of a document whose blocks say ``texts``."""
    said = _said(front_matter)
    if said:
        return said
    sample = _sample(texts)
    return _by_majority(sample) or guess("\n".join(sample)) or _tagged(front_matter) or DEFAULT


def _by_majority(texts: list[str]) -> str | None:
    """The language that is clear in most of ``texts`` where one is, if these are a good part of all."""
    votes: Counter[str | None] = Counter()
    for text in texts:
        votes[DEFAULT if " the " in text and text.isascii() else guess(text)] += len(text)
    total = votes.total()
    del votes[None]
    name, clear = max(votes.items(), key=lambda vote: vote[1], default=(None, 0))
    return name if clear * _GOOD_PART > total else None


def _said(front_matter: FrontMatter | None) -> str | None:
    for key in _KEYS if front_matter else ():
        code = language_code(front_matter.value.get(key)) if front_matter else None
        if code:
            return code
    return None


def _tagged(front_matter: FrontMatter | None) -> str | None:
    """The one tag that is the code of a language."""
    tags = front_matter.value.get("tags") if front_matter else None
    codes = [tag for tag in tags if isinstance(tag, str) and tag in _TAGS] if isinstance(tags, list) else []
    return codes[0] if len(codes) == 1 else None


def _sample(texts: Iterable[str]) -> list[str]:
    parts: list[str] = []
    length = 0
    for text in texts:
        parts.append(text)
        length += len(text)
        if length > _SAMPLE:
            break
    return parts


def block_language(text: str, main: str) -> str:
    """The language of one block of a document that is mainly in ``main``."""
    return main if _is_plainly(text, main) else guess(text, main) or main


def _is_plainly(text: str, language: str) -> bool:
    """A quick look that settles most blocks."""
    if language == DEFAULT:
        is_english = " the " in text or " and " in text or text.count(" ") < _LEAST_WORDS - 1
        return is_english and not _other_letters(text)
    script, head = _SCRIPTS.get(_SHARED_SCRIPTS.get(language, language)), text[:_HEAD]
    return script is not None and len("".join(re.findall(script, head))) * 2 >= len(head)


def guess(text: str, likely: str = DEFAULT) -> str | None:
    """The language of ``text`` if it is clear, else None; ``likely`` is looked for first."""
    name = None if text.isascii() else _by_script(text)
    if name is not None and (name == _SHARED_SCRIPTS.get(likely) or (name, likely) == ("zh", "ja")):
        return likely
    return name or _by_words(text, likely)


def _other_letters(text: str) -> str:
    """The letters of ``text`` that are in no Latin script; dashes and quotes alone cost no look at every letter."""
    plain = text
    for mark in _TYPOGRAPHY:
        if plain.isascii():
            return ""
        plain = plain.replace(mark, "")
    return "" if plain.isascii() else "".join(re.findall(_NOT_LATIN, text))


def _by_script(text: str) -> str | None:
    """The language of a text most of which is not in Latin letters."""
    letters = _other_letters(text)
    if not letters:
        return None
    counts = {name: len("".join(re.findall(script, letters[:_SCRIPT_SAMPLE]))) for name, script in _SCRIPTS.items()}
    if counts["ja"] * 10 > counts["zh"]:
        counts["ja"] += counts["zh"]
    name = max(counts, key=lambda name: (counts[name], name == "ja"))
    if len(letters) * (3 if name in _DENSE else 1) <= len("".join(re.findall(_LATIN, text))):
        return None
    return "uk" if name == "ru" and len(re.findall(_UKRAINIAN, letters)) * 50 > len(letters) else name


def _by_words(text: str, likely: str) -> str | None:
    """The language of whose little words there are many, and by far more than of any other's."""
    if text.count(" ") + text.count("\n") < _LEAST_WORDS - 1:
        return None
    distinct = set(text.lower().split())
    little = distinct & _ALL_LITTLE_WORDS
    if len(little) < _LEAST_HITS:
        return None
    least = max(_LEAST_HITS, min(len(distinct), _ENOUGH_WORDS) / _SHARE)
    english = len(little & _WORDS[DEFAULT])
    if max(english, len(little & _WORDS.get(likely, frozenset()))) * 2 > len(little) >= least:
        return DEFAULT if english * 2 > len(little) else likely
    hits, name = max((len(little & words), name) for name, words in _WORDS.items() if name != DEFAULT)
    if english >= max(least, hits):
        return DEFAULT
    return name if hits >= least and hits > english * 3 else None
