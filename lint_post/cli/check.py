"""``lint-post check``: check Markdown files and print the findings."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from lint_post.cli._cache import opened
from lint_post.cli._check_options import check_options
from lint_post.cli._combinations import verify
from lint_post.cli._commands import Sectioned
from lint_post.cli._configuration import read
from lint_post.cli._input import read_stdin
from lint_post.cli._linter import LinterOptions, choice_of, make_linter
from lint_post.cli._options import Options, Printing
from lint_post.cli._progress import progress
from lint_post.cli._verbose import Log
from lint_post.text.value import replace

if TYPE_CHECKING:
    from lint_post.cli._filters import Filters
    from lint_post.cli._output import Stream
    from lint_post.config.config import Configs
    from lint_post.project.files import Discovery
    from lint_post.rule.finding import Report
    from lint_post.run.conclude import Checked
    from lint_post.run.lint import Linter
    from lint_post.store.store import Store


@click.command(
    "check",
    cls=Sectioned,
    epilog="""\b
Examples:
  lint-post check                               all files in this folder
  lint-post check posts/2023 --select spelling  one group of rules
  lint-post check --fix posts                   apply safe fixes
  lint-post check --stdin-filename posts/a.md - <draft.md

\b
Exit codes:
  0    no findings at or above --fail-on
  1    findings
  2    an error, such as an invalid option or an unreadable file
  130  interrupted by Ctrl-C, after printing the findings so far""",
)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@check_options
def command(**given: Any) -> int:
    """Check Markdown files.

    PATHS are files and folders; default: the current folder. Folders are searched for Markdown files, except those
    ignored by .gitignore or excluded by the config file. "-" is standard input.
    """
    return check(Options.of(given))


def check(options: Options) -> int:
    """Do what ``options`` ask for; the result is the exit code."""
    from lint_post.cli import _reports
    from lint_post.cli._environment import require_working_directory

    require_working_directory()
    verify(options)
    if options.mode.show_files or options.mode.show_settings:
        return _show(options)
    if options.mode.interactive:
        return _interactive(options)
    _reports.parse(options.printing.reports)  # a mistake in them is reported before any work is done
    log = Log(on=options.printing.verbose)
    log.cache(options.cache)
    code = _check(options, log)
    log.finish()
    return code


def _check(options: Options, log: Log) -> int:
    """Check the files; the result is the exit code."""
    from lint_post.cli import _output, _reports
    from lint_post.run.lint import exit_code

    with opened(options.cache) as store:
        if options.mode.watch:
            return _watch(options, store)
        run = _run(options, store, log)
        if options.fixing.is_wanted:
            return _fix(options, run)
        stream = _stream(options.printing, run)
        report = _lint(options, run, stream)
    if run.filters.write_to:
        return _write_baseline(run.filters.write_to, report, quiet=options.printing.quiet)
    if stream:
        _output.finish(report, quiet=options.printing.quiet)
    else:
        _output.show(report, options.printing, run.configs)
    _reports.write(options.printing, report, run.configs)
    return exit_code(report)


def _stream(printing: Printing, run: _Run) -> Stream | None:
    """What prints findings as they come, if they can be."""
    from lint_post.cli import _output

    name = _output.streamed(printing.output_format)
    if name is None or printing.statistics or run.filters.write_to:
        return None
    return _output.Stream(name, _output.options(printing, run.configs), sys.stdout)


class _Run(NamedTuple):
    """What a run is made of."""

    linter: Linter
    configs: Configs
    filters: Filters
    log: Log

    def discover(self, paths: tuple[str, ...]) -> Discovery:
        """The files that ``paths`` stand for, without those that are left out."""
        from lint_post.project.expand import find

        found = find(paths, self.configs)
        kept = self.filters.discovery(found)
        self.log.files(paths, self.configs, found.files, kept.files)
        return kept


def _run(options: Options, store: Store | None = None, log: Log | None = None) -> _Run:
    from lint_post.cli._filters import Filters

    linter, configs = _linter(options, store)
    return _Run(linter, configs, Filters(options.narrowing, configs), log or Log(on=False))


def _show(options: Options) -> int:
    """Print the files that would be checked, or the settings for the first; the result is the exit code."""
    from lint_post.cli._streams import complain
    from lint_post.cli.config import show

    run = _run(options)
    discovery = run.discover(options.input.paths)
    if options.mode.show_files:
        sys.stdout.writelines(f"{file}\n" for file in discovery.files)
    else:
        first = Path(discovery.files[0]) if discovery.files else None
        sys.stdout.write(f"# Settings for {first or 'this folder'}\n")
        show(run.configs, first, choice_of(options.selection))
    for failure in discovery.failures:
        complain(f"{failure.path}: {failure.message}")
    return 2 if discovery.failures else 0


def _linter(options: Options, store: Store | None = None) -> tuple[Linter, Configs]:
    """The linter and the configurations that the options ask for."""
    configs = read(options.configuration, options.web, options.exclusion)
    linter = make_linter(configs, LinterOptions.of(options), store)
    return linter, configs


def _write_baseline(file: Path, report: Report, *, quiet: bool) -> int:
    """Write all findings to the baseline ``file``; the result is the exit code."""
    from lint_post.cli import _output
    from lint_post.cli._streams import tell
    from lint_post.report._footer import number
    from lint_post.run.lint import exit_code
    from lint_post.suppress.baseline import known, save

    _output.complain_of_failures(report)
    if report.interrupted:
        return exit_code(report)
    save(file, known(report.diagnostics, file))
    if not quiet:
        tell(f"Wrote {number(len(report.diagnostics), 'known problem')} to {file}. Use it with: --baseline {file}")
    return exit_code(replace(report, failing=0))


def _interactive(options: Options) -> int:
    """Ask about each finding. Raises UsageError where there is no terminal."""
    from lint_post.cli._interactive import Interactive

    run = _run(options)
    session = Interactive(lambda: _linter(options), options.printing, isolated=options.configuration.isolated)
    return session.run(run.discover(options.input.paths))


def _watch(options: Options, store: Store | None) -> int:
    """Check again whenever a file changes."""
    from lint_post.cli._watch import watch
    from lint_post.project.expand import find

    return watch(
        lambda: find(options.input.paths, read(options.configuration, exclusion=options.exclusion)).files,
        lambda: _lint(options, _run(options, store)),
        options.printing,
    )


def _lint(options: Options, run: _Run, stream: Stream | None = None) -> Report:
    from lint_post.run.lint import collect

    def narrowed(results: Iterator[Checked]) -> Iterator[Checked]:
        kept = run.filters.results(results)
        return stream.each(kept) if stream else kept

    quiet = options.printing.quiet
    if options.input.is_stdin:
        return collect(narrowed(iter([run.linter.check_text(read_stdin(), options.input.stdin_filename)])))
    discovery = run.discover(options.input.paths)
    shows_progress = not quiet and not (stream is not None and sys.stdout.isatty())
    results = narrowed(run.linter.check(discovery))
    report = collect(progress(results, len(discovery.files), quiet=not shows_progress))
    if not (quiet or report.interrupted):
        run.filters.tell(discovery.files, run.linter)
    return report


def _fix(options: Options, run: _Run) -> int:
    """Fix, and show the remaining findings or the changes alone."""
    from lint_post.cli import _output, _reports
    from lint_post.cli._fixing import Session
    from lint_post.run.lint import exit_code

    fixing, printing, given = options.fixing, options.printing, options.input
    session = Session(run.linter, run.filters, fixing, quiet=printing.quiet)
    if fixing.add_ignore:
        return session.add_comments(run.discover(given.paths), fixing.reason.strip())
    echo = given.is_stdin and not fixing.diff
    if given.is_stdin:
        report = session.stdin(given.stdin_filename, echo=echo)
    else:
        report = session.files(run.discover(given.paths))
    if fixing.diff:
        return session.show_diff(report)
    if fixing.fix_only:
        return session.show_fixed(report)
    _output.show(report, printing, run.configs, stream=sys.stderr if echo else sys.stdout)
    _reports.write(printing, report, run.configs)
    return exit_code(report)
