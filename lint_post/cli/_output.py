"""Printing a report: the format, the stream, and the messages on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from lint_post.cli._environment import on_azure, on_github, on_terminal, wants_color, width
from lint_post.cli._options import Printing
from lint_post.cli._streams import complain, disarm, tell
from lint_post.report._footer import footer
from lint_post.report._formats import renderer
from lint_post.report._options import ColumnUnit, Description, Options
from lint_post.report._plain import said
from lint_post.rule.finding import Report

if TYPE_CHECKING:
    from lint_post.config.config import Configs
    from lint_post.run.conclude import Checked

_MOST_IN_FULL = 30  # findings that "auto" shows with their lines
_SHOWING_POSTS = (
    "full",
    "concise",
    "grouped",
)  # formats in which words of a post could look like commands to a CI system


def options(printing: Printing, configs: Configs | None = None) -> Options:
    """How to render here; ``configs`` know the rules."""
    colored = wants_color(printing.color)
    return Options(
        colour=colored,
        hyperlinks=colored and on_terminal(),
        width=width(),
        unit=ColumnUnit(printing.column_unit),
        frames=not on_azure(),
        workspace=os.environ.get("GITHUB_WORKSPACE") or None,
        describe=partial(_describe, configs),
    )


def _describe(configs: Configs | None, rule: str) -> Description | None:
    entry = configs.catalogue_of(configs.of_folder(Path())).entries.get(rule) if configs else None
    return Description(entry.page.summary, entry.page.body) if entry else None


def choose(name: str, report: Report) -> str:
    """The format for this report; ``name`` may be ``auto``."""
    if name != "auto":
        return name
    if on_github():
        return "github"
    if not on_terminal():
        return "concise"
    found = len(report.diagnostics)
    if found <= _MOST_IN_FULL:
        return "full"
    tell(f'{found} findings, grouped by file; use "--output-format full" to show their source lines.')
    return "grouped"


def streamed(name: str) -> str | None:
    """The format that findings can be printed in as they come; None if all have to be known first."""
    if name == "auto" and not on_github() and not on_terminal():
        return "concise"
    return name if name in _SHOWING_POSTS else None


class Stream:
    """Prints the findings of one file after the other in the format ``name`` on ``stream``."""

    def __init__(self, name: str, how: Options, stream: TextIO) -> None:
        self._name = name
        self._how = how
        self._stream = stream
        self._is_first = True

    def each(self, results: Iterable[Checked]) -> Iterator[Checked]:
        """``results``, each after its findings were printed."""
        token = _fence(self._stream) if on_github() else None
        try:
            for checked in results:
                self._print(checked)
                yield checked
        finally:
            if token:
                self._stream.write(f"::{token}::\n")
            self._stream.flush()

    def _print(self, checked: Checked) -> None:
        if not checked.diagnostics:
            return
        pieces = renderer(self._name)(Report(checked.diagnostics), self._how)
        if not self._is_first and self._name in ("full", "grouped"):
            self._stream.write("\n")
        self._stream.writelines(map(disarm, pieces) if on_azure() else pieces)
        self._stream.flush()
        self._is_first = False


def _fence(stream: TextIO) -> str:
    """Keep a CI system from running commands in the output; the result ends that."""
    token = os.urandom(16).hex()
    stream.write(f"::stop-commands::{token}\n")
    return token


def finish(report: Report, *, quiet: bool) -> None:
    """Print failures and the summary on standard error, after findings were printed as they came."""
    complain_of_failures(report)
    _sum_up(report, quiet=quiet)


def show(report: Report, printing: Printing, configs: Configs, stream: TextIO | None = None) -> None:
    """Print the document on ``stream`` (None: standard output), and messages to people on standard error.

    A fixed text from standard input has standard output to itself.
    """
    stream = stream or sys.stdout
    if printing.statistics:
        _show_statistics(report, printing, stream)
        return
    name = choose(printing.output_format, report)
    _print(report, name, options(printing, configs), stream)
    stream.flush()
    if name == "github":
        _tell_of_limit(report)
    else:
        complain_of_failures(report)
    _sum_up(report, quiet=printing.quiet)


def _show_statistics(report: Report, printing: Printing, stream: TextIO) -> None:
    """Print the number of findings per rule, and messages to people on standard error."""
    from lint_post.report import _statistics

    is_json = printing.output_format == "json"
    stream.write(_statistics.as_json(report) if is_json else "".join(_statistics.as_text(report)))
    stream.flush()
    complain_of_failures(report)
    _sum_up(report, quiet=printing.quiet)


def complain_of_failures(report: Report) -> None:
    """Print what failed."""
    for failure in report.failures:
        complain(said(failure))


def _sum_up(report: Report, *, quiet: bool) -> None:
    if not quiet:
        for unasked, count in report.unasked:
            tell(unasked.sentence(count))
        tell(footer(report))


def _print(report: Report, name: str, how: Options, stream: TextIO) -> None:
    """Print the document; a CI system must not run commands in the text of posts."""
    pieces = renderer(name)(report, how)
    if on_azure():
        pieces = map(disarm, pieces)
    token = _fence(stream) if on_github() and name in _SHOWING_POSTS else None
    try:
        stream.writelines(pieces)
    finally:
        stream.write(f"::{token}::\n" if token else "")


def _tell_of_limit(report: Report) -> None:
    from lint_post.report.github import note

    limit = note(report)
    if limit:
        tell(limit)
