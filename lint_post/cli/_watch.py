"""``--watch``: after a first run over all files, print what is new whenever a file changes."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from lint_post.cli import _output
from lint_post.cli._options import Printing
from lint_post.cli._streams import tell
from lint_post.report._footer import footer, number
from lint_post.report._formats import renderer
from lint_post.rule.finding import Diagnostic, Report
from lint_post.run.lint import exit_code
from lint_post.text.value import replace

_PAUSE = 0.3  # seconds between two looks at the files

Findings = Mapping[str, tuple[Diagnostic, ...]]
Statuses = tuple[tuple[str, int, int], ...]


def watch(files: Callable[[], tuple[str, ...]], run: Callable[[], Report], printing: Printing) -> int:
    """Run again whenever one of ``files`` is changed, added or removed, until Ctrl-C.

    A finding is printed once, when it first appears. The result is the exit code of the last run.
    """
    before: Findings = {}
    report = Report(())
    try:
        while True:
            statuses = _statuses(files())
            report = run()
            found = _by_file(report)
            _show(report, before, found, printing)
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


def _show(report: Report, before: Findings, found: Findings, printing: Printing) -> None:
    """Print the findings that were not there ``before``, and how many are gone."""
    news = tuple(one for path in sorted(found) for one in _new(found[path], before.get(path, ())))
    name = printing.output_format if printing.output_format != "auto" else "concise"
    sys.stdout.writelines(renderer(name)(replace(report, diagnostics=news), _output.options(printing)))
    sys.stdout.flush()
    for path in sorted(before):
        left = found.get(path, ())
        gone = sum(1 for _ in _new(before[path], left))
        if gone:
            tell(f"{path}: {number(gone, 'problem')} fixed, {len(left) or 'none'} left.")
    _output.complain_of_failures(report)
    tell(f"{time.strftime('%H:%M:%S')} {footer(report)} Watching for changes; press Ctrl-C to stop.")


def _new(found: Iterable[Diagnostic], before: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What of ``found`` was not there ``before``, wherever it has moved."""
    known = Counter(one.fingerprint for one in before)
    for one in found:
        if known[one.fingerprint]:
            known[one.fingerprint] -= 1
        else:
            yield one
