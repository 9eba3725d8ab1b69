"""``--fix`` and its relatives: findings are fixed, and the report holds the remaining ones."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lint_post.cli import _output
from lint_post.cli._input import read_stdin
from lint_post.cli._options import Fixing
from lint_post.cli._streams import tell
from lint_post.fix.files import ALL, SAFE, Fixer, Outcome, encode
from lint_post.report._footer import number
from lint_post.run.lint import collect, exit_code
from lint_post.text.value import replace

if TYPE_CHECKING:
    from lint_post.cli._filters import Filters
    from lint_post.project.files import Discovery
    from lint_post.rule.finding import Report
    from lint_post.run.conclude import Checked
    from lint_post.run.lint import Linter


class Session:
    """A run that fixes as ``fixing`` says; ``quiet``: without a summary."""

    def __init__(self, linter: Linter, filters: Filters, fixing: Fixing, *, quiet: bool) -> None:
        self._fixer = Fixer(linter, ALL if fixing.unsafe_fixes else SAFE, dry=fixing.diff)
        self._filters = filters
        self._quiet = quiet
        self._changed: list[Outcome] = []

    def files(self, discovery: Discovery) -> Report:
        """Fix all files."""
        return self._report(self._fixer.fix(discovery))

    def stdin(self, path: str | None, *, echo: bool) -> Report:
        """Fix the text on standard input; ``echo``: print it, changed or not."""
        data = read_stdin()
        outcome = self._fixer.fix_text(data, path)
        if echo:
            sys.stdout.flush()
            sys.stdout.buffer.write(encode(outcome.after) if outcome.after else data)
        return self._report([outcome])

    def _report(self, outcomes: Iterable[Outcome]) -> Report:
        report = collect(self._filters.results(self._note(outcomes)))
        fixed = sum(outcome.fixes for outcome in self._changed)
        return replace(report, fixed=fixed, fixed_files=len(self._changed))

    def _note(self, outcomes: Iterable[Outcome]) -> Iterator[Checked]:
        for outcome in outcomes:
            if outcome.fixes:
                self._changed.append(outcome)
            yield outcome.checked

    def add_comments(self, discovery: Discovery, reason: str) -> int:
        """Write suppression comments for all findings; the result is the exit code."""
        report = self._report(self._fixer.silence(discovery, reason))
        self._tell("Suppressed", report, nothing="Nothing to suppress.")
        return _after_failures(report)

    def show_diff(self, report: Report) -> int:
        """Print what would be changed; the result is the exit code, 1 if there are changes."""
        sys.stdout.writelines(outcome.diff for outcome in self._changed)
        sys.stdout.flush()
        self._tell("Would fix", report)
        return _after_failures(report) or (1 if self._changed else 0)

    def show_fixed(self, report: Report) -> int:
        """Print how much was fixed and nothing else; the result is the exit code."""
        self._tell("Fixed", report)
        return _after_failures(report)

    def _tell(self, done: str, report: Report, *, nothing: str = "Nothing to fix.") -> None:
        """Print how many problems this was ``done`` to."""
        if not self._quiet:
            what = f"{number(report.fixed, 'problem')} in {number(report.fixed_files, 'file')}"
            tell(f"{done} {what}." if self._changed else nothing)


def _after_failures(report: Report) -> int:
    """Report what failed; the result is the exit code for it, 0 if nothing did."""
    _output.complain_of_failures(report)
    return exit_code(replace(report, failing=0))
