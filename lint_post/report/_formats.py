"""The formats by name: what renders each, imported when it is used."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from lint_post.report._options import ColumnUnit, Options
from lint_post.rule.finding import Report

__all__ = ["ColumnUnit", "Options", "Render", "formats", "renderer"]


class Render(Protocol):
    """What each format's module offers as ``render``."""

    def __call__(self, report: Report, options: Options, /) -> Iterator[str]:
        """The document of ``report``, in pieces."""


def formats() -> tuple[str, ...]:
    """The names of all formats, sorted."""
    files = (file for file in Path(__file__).parent.iterdir() if file.suffix == ".py")
    return tuple(sorted(file.stem for file in files if not file.stem.startswith("_")))


def renderer(name: str) -> Render:
    """The function that renders the format ``name``, one of `formats`."""
    return cast("Render", import_module(f"{__package__}.{name}").render)
