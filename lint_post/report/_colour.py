"""ANSI colors and links, on or off."""

from __future__ import annotations

from enum import StrEnum

from lint_post.rule.finding import Severity


class Ink(StrEnum):
    """Select Graphic Rendition parameters."""

    BOLD = "1"
    RED = "1;31"
    YELLOW = "1;33"
    CYAN = "1;36"
    BLUE = "1;34"


INK = {Severity.ERROR: Ink.RED, Severity.WARNING: Ink.YELLOW, Severity.INFO: Ink.CYAN}
_UNDERLINED = "4"


class Painter:
    """Adds colors if ``on``; otherwise returns everything unchanged."""

    def __init__(self, *, on: bool) -> None:
        self._on = on

    def paint(self, text: str, ink: Ink, *, underlined: bool = False) -> str:
        """``text`` in this ink."""
        if not self._on or not text:
            return text
        parameters = f"{ink};{_UNDERLINED}" if underlined else ink
        return f"\x1b[{parameters}m{text}\x1b[0m"


def hyperlink(text: str, url: str) -> str:
    """``text`` as an OSC 8 link to ``url``."""
    return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\"
