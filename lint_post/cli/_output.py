"""Printing a report: which format, on which stream, and what is said beside it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from lint_post.cli._environment import on_azure, on_github, on_terminal, wants_colour, width
from lint_post.cli._streams import complain, disarm, tell
from lint_post.report._footer import footer
from lint_post.report._formats import renderer
from lint_post.report._options import ColumnUnit, Description, Options
from lint_post.report._plain import said
from lint_post.rule.finding import Report

if TYPE_CHECKING:
    from lint_post.config.config import Configs
    from lint_post.run.conclude import Checked

_MOST_IN_FULL = 30  # findings that “auto” shows with their lines
_SHOWING_POSTS = ("full", "concise")  # formats in which words of a post could look like commands to a CI system


def options(colour: str, unit: ColumnUnit, configs: Configs | None = None) -> Options:
    """How to render here; ``colour`` is ``auto``, ``always`` or ``never``, ``configs`` know the rules."""
    coloured = wants_colour(colour)
    return Options(
        colour=coloured,
        hyperlinks=coloured and on_terminal(),
        width=width(),
        unit=unit,
        frames=not on_azure(),
        workspace=os.environ.get("GITHUB_WORKSPACE") or None,
        describe=partial(_describe, configs),
    )


def _describe(configs: Configs | None, rule: str) -> Description | None:
    entry = configs.catalogue_of(configs.of_folder(Path())).entries.get(rule) if configs else None
    return Description(entry.page.summary, entry.page.body) if entry else None


def choose(name: str, report: Report) -> str:
    """The format that ``name``, which may be ``auto``, comes to for this report; people are told of a surprise."""
    if name != "auto":
        return name
    if on_github():
        return "github"
    found = len(report.diagnostics)
    if on_terminal() and found > _MOST_IN_FULL:
        tell(f"{found} findings, one a line; “--output-format full” shows each with its line of the post.")
    return "full" if on_terminal() and found <= _MOST_IN_FULL else "concise"


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
        if not self._is_first and self._name == "full":
            self._stream.write("\n")
        self._stream.writelines(map(disarm, pieces) if on_azure() else pieces)
        self._stream.flush()
        self._is_first = False


def _fence(stream: TextIO) -> str:
    """Keep a CI system from obeying what comes now; the result is what ends that."""
    token = os.urandom(16).hex()
    stream.write(f"::stop-commands::{token}\n")
    return token


def finish(report: Report, *, quiet: bool) -> None:
    """What is said beside the findings, on standard error, after they were printed as they came."""
    complain_of_failures(report)
    _sum_up(report, quiet=quiet)


def show(report: Report, name: str, how: Options, *, quiet: bool, stream: TextIO) -> None:
    """Print the document in the format ``name`` on ``stream``, and the rest on standard error."""
    _print(report, name, how, stream)
    stream.flush()
    if name == "github":
        _tell_of_limit(report)
    else:
        complain_of_failures(report)
    _sum_up(report, quiet=quiet)


def show_statistics(report: Report, name: str, *, quiet: bool, stream: TextIO) -> None:
    """Print how much each rule found, in JSON if ``name`` says so, and the rest on standard error."""
    from lint_post.report import _statistics

    stream.write(_statistics.as_json(report) if name == "json" else "".join(_statistics.as_text(report)))
    stream.flush()
    complain_of_failures(report)
    _sum_up(report, quiet=quiet)


def complain_of_failures(report: Report) -> None:
    """Say what could not be done."""
    for failure in report.failures:
        complain(said(failure))


def _sum_up(report: Report, *, quiet: bool) -> None:
    if not quiet:
        for unasked, count in report.unasked:
            tell(unasked.sentence(count))
        tell(footer(report))


def _print(report: Report, name: str, how: Options, stream: TextIO) -> None:
    """Print the document; where it shows words of posts, a CI system is kept from obeying them."""
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
