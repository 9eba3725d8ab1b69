"""Which marks of emphasis and strikethrough belong together (CommonMark 6.2, GitHub's strikethrough).

mistune takes every character that is neither whitespace nor alphanumeric for punctuation, so that combining marks and
variation selectors cost a text its emphasis; CommonMark counts the Unicode categories P and S only.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category

_BLANK, _PUNCTUATION, _LETTER = 1, 2, 0


@lru_cache(4096)
def _kind(char: str) -> int:
    if not char or char.isspace():
        return _BLANK
    return _PUNCTUATION if category(char)[0] in "PS" else _LETTER


class Mark:
    """A run of one delimiter character. ``opens`` and ``closes``: how many characters each match takes, in order."""

    __slots__ = ("can_close", "can_open", "char", "closes", "left", "length", "opens", "order")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.char = text[start]
        self.length = self.left = end - start
        self.order = 0
        self.opens: list[int] = []
        self.closes: list[int] = []
        before = _kind(text[start - 1]) if start else _BLANK
        after = _kind(text[end : end + 1])
        left = after == _LETTER or (after == _PUNCTUATION and before != _LETTER)
        right = before == _LETTER or (before == _PUNCTUATION and after != _LETTER)
        if self.char == "_":
            self.can_open = left and (not right or before == _PUNCTUATION)
            self.can_close = right and (not left or after == _PUNCTUATION)
        else:
            self.can_open = left
            self.can_close = right

    def matches(self, closer: Mark) -> bool:
        """Whether this run, as an opener, pairs with ``closer``."""
        if self.char != closer.char:
            return False
        if self.char == "~":
            return self.length == closer.length
        if self.can_close or closer.can_open:
            return (self.length + closer.length) % 3 != 0 or self.length % 3 == closer.length % 3 == 0
        return True


def match_marks(marks: list[Mark]) -> None:
    """Pair the marks of one text, in its order; fills their ``opens`` and ``closes``."""
    openers: list[Mark] = []
    searched: dict[tuple[str, bool, int], int] = {}  # up to which marker no opener matches such a closer
    for order, mark in enumerate(marks):
        mark.order = order
        if mark.can_close:
            key = (mark.char, mark.can_open, mark.length if mark.char == "~" else mark.length % 3)
            while mark.left:
                index = _find(openers, mark, searched.get(key, -1))
                if index < 0:
                    searched[key] = order - 1
                    break
                _pair(openers, index, mark)
        if mark.can_open and mark.left:
            openers.append(mark)


def _find(openers: list[Mark], closer: Mark, searched: int) -> int:
    index = len(openers) - 1
    while index >= 0 and openers[index].order > searched:
        if openers[index].matches(closer):
            return index
        index -= 1
    return -1


def _pair(openers: list[Mark], index: int, closer: Mark) -> None:
    opener = openers[index]
    use = opener.left if opener.char == "~" else 2 if opener.left >= 2 and closer.left >= 2 else 1
    opener.opens.append(use)
    closer.closes.append(use)
    opener.left -= use
    closer.left -= use
    del openers[index + bool(opener.left) :]
