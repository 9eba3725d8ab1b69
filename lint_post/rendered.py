"""What readers of the page get to see of a tree: equal texts for two sources mean an equal page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.nodes import Html, List, ListItem, Literally, Node, Root, Text

_BLANKS = re.compile(r"[ \t\r\n]+")
_OPEN, _OPENED, _CLOSE = "\1", "\2", "\3"
_AT_THE_EDGE = re.compile(f"(?<={_OPENED}) | (?={_CLOSE})")
_NOT_SEEN = ("span", "pieces", "children", "content", "value", "spread")


def rendered(root: Root, *, without: re.Pattern[str]) -> str:
    """One text for all that ``root`` holds, in order and by its kind; in HTML and text without what matches."""
    return _AT_THE_EDGE.sub("", _BLANKS.sub(" ", "".join(_events(root, without))))


def _events(root: Root, without: re.Pattern[str]) -> Iterator[str]:
    stack: list[Node | str] = [root]
    while stack:
        here = stack.pop()
        if isinstance(here, str):
            yield here
        elif isinstance(here, Text):
            yield without.sub("", here.value) if "{" in here.value else here.value
        elif isinstance(here, Html):
            yield without.sub("", here.value)
        else:
            value = here.value if isinstance(here, Literally) else ""
            stack.append(_CLOSE)
            stack.extend(reversed(here.children))
            yield f"{_OPEN}{here.type} {_seen(here)}{_OPENED}{value}"


def _seen(node: Node) -> list[object]:
    """The fields of ``node`` that are neither places nor what the walk itself gives, and whether a list is loose."""
    seen = [getattr(node, name) for name in node._fields if not name.endswith(_NOT_SEEN)]
    if isinstance(node, List):
        seen.append(node.spread or any(isinstance(item, ListItem) and item.spread for item in node.children))
    return seen
