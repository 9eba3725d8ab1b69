"""A source line laid out for the terminal: measured in columns, and cut around the flagged text if it is long."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from lint_post.report._plain import visible

ELLIPSIS = "…"
TAB = "    "
# One column each, whatever the terminal: most lines need no table of widths, which takes long to load.
NARROW = re.compile("[ -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\ufffd]*")
_EMOJI_STYLE = "\ufe0f"
_LEAD = 20  # columns (or a third of a narrow window) kept before a flagged text that fills the window
_MOST_CHARACTERS = 4  # for each column: marks of no width must not fill a window without end


class Frame(NamedTuple):
    """A line in three displayable parts: before, at, and after the flagged text."""

    before: str
    flagged: str
    after: str


def columns(text: str) -> int:
    """How many columns ``text`` takes; it holds no controls."""
    if NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def _character_columns(shown: str) -> int:
    """The most columns that a character as ``shown`` can add to a line."""
    return 1 if shown == _EMOJI_STYLE else columns(shown)


def shown(text: str) -> str:
    """``text`` as it is displayed."""
    return visible(text.replace("\t", TAB))


def _fitting(characters: Iterable[str], budget: int) -> int:
    """How many of ``characters`` fit into ``budget`` columns."""
    used = count = 0
    for character in characters:
        used += _character_columns(shown(character))
        if used > budget or count >= budget * _MOST_CHARACTERS:
            break
        count += 1
    return count


def frame(line: str, start: int, stop: int, width: int) -> Frame:
    """``line`` with [``start``, ``stop``) flagged – code points from 0 – in at most ``width`` columns."""
    if len(line) <= width * _MOST_CHARACTERS:
        whole = Frame(shown(line[:start]), shown(line[start:stop]), shown(line[stop:]))
        if sum(map(columns, whole)) <= width:
            return whole
    return _window(line, start, stop, width)


def _window(line: str, start: int, stop: int, width: int) -> Frame:
    """The part of ``line`` around ``start``, with an ellipsis where something was left out."""
    budget = width - 2 * len(ELLIPSIS)
    most = budget * _MOST_CHARACTERS
    ahead = line[max(start - most, 0) : start]
    lead = min(sum(_character_columns(shown(character)) for character in ahead[-_LEAD:]), _LEAD, budget // 3)
    flagged = line[start : start + _fitting(line[start:stop], budget - lead)]
    rest = budget - columns(shown(flagged))
    behind = line[stop : stop + most] if start + len(flagged) == stop else ""
    wanted = _fitting(behind, rest - rest // 2)
    before = _ending(ahead, rest - columns(shown(behind[:wanted])))
    after = behind[: _fitting(behind, rest - columns(shown(before)))]
    left, right = start - len(before), start + len(flagged) + len(after)
    return Frame(
        (ELLIPSIS if left > 0 else "") + shown(before),
        shown(flagged),
        shown(after) + (ELLIPSIS if right < len(line) else ""),
    )


def _ending(text: str, budget: int) -> str:
    """As much of the end of ``text`` as fits into ``budget`` columns."""
    return text[len(text) - _fitting(reversed(text), budget) :]
