"""Between the text of a paragraph and LanguageTool's: what is sent, and where in the paragraph an answer belongs.

LanguageTool counts in UTF-16 units of what it was sent. In annotated form a `MASK` is sent as markup to be read as a
word, and counted as the one unit that it is; in plain form the word itself is sent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lint_post.prose.block import MASK
from lint_post.rule.question import Remark

_DUMMY = "Dummy0"
"""What is read for code, a URL and the like: a noun of which LanguageTool knows nothing."""
_BREAK = "\n\n"  # between paragraphs
_MOST_REPLACEMENTS = 10
_LONGEST_REPLACEMENT = 200  # letters
_LONGEST_MESSAGE = 500
_LONGEST_NAME = 100
_NO_NAME = re.compile(r"[^\w.-]")
# Not part of a word: line breaks and other control characters, and those that reverse the reading direction.
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_PLAIN_URL = re.compile(r"https?://[\w./?#=&%+:~,@-]+", re.ASCII)
_PAGES = "https://community.languagetool.org/rule/show/{}?lang={}"

Annotation = list[dict[str, str]]


class NonsenseError(Exception):
    """What was answered is not LanguageTool's way to answer."""


class Passage(NamedTuple):
    """Paragraphs as they are sent together, and from which unit to which each of them goes."""

    annotation: Annotation
    places: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Passage:
        """The passage that ``texts`` make, each parted from the next as a paragraph."""
        annotation: Annotation = []
        places = []
        end = 0
        for text in texts:
            if annotation:
                annotation.append({"markup": _BREAK, "interpretAs": _BREAK})
                end += len(_BREAK)
            annotation += _annotated(text)
            places.append((end, end + units(text)))
            end = places[-1][1]
        return cls(annotation, tuple(places))


def units(text: str) -> int:
    """How many UTF-16 units ``text`` takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _annotated(text: str) -> Annotation:
    return [
        {"markup": MASK, "interpretAs": _DUMMY} if part == MASK else {"text": part}
        for part in re.split(f"({MASK})", text)
        if part
    ]


def plain(text: str) -> str:
    """``text`` with a word in the place of each mask."""
    return text.replace(MASK, _DUMMY)


def shared_out(document: Any, texts: Sequence[str], passage: Passage) -> list[tuple[Remark, ...]]:
    """What ``document``, the answer to ``passage``, says of each of ``texts``. Raises NonsenseError."""
    found: list[list[Remark]] = [[] for _ in texts]
    for match in _matches(document):
        start, end = _place(match)
        for index, (first, last) in enumerate(passage.places):
            if first <= start and end <= last:
                text = texts[index]
                remark = _remark(match, document, code_points(text, start - first), code_points(text, end - first))
                if _agrees(match, text[remark.start : remark.end]):
                    found[index].append(remark)
                break
    return [tuple(remarks) for remarks in found]


def of_plain(document: Any, text: str) -> tuple[Remark, ...]:
    """What ``document``, the answer to `plain` (``text``), says of ``text``. Raises NonsenseError."""
    sent = plain(text)
    found = []
    for match in _matches(document):
        start, end = (code_points(sent, offset) for offset in _place(match))
        if 0 <= start <= end <= len(sent) and _agrees(match, sent[start:end]):
            found.append(_remark(match, document, _unmasked(text, start), _unmasked(text, end)))
    return tuple(found)


def _unmasked(text: str, offset: int) -> int:
    """``offset`` in `plain` (``text``) as one in ``text``; within a dummy word it is the mask's."""
    at = 0
    for index, letter in enumerate(text):
        if at >= offset:
            return index
        at += len(_DUMMY) if letter == MASK else 1
    return len(text)


def code_points(text: str, unit: int) -> int:
    """How many code points of ``text`` the first ``unit`` UTF-16 units are."""
    if text.isascii():
        return unit
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * unit].decode("utf-16-le", "ignore"))


def _matches(document: Any) -> list[Mapping[str, Any]]:
    matches = document.get("matches") if isinstance(document, dict) else None
    if not isinstance(matches, list) or not all(isinstance(match, dict) for match in matches):
        raise NonsenseError
    return matches


def _place(match: Mapping[str, Any]) -> tuple[int, int]:
    offset, length = match.get("offset"), match.get("length")
    if not isinstance(offset, int) or not isinstance(length, int) or offset < 0 or length < 0:
        raise NonsenseError
    return offset, offset + length


def _agrees(match: Mapping[str, Any], text: str) -> bool:
    """Whether what ``match`` shows of its place is ``text``; where it does not, nobody knows what is meant."""
    context = match.get("context")
    if not isinstance(context, dict) or not isinstance(context.get("text"), str):
        return True
    shown, (start, end) = context["text"], _place(context)
    start, end = code_points(shown, start), code_points(shown, end)
    return _bare(shown[start:end]) == _bare(text)


def _bare(text: str) -> str:
    """``text`` without whitespace and masks, which the context shows in other ways."""
    return re.sub(rf"[\s{MASK}]|{_DUMMY}", "", text)


def _remark(match: Mapping[str, Any], document: Any, start: int, end: int) -> Remark:
    try:
        rule, category = match["rule"], match["rule"]["category"]
        language = str(document.get("language", {}).get("code", "en")).partition("-")[0]
        urls = rule.get("urls") or [{}]
        said = [one["value"] for one in match.get("replacements", ()) if isinstance(one.get("value"), str)]
        replacements = [text for text in said if len(text) <= _LONGEST_REPLACEMENT and not _ODD.search(text)]
        return Remark(
            start=start,
            end=end,
            message=str(match["message"])[:_LONGEST_MESSAGE],
            rule=_NO_NAME.sub("", str(rule["id"]))[:_LONGEST_NAME],
            category=str(category["id"])[:_LONGEST_NAME],
            issue=str(rule.get("issueType", "")),
            page=_page(urls[0].get("value")) or _page(_PAGES.format(rule["id"], language)),
            replacements=tuple(replacements[:_MOST_REPLACEMENTS]),
            is_picky="picky" in (rule.get("tags") or ()),
        )
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise NonsenseError from error


def _page(url: object) -> str:
    """``url`` if it is one that can be shown anywhere as it is."""
    return url if isinstance(url, str) and _PLAIN_URL.fullmatch(url) else ""
