"""``lint-post check``: look at posts and print what an editor would mark."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

import click

from lint_post.cli._cache import cache_options, opened
from lint_post.cli._commands import Sectioned, SectionedOption
from lint_post.cli._configuration import config_option, isolated_option, read
from lint_post.cli._filter_options import filter_options
from lint_post.cli._input import STDIN, read_stdin
from lint_post.cli._offer import complete_rules
from lint_post.cli._online import online_options
from lint_post.cli._progress import progress
from lint_post.cli._proofreading import asking, languagetool_option
from lint_post.report._formats import formats
from lint_post.report._options import ColumnUnit
from lint_post.text.value import replace

if TYPE_CHECKING:
    from lint_post.cli._filters import Filters
    from lint_post.cli._output import Stream
    from lint_post.config.config import Configs, FailOn
    from lint_post.project.files import Discovery
    from lint_post.rule.finding import Report
    from lint_post.run.lint import Linter
    from lint_post.store.store import Store

_Function = TypeVar("_Function", bound=Callable[..., Any])


class _Decorator(Protocol):
    """What gives a function an option."""

    def __call__(self, function: _Function, /) -> _Function:
        """``function`` with one option more."""


def _option(section: str, *names: str, **attributes: Any) -> _Decorator:
    return click.option(*names, cls=SectionedOption, section=section, **attributes)


_rules = partial(_option, "Which rules")
_printed = partial(_option, "What is printed")
_fixes = partial(_option, "Fixing")
_exit = partial(_option, "When it fails")
_config = partial(_option, "Configuration and input")
_speed = partial(_option, "Speed")
_WATCHED = ("auto", "full", "concise")
_DECIDING = ("fix", "unsafe_fixes", "diff", "fix_only", "add_ignore")  # options that change files, or show how
_RULES = {"multiple": True, "metavar": "RULES", "shell_complete": complete_rules}


@click.command(
    "check",
    cls=Sectioned,
    epilog="""\b
Examples:
  lint-post check                               everything below this folder
  lint-post check posts/2023 --select spelling  one group of rules
  lint-post check --fix posts                   mend what has a safe fix
  lint-post check --stdin-filename posts/a.md - <draft.md

