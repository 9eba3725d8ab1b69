"""``--watch``: after a first run over everything, what a file says is told again when it is something else."""

from __future__ import annotations

import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from lint_post.cli import _output
from lint_post.cli._streams import tell
from lint_post.report._footer import footer
from lint_post.report._formats import renderer
from lint_post.report._options import ColumnUnit
from lint_post.rule.finding import Diagnostic, Report
from lint_post.run.lint import exit_code
from lint_post.text.value import replace

_PAUSE = 0.3  # seconds between two looks at the files

Findings = Mapping[str, tuple[Diagnostic, ...]]
Statuses = tuple[tuple[str, int, int], ...]


def watch(files: Callable[[], tuple[str, ...]], run: Callable[[], Report], options: dict[str, Any]) -> int:
    """Run again whenever one of ``files`` has changed, come or gone, until Ctrl-C.

    What is printed is never taken back: it is true until the same file is told of again. The result is the exit code of
    the last run.
    """
    before: Findings = {}
    report = Report(())
    try:
        while True:
            statuses = _statuses(files())
            report = run()
            found = _by_file(report)
            _show(report, before, found, options)
            before = found
            while _statuses(files()) == statuses:
                time.sleep(_PAUSE)
    except KeyboardInterrupt:
        return exit_code(report)


def _statuses(files: tuple[str, ...]) -> Statuses:
    """What changes when one of ``files`` is written."""
    statuses = []
    for file in files:
        try:
            status = os.stat(file)  # noqa: PTH116 - a name is all that is needed
        except OSError:
            continue
        statuses.append((file, status.st_mtime_ns, status.st_size))
    return tuple(statuses)


def _by_file(report: Report) -> Findings:
    found: defaultdict[str, tuple[Diagnostic, ...]] = defaultdict(tuple)
    for diagnostic in report.diagnostics:
        found[diagnostic.path] += (diagnostic,)
    return dict(found)


def _show(report: Report, before: Findings, found: Findings, options: dict[str, Any]) -> None:
    """Print what is said of the files of which something else was said ``before``."""
    news = [path for path in sorted({*before, *found}) if before.get(path) != found.get(path)]
    told = tuple(diagnostic for path in news for diagnostic in found.get(path, ()))
    how = _output.options(options["color"], ColumnUnit(options["column_unit"]))
    name = options["output_format"] if options["output_format"] != "auto" else "concise"
    sys.stdout.writelines(renderer(name)(replace(report, diagnostics=told), how))
    sys.stdout.flush()
    for path in news:
        if path not in found:
            tell(f"{path}: all good now.")
    _output.complain_of_failures(report)
    tell(f"{time.strftime('%H:%M:%S')} {footer(report)} Watching: Ctrl-C ends it.")
