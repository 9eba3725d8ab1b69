"""What the environment says about printing."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lint_post.errors import UsageError

if TYPE_CHECKING:
    from lint_post.report._colour import Painter

_WIDTH = 80  # columns, where there is no terminal to ask
_MOST_DIGITS = 4  # of a plausible width


def require_working_directory() -> None:
    """Raises UsageError if the working directory is gone: no path can be resolved then, and no config file found."""
    try:
        Path.cwd()
    except OSError:
        raise UsageError("Working directory not found; change to an existing folder.") from None


def on_github() -> bool:
    """Whether this is a job of GitHub Actions."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def on_azure() -> bool:
    """Whether this is a job of Azure Pipelines."""
    return bool(os.environ.get("TF_BUILD"))


def on_terminal() -> bool:
    """Whether a terminal shows standard output."""
    return sys.stdout.isatty()


def wants_color(choice: str) -> bool:
    """Whether to use color; ``choice`` is ``auto``, ``always`` or ``never``."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (on_terminal() and os.environ.get("TERM") != "dumb")


def painter() -> Painter:
    """What paints in color where that is wanted."""
    from lint_post.report._colour import Painter

    return Painter(on=wants_color("auto"))


def width() -> int:
    """How many columns there are."""
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and len(given) <= _MOST_DIGITS and int(given):
        return int(given)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or _WIDTH
    except OSError:
        return _WIDTH
