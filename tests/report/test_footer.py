"""The last line."""

from __future__ import annotations

import pytest

from lint_post.report._footer import footer
from lint_post.rule.finding import Applicability, Diagnostic, Failure, Report, Severity
from lint_post.text.value import replace

from .awkward import SAMPLES, diagnostic, insertion, whole_file

FAILED = (Failure("x.md", "no"),)
ERROR = diagnostic(SAMPLES[0])


def _fixed(applicability: Applicability, file: str) -> Diagnostic:
    assert ERROR.fix is not None
    return replace(ERROR, path=file, fix=replace(ERROR.fix, applicability=applicability))


SAFE, UNSAFE = _fixed(Applicability.SAFE, "a.md"), _fixed(Applicability.UNSAFE, "b.md")


@pytest.mark.parametrize(
    ("report", "line"),
    [
        (Report((), files=12), "All good: 12 files checked."),
        (Report((), files=1), "All good: 1 file checked."),
        (Report(()), "Nothing to check."),
        (Report((), FAILED, files=3), "No problems in 3 files. 1 file could not be checked."),
        (Report((), FAILED * 2), "2 files could not be checked."),
        (Report((insertion(),), files=9), "Found 1 problem (1 warning) in 1 file."),
        (
            Report((SAFE, UNSAFE, insertion(), whole_file(), whole_file()), FAILED, files=9),
            (
                "Found 5 problems (2 errors, 1 warning, 2 info) in 3 files."
                " 1 fixable with --fix, 1 more with --unsafe-fixes. 1 file could not be checked."
            ),
        ),
        (Report((SAFE, SAFE)), "Found 2 problems (2 errors) in 1 file. 2 fixable with --fix."),
        (Report((UNSAFE,)), "Found 1 problem (1 error) in 1 file. 1 fixable with --unsafe-fixes."),
        (Report((), files=4, fixed=3, fixed_files=2), "Fixed 3 problems in 2 files. All good: 4 files checked."),
        (
            Report((insertion(),), files=9, fixed=1, fixed_files=1),
            "Fixed 1 problem in 1 file. Found 1 problem (1 warning) in 1 file.",
        ),
        (Report((), files=2, interrupted=True), "Interrupted after 2 files. No problems so far."),
        (
            Report((insertion(),), files=2, interrupted=True),
            "Interrupted after 2 files. Found 1 problem (1 warning) in 1 file.",
        ),
    ],
)
def test_the_last_line_sums_up(report: Report, line: str) -> None:
    assert footer(report) == line


def test_severities_are_counted_from_bad_to_mild() -> None:
    found = (replace(ERROR, severity=Severity.INFO), insertion(), ERROR)
    assert "(1 error, 1 warning, 1 info)" in footer(Report(found))
