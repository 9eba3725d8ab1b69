"""What the first characters of a line say about the block that begins there (CommonMark 0.31, chapter 4)."""

from __future__ import annotations

import re
from functools import lru_cache

from mistune.helpers import BLOCK_TAGS

ATX = re.compile(r"(#{1,6})(?=[ \t]|$)[ \t]*")
SETEXT = re.compile(r"(?:=+|-+)[ \t]*$")
FENCE = re.compile(r"(`{3,})[ \t]*([^`\r\n]*)|(~{3,})[ \t]*([^\r\n]*)")
BULLET = re.compile(r"[*+-](?=[ \t]|$)")
NUMBER = re.compile(r"(\d{1,9})[.)](?=[ \t]|$)", re.ASCII)
FOOTNOTE = re.compile(r"\[\^((?:[^\\\[\]\s]|\\.){1,999})\]:[ \t]*")

_ATTRIBUTE = r"[ \t]+[A-Za-z_:][\w.:-]*(?:[ \t]*=[ \t]*(?:[^\s\"'=<>`]+|'[^'\r\n]*'|\"[^\"\r\n]*\"))?"
_HTML_STARTS = re.compile(
    r"<(?:(?P<h2>!--)|(?P<h3>\?)|(?P<h4>![A-Za-z])|(?P<h5>!\[CDATA\[)"
    r"|(?P<h6>(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<after>[ \t]|/?>|$)?))"
)
_TAG_ALONE = re.compile(
    rf"<(?:[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*[ \t]*/?|/[A-Za-z][A-Za-z0-9-]*[ \t]*)>[ \t]*$", re.ASCII
)
_BLOCK_TAGS = frozenset(BLOCK_TAGS) | {"search"}
_RAW_TAGS = frozenset({"script", "pre", "style", "textarea"})
HTML_TAG_ALONE = 7  # the kind that cannot interrupt a paragraph
_HTML_ENDS = {
    1: re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    2: re.compile(r"-->"),
    3: re.compile(r"\?>"),
    4: re.compile(r">"),
    5: re.compile(r"\]\]>"),
}
_RULE_MARKS = 3
_BLANK_LINE = re.compile(r"^[ \t]*$", re.MULTILINE)


@lru_cache(64)
def closing_fence(fence: str) -> re.Pattern[str]:
    """Finds a line that closes a code block which ``fence`` opened."""
    return re.compile(rf"^ {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$", re.MULTILINE)


def without_closing_marks(title: str) -> str:
    """The content of an ATX heading without the marks that may close it."""
    title = title.rstrip(" \t")
    bare = title.rstrip("#")
    return title if bare == title or bare[-1:] not in ("", " ", "\t") else bare.rstrip(" \t")


def is_rule(line: str) -> bool:
    """Whether ``line``, which begins with ``*``, ``-`` or ``_``, is a thematic break."""
    return not line.strip(line[0] + " \t") and line.count(line[0]) >= _RULE_MARKS


def html_kind(text: str, pos: int, end: int) -> int:
    """Which of CommonMark's seven kinds of HTML block begins at ``pos``; 0 for none."""
    match = _HTML_STARTS.match(text, pos, end)
    if not match:
        return 0
    if match["h6"] is None:
        return int(str(match.lastgroup)[1])
    name, after = match["name"].lower(), match["after"]
    if name in _RAW_TAGS and not match["slash"] and after is not None and after != "/>":
        return 1
    if name in _BLOCK_TAGS and after is not None:
        return 6
    return HTML_TAG_ALONE if _TAG_ALONE.match(text, pos, end) else 0


def html_ends(kind: int, text: str, pos: int, end: int) -> bool:
    """Whether an HTML block of ``kind`` ends in the line [``pos``, ``end``); kinds 6 and 7 end at a blank line."""
    closing = _HTML_ENDS.get(kind)
    return closing is not None and closing.search(text, pos, end) is not None


def html_end(kind: int, text: str, pos: int) -> int:
    """Where, from the line at ``pos`` on, the last line of an HTML block of ``kind`` ends; the text's end if nowhere.

    The kinds that end at a blank line end before it, even if it is the first one. Line ends are LF.
    """
    closing = _HTML_ENDS.get(kind)
    if closing is None:
        blank = _BLANK_LINE.search(text, pos)
        return blank.start() - 1 if blank else len(text)
    match = closing.search(text, pos)
    end = text.find("\n", match.end()) if match else -1
    return len(text) - text.endswith("\n") if end < 0 else end
