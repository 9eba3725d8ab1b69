"""The options that leave findings out of a report."""

from __future__ import annotations

from typing import Any

import click

from lint_post.cli._commands import SectionedOption

_SECTION = "What is left out"


def _option(*names: str, **attributes: Any) -> Any:
    return click.option(*names, cls=SectionedOption, section=_SECTION, **attributes)


OPTIONS = (
    _option("--since", metavar="REV", help="Check only files that have changed since this revision of git."),
    _option(
        "--diff-base",
        metavar="REV",
        help="Report only what meets lines that have changed since this branch left REV.",
    ),
    _option(
        "--diff-scope",
        type=click.Choice(["line", "file"]),
        default="line",
        help="“file”: all of the files that have.",
    ),
    _option("--baseline", metavar="FILE", help="Do not report what is known in FILE; --fix mends it all the same."),
    _option("--write-baseline", metavar="FILE", help="Write all that is found now to FILE, as known."),
    _option("--prune-baseline", is_flag=True, help="Take out of the baseline what is not found any more."),
)


def filter_options(function: Any) -> Any:
    """``function`` with all of them."""
    for option in reversed(OPTIONS):
        function = option(function)
    return function
