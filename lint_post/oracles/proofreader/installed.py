"""Which LanguageTool is installed here, as language_tool_python has it – found without its help.

Its import takes many times as long as a look into its folder, and where that is empty, there is nothing to import for.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

_NAME = re.compile(r"LanguageTool-(?:(?P<major>\d+)\.(?P<minor>\d+)|(?P<day>\d{8}))")
NOT_INSTALLED = 'LanguageTool is not installed; run "lint-post languagetool install"'
_JARS = ("languagetool-server.jar", "languagetool.jar")


def folder() -> Path:
    """Where installations are: LTP_PATH, as language_tool_python has it, else its folder in the user's cache."""
    return Path(os.environ.get("LTP_PATH") or Path.home() / ".cache" / "language_tool_python").absolute()


def homes() -> list[Path]:
    """The folders of all installations, the newest first; a snapshot is newer than any release."""
    try:
        found = [path for path in folder().iterdir() if _NAME.fullmatch(path.name) and _is_whole(path)]
    except OSError:
        return []
    return sorted(found, key=_age, reverse=True)


def newest() -> Path | None:
    """The newest installation; None without any."""
    return next(iter(homes()), None)


def version(home: Path) -> str:
    """The version of the installation at ``home``."""
    return home.name.removeprefix("LanguageTool-")


def _is_whole(home: Path) -> bool:
    return any((home / name).is_file() for name in _JARS)


def _age(home: Path) -> tuple[int, int, int]:
    match = _NAME.fullmatch(home.name)
    return (int(match["day"] or 0), int(match["major"] or 0), int(match["minor"] or 0)) if match else (0, 0, 0)
