"""``--report FORMAT=FILE``: further reports of the same run, written to files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from lint_post.cli._options import Printing
from lint_post.cli._output import options
from lint_post.errors import FileError
from lint_post.report._formats import formats, renderer
from lint_post.rule.finding import Report
from lint_post.text.value import replace

if TYPE_CHECKING:
    from lint_post.config.config import Configs

_SUMMARY = "GITHUB_STEP_SUMMARY"  # several steps append to this file


class ReportFile(NamedTuple):
    """A report to be written: its format and its file."""

    format: str
    path: Path


def parse(values: Sequence[str]) -> tuple[ReportFile, ...]:
    """The reports that ``values``, each FORMAT=FILE, ask for. Raises UsageError."""
    files = tuple(map(_parse, values))
    paths = [os.path.realpath(file.path) for file in files]
    if len(set(paths)) < len(paths):
        raise click.UsageError("Duplicate file in --report; use a separate file for each report.")
    return files


def _parse(value: str) -> ReportFile:
    name, equals, path = value.partition("=")
    if not (equals and path):
        raise click.UsageError(f'Invalid --report "{value}"; use FORMAT=FILE, such as sarif=report.sarif.')
    if name not in formats():
        raise click.UsageError(f'Unknown report format "{name}"; choose from {", ".join(formats())}.')
    file = Path(path)
    if file.is_dir():
        raise click.UsageError(f'Cannot write --report "{path}": it is a folder; name a file.')
    if not file.absolute().parent.is_dir():
        raise click.UsageError(f'Cannot write --report "{path}": folder not found; create it first.')
    return ReportFile(name, file)


def write(printing: Printing, report: Report, configs: Configs) -> None:
    """Write all reports that were asked for, each atomically. Raises FileError."""
    if not printing.reports:
        return
    how = options(replace(printing, color="never"), configs)
    for file in parse(printing.reports):
        data = "".join(renderer(file.format)(report, how)).encode("utf-8", "replace")
        try:
            if os.environ.get(_SUMMARY) and os.path.realpath(os.environ[_SUMMARY]) == os.path.realpath(file.path):
                with file.path.open("ab") as stream:
                    stream.write(data)
            else:
                _replace(file.path, data)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise FileError(str(file.path), f'Cannot write report "{file.path}": {reason}.') from None


def _replace(path: Path, data: bytes) -> None:
    if path.exists() and not path.is_file():  # a pipe or a device
        path.write_bytes(data)
        return
    temporary = path.with_name(f".{path.name}.lint-post")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
