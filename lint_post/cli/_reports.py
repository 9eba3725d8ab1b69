"""``--report FORMAT=PATH``: further reports of the same run, written to files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from lint_post.errors import FileError
from lint_post.report._formats import formats, renderer
from lint_post.report._options import Options
from lint_post.rule.finding import Report

_SUMMARY = "GITHUB_STEP_SUMMARY"  # several steps add to this file


class ReportFile(NamedTuple):
    """A report to be written: its format, and where to."""

    format: str
    path: Path


def parse(values: Sequence[str]) -> tuple[ReportFile, ...]:
    """What ``values``, each FORMAT=PATH, ask for. Raises UsageError before any work is done for nothing."""
    files = tuple(map(_parse, values))
    paths = [os.path.realpath(file.path) for file in files]
    if len(set(paths)) < len(paths):
        raise click.UsageError("--report names one file twice: give each report a file of its own.")
    return files


def _parse(value: str) -> ReportFile:
    name, equals, path = value.partition("=")
    if not (equals and path):
        raise click.UsageError(f"--report takes a format and a file, as in sarif=report.sarif, not “{value}”.")
    if name not in formats():
        raise click.UsageError(f"--report: “{name}” is no format. There are {', '.join(formats())}.")
    file = Path(path)
    if file.is_dir():
        raise click.UsageError(f"--report: “{path}” is a folder: name a file.")
    if not file.absolute().parent.is_dir():
        raise click.UsageError(f"--report: the folder of “{path}” is not there: make it first.")
    return ReportFile(name, file)


def write(files: Sequence[ReportFile], report: Report, how: Options) -> None:
    """Write all ``files``, each at one stroke. Raises FileError."""
    for file in files:
        data = "".join(renderer(file.format)(report, how)).encode("utf-8", "replace")
        try:
            if os.environ.get(_SUMMARY) and os.path.realpath(os.environ[_SUMMARY]) == os.path.realpath(file.path):
                with file.path.open("ab") as stream:
                    stream.write(data)
            else:
                _replace(file.path, data)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise FileError(str(file.path), f"The report “{file.path}” cannot be written: {reason}.") from None


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
