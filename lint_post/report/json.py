"""``json``: the whole report as one object, version 1 of ``schemas/report-1.json``; one diagnostic per line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lint_post import __version__
from lint_post.report._dump import dump
from lint_post.report._options import Options
from lint_post.rule.finding import Diagnostic, Failure, PlacedEdit, PlacedFix, Report, Severity
from lint_post.text.source import Range

VERSION = 1
_TOOL = {"name": "lint-post", "version": __version__}


def render(report: Report, options: Options) -> Iterator[str]:
    """The object, in a piece for each diagnostic."""
    yield f'{{"version": {VERSION},\n "tool": {dump(_TOOL)},\n "diagnostics": ['
    yield from _items(_diagnostic(diagnostic, options) for diagnostic in report.diagnostics)
    yield '],\n "errors": ['
    yield from _items(map(_failure, report.failures))
    yield f'],\n "summary": {dump(_summary(report))}}}\n'


def _items(values: Iterable[object]) -> Iterator[str]:
    """The items of an array, each on its own line."""
    for index, value in enumerate(values):
        yield ("," if index else "") + "\n  " + dump(value)


def _diagnostic(diagnostic: Diagnostic, options: Options) -> dict[str, object]:
    return {
        "file": diagnostic.path,
        "rule": diagnostic.rule,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "url": options.page(diagnostic),
        "range": _range(diagnostic.range),
        "fix": _fix(diagnostic.fix),
        "alternatives": [
            {"message": alternative.message, "edits": _edits(alternative.edits)}
            for alternative in diagnostic.alternatives
        ],
        "related": [
            {"file": related.path, "range": _range(related.range), "message": related.message}
            for related in diagnostic.related
        ],
        "fingerprint": diagnostic.fingerprint,
    }


def _range(where: Range | None) -> dict[str, object] | None:
    return None if where is None else {"start": where.start._asdict(), "end": where.end._asdict()}


def _fix(fix: PlacedFix | None) -> dict[str, object] | None:
    if fix is None:
        return None
    return {"applicability": str(fix.applicability), "message": fix.message, "edits": _edits(fix.edits)}


def _edits(edits: tuple[PlacedEdit, ...]) -> list[dict[str, object]]:
    return [{"range": _range(edit.range), "text": edit.text} for edit in edits]


def _failure(failure: Failure) -> dict[str, object]:
    return {"file": failure.path, "message": failure.message}


def _summary(report: Report) -> dict[str, int]:
    counts = {str(severity): report.count(severity) for severity in reversed(Severity)}
    return {"files": report.files, **counts, "fixable": report.fixable, "fixed": report.fixed}
