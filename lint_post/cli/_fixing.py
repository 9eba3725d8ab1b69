"""``--fix`` and its kin: what was found is fixed, and what is left is the report."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from lint_post.cli import _output
from lint_post.cli._input import STDIN, read_stdin
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

_OTHERS = ("fix", "unsafe_fixes", "diff", "fix_only")


class Fixing:
    """A run that fixes as the command line says. Raises UsageError for ``options`` that exclude each other."""

    def __init__(self, linter: Linter, filters: Filters, options: dict[str, Any]) -> None:
        if options["diff"] and options["fix_only"]:
            raise click.UsageError("--diff changes nothing and --fix-only reports nothing: take one of them.")
        if options["add_ignore"] and (STDIN in options["paths"] or any(options[name] for name in _OTHERS)):
            raise click.UsageError("--add-ignore writes comments into files, and neither fixes nor shows anything.")
        self._fixer = Fixer(linter, ALL if options["unsafe_fixes"] else SAFE, dry=options["diff"])
        self._filters = filters
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

    def add_comments(self, discovery: Discovery, reason: str, *, quiet: bool) -> int:
        """Write comments for all that is found; the result is the exit code."""
        report = self._report(self._fixer.silence(discovery, _checked_reason(reason)))
        if not quiet:
            what = f"{number(report.fixed, 'problem')} in {number(report.fixed_files, 'file')}"
            tell(f"Silenced {what}." if self._changed else "Nothing to silence.")
        return _after_failures(report)

    def show_diff(self, report: Report, *, quiet: bool) -> int:
        """Print what would be changed; the result is the exit code, 1 if it is anything."""
        sys.stdout.writelines(outcome.diff for outcome in self._changed)
        sys.stdout.flush()
        if not quiet:
            what = f"fix {number(report.fixed, 'problem')} in {number(report.fixed_files, 'file')}"
            tell(f"Would {what}." if self._changed else "Nothing to fix.")
        return _after_failures(report) or (1 if self._changed else 0)

    def show_fixed(self, report: Report, *, quiet: bool) -> int:
        """Say how much was fixed and nothing else; the result is the exit code."""
        if not quiet:
            what = f"{number(report.fixed, 'problem')} in {number(report.fixed_files, 'file')}"
            tell(f"Fixed {what}." if self._changed else "Nothing to fix.")
        return _after_failures(report)


def _checked_reason(reason: str) -> str:
    """``reason`` as it may stand in a comment. Raises UsageError if it would end it."""
    if "--" in reason or "*/" in reason or "\n" in reason:
        raise click.UsageError("--reason stands in a comment on one line: write it without “--”, “*/” and line ends.")
    return reason.strip()


def _after_failures(report: Report) -> int:
    """Complain of what went wrong; the exit code for it, 0 if nothing did."""
    _output.complain_of_failures(report)
    return exit_code(replace(report, failing=0))
