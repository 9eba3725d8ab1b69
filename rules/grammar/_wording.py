"""LanguageTool's remarks in the form of all messages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lint_post.api import MASK, Proofread, Remark

_SUGGESTED = 2  # replacements in the message
_MOST_WORDS = 25  # of several sentences, without quoted text
_LONGEST_QUOTE = 60  # characters

_DOUBLE_QUOTE = re.compile(r"</?suggestion>|«\s*|\s*»|[“”„]")
_SINGLE_QUOTES = re.compile(r"\"[^\"]*\"|(?<![\w'’])[‘‚'](?P<words>(?:[^'‘’\"]|(?<=\w)['’](?=\w))+)['‘’](?!\w)")
_QUOTED = re.compile(r"\"(?P<words>[^\"]+)\"")
_SENTENCE_END = re.compile(r"(?<=[.!?。])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bcf\.)(?<!\betc\.)\s+(?=[\"(¿]*[^\W\d_a-z])")
_WORD_BEFORE = re.compile(r"\S*\s*\Z")
_WORD_AFTER = re.compile(r"\s*\S*")
_REACH = 30  # characters to check on each side
_QUESTION = "Did you mean"


def message(question: Proofread, remark: Remark) -> str:
    """What LanguageTool says in its first sentences, with the words in question, a suggestion, and its rule."""
    said = _first_sentences(_straight(" ".join(remark.message.split())))
    said = said.rstrip(".。 ").replace(f". {_QUESTION} ", f"; {_QUESTION.lower()} ") or "Possible mistake"
    suggestions = {" ".join(text.split()).casefold() for text in remark.replacements}
    quoted = {match["words"].casefold() for match in _QUOTED.finditer(said)}
    if quoted.isdisjoint(suggestions) and _QUESTION.lower() not in said.lower():
        said = _with_suggestion(said, remark.replacements)
    flagged = _flagged(question.text, remark.start, remark.end)
    if not _names(quoted - suggestions, flagged):
        if said.startswith(_QUESTION):
            said = _QUESTION.lower() + said.removeprefix(_QUESTION)
        said = f'"{_short(flagged)}": {said}'
    return f"{said} ({remark.rule})"


def _straight(said: str) -> str:
    """``said`` with straight double quotes around all that it quotes."""
    double = _DOUBLE_QUOTE.sub('"', said)
    return _SINGLE_QUOTES.sub(lambda match: f'"{match["words"]}"' if match["words"] else match[0], double)


def _first_sentences(said: str) -> str:
    """The first sentence, and those after it that keep the whole short."""
    first, *others = _SENTENCE_END.split(said)
    for sentence in others:
        longer = f"{first} {sentence}"
        if len(_QUOTED.sub("", longer).split()) > _MOST_WORDS:
            break
        first = longer
    return first


def _with_suggestion(said: str, replacements: tuple[str, ...]) -> str:
    """``said`` with the first ``replacements``, if they can be seen."""
    shown = [f'"{text}"' for text in replacements[:_SUGGESTED] if text.strip()]
    if not shown:
        return f"{said}; remove it" if replacements[:1] == ("",) else said
    meant = f"{' or '.join(shown)}?"
    ends = said.endswith(("?", "!", "？", "！"))
    return f"{said} {_QUESTION} {meant}" if ends else f"{said}; {_QUESTION.lower()} {meant}"


def _flagged(text: str, start: int, end: int) -> str:
    """The words at ``start``; with the words beside them if there are only spaces or marks."""
    if not any(letter.isalnum() for letter in text[start:end]):
        before = _WORD_BEFORE.search(text, max(start - _REACH, 0), start)
        after = _WORD_AFTER.match(text, end, end + _REACH)
        start = before.start() if before else start
        end = after.end() if after else end
    return " ".join(text[start:end].replace(MASK, "…").split())


def _names(quoted: Iterable[str], flagged: str) -> bool:
    """Whether one of the ``quoted`` texts contains the ``flagged`` words."""
    words = re.compile(rf"(?<![\w'’-]){re.escape(flagged.casefold())}(?![\w'’-])")
    return any(words.search(text) for text in quoted)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE].rpartition(" ")[0] + "…"
