"""How findings are shown: one file per format, each with a function ``render``.

``render(report, options)`` yields the document piece by piece – whole lines, one finding or more a piece – so that a
caller may print while others are still being checked; joined they are the whole document, every line ended by LF.
A module here is a format, and its name is the format's; what several share begins with an underscore.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from lint_post.finding import Report
from lint_post.report._options import ColumnUnit, Options

__all__ = ["ColumnUnit", "Options", "Render", "formats", "renderer"]


class Render(Protocol):
    """What each format's module offers as ``render``."""

    def __call__(self, report: Report, options: Options, /) -> Iterator[str]:
        """The document of ``report``, in pieces."""


def formats() -> tuple[str, ...]:
    """The names of all formats, sorted."""
    files = (file for file in Path(__path__[0]).iterdir() if file.suffix == ".py")
    return tuple(sorted(file.stem for file in files if not file.stem.startswith("_")))


def renderer(name: str) -> Render:
    """The function that renders the format ``name``, one of `formats`."""
    return cast("Render", import_module(f"{__name__}.{name}").render)