\b
Exit codes:
  0    nothing was found at or above --fail-on
  1    something was found
  2    something could not be done: a wrong option, an unreadable file
  130  interrupted by Ctrl-C, after printing what was found so far""",
)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@_rules("--select", **_RULES, help="Run these rules only: ids, groups or “all”, separated by commas. May be repeated.")
@_rules("--extend-select", **_RULES, help="Run these as well.")
@_rules("--ignore", **_RULES, help="Do not run these; of two names that fit a rule, the longer one counts.")
@_printed(
    "--output-format",
    type=click.Choice(["auto", *formats()]),
    default="auto",
    envvar="LINT_POST_OUTPUT_FORMAT",
    help="“auto” is “full” for up to 30 findings on a terminal, “github” on GitHub Actions, otherwise “concise”."
    " Also read from LINT_POST_OUTPUT_FORMAT.",
)
@_printed(
    "--column-unit",
    type=click.Choice([unit.value for unit in ColumnUnit]),
    default=ColumnUnit.CODEPOINT.value,
    help="What the columns of “concise” count; editors differ.",
)
@_printed("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Whether to print in colour.")
@_printed(
    "--report", "reports", multiple=True, metavar="FORMAT=FILE", help="Write this to a file as well; may be repeated."
)
@_printed("--statistics", is_flag=True, help="Print how much each rule found instead of the findings.")
@_printed("--quiet", "-q", is_flag=True, help="Leave out the last lines, which sum up.")
@_fixes("--fix", is_flag=True, help="Fix what can be fixed without a risk, and report what is left.")
@_fixes("--unsafe-fixes", is_flag=True, help="Fix what is likely right as well; read the result.")
@_fixes("--diff", is_flag=True, help="Print what would be changed and change nothing; exit code 1 if it is any.")
@_fixes("--fix-only", is_flag=True, help="Fix, and report nothing.")
@_fixes("--interactive", is_flag=True, help="Show each finding and ask, one key each, what becomes of it.")
@_fixes("--add-ignore", is_flag=True, help="Write suppression comments for all that is found now.")
@_fixes("--reason", metavar="TEXT", default="", help="What to write into these comments.")
@online_options
@languagetool_option
@filter_options
@_exit(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    help="The least severity that makes the exit code 1; “warning” unless the configuration says otherwise.",
)
@_exit("--exit-zero", is_flag=True, help="The same as --fail-on never.")
@config_option
@isolated_option
@_printed("--watch", is_flag=True, help="Check again whenever a file changes, and print what is new about it.")
@_speed("--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="How many processes to use at most; all cores.")
@cache_options
@_config(
    "--stdin-filename",
    metavar="PATH",
    help="What to call the text on standard input, which “-” stands for; its configuration and neighbours count.",
)
def command(**options: Any) -> int:
    """Check Markdown files: what is wrong, and where.

    PATHS are files and folders; without any, this folder. Folders are searched for Markdown files, except what
    .gitignore or the configuration leaves out. “-” is standard input.
    """
    return check(options)


def check(options: dict[str, Any]) -> int:
    """Do what ``options``, by the names of the parameters, ask for; the result is the exit code."""
    from lint_post.cli import _output, _reports
    from lint_post.cli._environment import require_working_directory
    from lint_post.run.lint import exit_code

    require_working_directory()
    paths = _paths(options)
    if options["interactive"]:
        return _interactive(paths, options)
    _reports.parse(options["reports"])  # a mistake in them is told before any work is done
    with opened(options) as store:
        if options["watch"]:
            return _watch(paths, options, store)
        run = _run(options, store)
        if any(options[name] for name in _DECIDING):
            return _fix(paths, options, run)
        stream = _stream(options, run)
        report = _lint(paths, options, run, stream)
    if run.filters.write_to:
        return _write_baseline(run.filters.write_to, report, options)
    if stream:
        _output.finish(report, quiet=options["quiet"])
    else:
        _show(report, options, run.configs)
    _write_reports(report, options, run.configs)
    return exit_code(report)


def _write_reports(report: Report, options: dict[str, Any], configs: Configs) -> None:
    """Write what --report asks for, after everything was shown. Raises FileError."""
    from lint_post.cli import _output, _reports

    if options["reports"]:
        how = _output.options("never", ColumnUnit(options["column_unit"]), configs)
        _reports.write(_reports.parse(options["reports"]), report, how)


def _stream(options: dict[str, Any], run: _Run) -> Stream | None:
    """What prints findings as they come, if they can be."""
    from lint_post.cli import _output

    name = _output.streamed(options["output_format"])
    if name is None or options["statistics"] or run.filters.write_to:
        return None
    how = _output.options(options["color"], ColumnUnit(options["column_unit"]), run.configs)
    return _output.Stream(name, how, sys.stdout)


class _Run(NamedTuple):
    """What a run is made of."""

    linter: Linter
    configs: Configs
    filters: Filters

    def discover(self, paths: tuple[str, ...]) -> Discovery:
        """The files that ``paths`` stand for, as far as they are wanted."""
        from lint_post.project.files import discover

        return self.filters.discovery(discover(paths, self.configs))


def _run(options: dict[str, Any], store: Store | None = None) -> _Run:
    from lint_post.cli._filters import Filters

    linter, configs = _linter(options, store)
    return _Run(linter, configs, Filters(options, configs))


def _write_baseline(file: Path, report: Report, options: dict[str, Any]) -> int:
    """Write all that was found as known; the result is the exit code."""
    from lint_post.cli import _output
    from lint_post.cli._streams import tell
    from lint_post.report._footer import number
    from lint_post.run.lint import exit_code
    from lint_post.suppress.baseline import known, save

    _output.complain_of_failures(report)
    if report.interrupted:
        return exit_code(report)
    save(file, known(report.diagnostics, file))
    if not options["quiet"]:
        tell(f"Wrote {number(len(report.diagnostics), 'known problem')} to {file}. From now on: --baseline {file}")
    return exit_code(replace(report, failing=0))


def _linter(options: dict[str, Any], store: Store | None = None) -> tuple[Linter, Configs]:
    """What checks as the arguments say."""
    from lint_post.run.lint import Linter
    from lint_post.run.select import Choice
    from lint_post.run.workers import cores

    configs = read(options)
    choice = Choice.parse(options["select"], options["extend_select"], options["ignore"])
    linter = Linter(
        configs,
        choice,
        _fail_on(options),
        store=store,
        jobs=options["jobs"] or cores(),
        asking=asking(options),
    )
    return linter, configs


def _interactive(paths: tuple[str, ...], options: dict[str, Any]) -> int:
    """Ask about each finding. Raises UsageError beside what decides by itself."""
    from lint_post.cli._interactive import Interactive

    others = (*_DECIDING, "statistics", "diff_base", "write_baseline", "prune_baseline", "reports")
    if STDIN in paths or any(options[name] for name in others):
        raise click.UsageError("--interactive asks about files, and nothing else decides or counts beside it.")
    run = _run(options)
    return Interactive(lambda: _linter(options), options).run(run.discover(paths))


def _watch(paths: tuple[str, ...], options: dict[str, Any], store: Store | None) -> int:
    """Check again and again. Raises UsageError beside what is done once."""
    from lint_post.cli._watch import watch
    from lint_post.project.files import discover

    once = (*_DECIDING, "statistics", "write_baseline", "prune_baseline", "reports")
    if STDIN in paths or any(options[name] for name in once) or options["output_format"] not in _WATCHED:
        raise click.UsageError("--watch checks files again and again and prints text: do that without it.")
    return watch(
        lambda: discover(paths, read(options)).files, lambda: _lint(paths, options, _run(options, store)), options
    )


def _lint(paths: tuple[str, ...], options: dict[str, Any], run: _Run, stream: Stream | None = None) -> Report:
    from lint_post.run.lint import collect

    if STDIN in paths:
        discovery = None
        results = iter([run.linter.check_text(read_stdin(), options["stdin_filename"])])
    else:
        discovery = run.discover(paths)
        results = run.linter.check(discovery)
    results = run.filters.results(results)
    if stream:
        results = stream.each(results)
    if discovery is None:
        return collect(results)
    quiet = options["quiet"] or (stream is not None and sys.stdout.isatty())
    report = collect(progress(results, len(discovery.files), quiet=quiet))
    if not (options["quiet"] or report.interrupted):
        run.filters.tell(discovery.files, run.linter)
    return report


def _fix(paths: tuple[str, ...], options: dict[str, Any], run: _Run) -> int:
    """Fix, and show what is left – or the changes alone."""
    from lint_post.cli._fixing import Fixing
    from lint_post.run.lint import exit_code

    fixing = Fixing(run.linter, run.filters, options)
    echo = STDIN in paths and not options["diff"]
    if options["add_ignore"]:
        return fixing.add_comments(run.discover(paths), options["reason"], quiet=options["quiet"])
    named = options["stdin_filename"]
    report = fixing.stdin(named, echo=echo) if STDIN in paths else fixing.files(run.discover(paths))
    if options["diff"]:
        return fixing.show_diff(report, quiet=options["quiet"])
    if options["fix_only"]:
        return fixing.show_fixed(report, quiet=options["quiet"])
    _show(report, options, run.configs, beside=echo)
    _write_reports(report, options, run.configs)
    return exit_code(report)


def _paths(options: dict[str, Any]) -> tuple[str, ...]:
    """The paths to check. Raises UsageError for combinations that make no sense."""
    paths: tuple[str, ...] = options["paths"]
    if STDIN in paths and len(paths) > 1:
        raise click.UsageError("“-” is standard input and cannot stand beside other paths.")
    if options["stdin_filename"] and STDIN not in paths:
        raise click.UsageError("--stdin-filename names the text on standard input: write “-” as the path.")
    return paths


def _fail_on(options: dict[str, Any]) -> FailOn | None:
    """What the command line says about failing, None if it leaves that to the configuration."""
    from lint_post.config.config import FailOn

    name = "never" if options["exit_zero"] else options["fail_on"]
    return None if name is None else FailOn[name.upper()]


def _show(report: Report, options: dict[str, Any], configs: Configs, *, beside: bool = False) -> None:
    """Print the document on standard output, and everything for people on standard error; ``beside``: all of it there.

    A fixed text from standard input has standard output for itself.
    """
    from lint_post.cli import _output

    stream = sys.stderr if beside else sys.stdout
    quiet = options["quiet"]
    if options["statistics"]:
        _output.show_statistics(report, options["output_format"], quiet=quiet, stream=stream)
        return
    name = _output.choose(options["output_format"], report)
    how = _output.options(options["color"], ColumnUnit(options["column_unit"]), configs)
    _output.show(report, name, how, quiet=quiet, stream=stream)
