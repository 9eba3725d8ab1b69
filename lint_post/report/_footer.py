"""The last line of the output: a summary of the run."""

from __future__ import annotations

from lint_post.rule.finding import Report, Severity


def footer(report: Report) -> str:
    """The summary of a run, in one line without a line break."""
    found = _found(report) if report.diagnostics else _clean(report)
    parts = (_interrupted(report), _fixed(report), found, _failed(report))
    return " ".join(filter(None, parts)) or "Nothing to check."


def _interrupted(report: Report) -> str:
    return f"Interrupted after {number(report.files, 'file')}." if report.interrupted else ""


def _fixed(report: Report) -> str:
    if not report.fixed:
        return ""
    return f"Fixed {number(report.fixed, 'problem')} in {number(report.fixed_files, 'file')}."


def _found(report: Report) -> str:
    counts = [(report.count(severity), severity) for severity in reversed(Severity)]
    kinds = ", ".join(_kind(count, severity) for count, severity in counts if count)
    files = len({diagnostic.path for diagnostic in report.diagnostics})
    sentence = f"Found {number(len(report.diagnostics), 'problem')} ({kinds}) in {number(files, 'file')}."
    return f"{sentence}{_fixable(report)}"


def _clean(report: Report) -> str:
    if report.interrupted:
        return "No problems so far."
    if report.failures:
        return f"No problems in {number(report.files, 'file')}." if report.files else ""
    return f"All good: {number(report.files, 'file')} checked." if report.files else ""


def _failed(report: Report) -> str:
    failed = sum(not failure.is_of_run for failure in report.failures)
    return f"{number(failed, 'file')} could not be checked." if failed else ""


def _fixable(report: Report) -> str:
    safe, unsafe = report.fixable, report.unsafely_fixable
    if not safe:
        return f" {unsafe} fixable with --unsafe-fixes." if unsafe else ""
    return f" {safe} fixable with --fix" + (f", {unsafe} more with --unsafe-fixes." if unsafe else ".")


def number(count: int, noun: str) -> str:
    """``count`` with its noun, as in ``1 file`` and ``2 files``."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _kind(count: int, severity: Severity) -> str:
    return f"{count} {severity}" if severity is Severity.INFO else number(count, str(severity))
