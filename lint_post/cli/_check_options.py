"""The options of ``check`` and ``fix``, in the order of their help."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, TypeVar

import click

from lint_post.cli._cache import cache_options
from lint_post.cli._commands import SectionedOption
from lint_post.cli._configuration import config_option, exclude_options, isolated_option
from lint_post.cli._offer import complete_rules
from lint_post.cli._online import online_options
from lint_post.cli._proofreading import languagetool_option
from lint_post.report._formats import formats
from lint_post.report._options import ColumnUnit

_Function = TypeVar("_Function", bound=Callable[..., Any])


class _Decorator(Protocol):
    """Gives a function an option."""

    def __call__(self, function: _Function, /) -> _Function:
        """``function`` with one more option."""


def _option(section: str, *names: str, **attributes: Any) -> _Decorator:
    return click.option(*names, cls=SectionedOption, section=section, **attributes)


_rules = partial(_option, "Rule selection")
_output = partial(_option, "Output")
_fixes = partial(_option, "Fixes")
_filters = partial(_option, "Filters")
_exit = partial(_option, "Exit code")
_input = partial(_option, "Configuration and input")
_speed = partial(_option, "Performance")
_RULES = {"multiple": True, "metavar": "RULES", "shell_complete": complete_rules}

_SELECTION = (
    _rules("--select", **_RULES, help='Run only these rules: ids, groups or "all", separated by commas. Repeatable.'),
    _rules("--extend-select", **_RULES, help="Run these rules in addition to the selected ones."),
    _rules("--ignore", **_RULES, help="Skip these rules. If --select matches a rule, too, the longer name wins."),
)
_PRINTING = (
    _output(
        "--output-format",
        type=click.Choice(["auto", *formats()]),
        default="auto",
        envvar="LINT_POST_OUTPUT_FORMAT",
        help='"auto" is "full" on a terminal for up to 30 findings and "grouped" for more, "github" on GitHub Actions,'
        ' and "concise" elsewhere.'
        " Also read from LINT_POST_OUTPUT_FORMAT.",
    ),
    _output(
        "--column-unit",
        type=click.Choice([unit.value for unit in ColumnUnit]),
        default=ColumnUnit.CODEPOINT.value,
        help="The unit of column numbers in text output; set the one that your editor uses.",
    ),
    _output("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Whether to use color."),
    _output(
        "--report", "reports", multiple=True, metavar="FORMAT=FILE", help="Also write a report to FILE. Repeatable."
    ),
    _output("--statistics", is_flag=True, help="Print the number of findings per rule instead of the findings."),
    _output("--quiet", "-q", is_flag=True, help="Leave out the summary."),
    _output(
        "--verbose",
        "-v",
        is_flag=True,
        help="Also print config files, skipped files, the cache in use, and the run time.",
    ),
    _output("--watch", is_flag=True, help="Check again whenever a file changes, and print new findings."),
)
_FIXING = (
    _fixes("--fix", is_flag=True, help="Apply safe fixes, and report the remaining findings."),
    _fixes("--unsafe-fixes", is_flag=True, help="Apply unsafe fixes too; review the result."),
    _fixes(
        "--diff", is_flag=True, help="Print the changes as a diff without making them; exit code 1 if there are any."
    ),
    _fixes("--fix-only", is_flag=True, help="Apply fixes, and report no findings."),
    _fixes("--interactive", is_flag=True, help="Show each finding and ask whether to fix or ignore it."),
    _fixes("--add-ignore", is_flag=True, help="Add a suppression comment for each finding."),
    _fixes("--reason", metavar="TEXT", default="", help="The reason to write into these comments."),
)
_NARROWING = (
    _filters("--since", metavar="REV", help="Check only files that have changed since this Git revision."),
    _filters("--diff-base", metavar="REV", help="Report only findings on lines changed since diverging from REV."),
    _filters(
        "--diff-scope",
        type=click.Choice(["line", "file"]),
        default="line",
        help="With --diff-base, report findings on changed lines, or all findings in changed files.",
    ),
    _filters("--baseline", metavar="FILE", help="Leave out the known findings in FILE; --fix still fixes them."),
    _filters("--write-baseline", metavar="FILE", help="Write all current findings to FILE."),
    _filters("--prune-baseline", is_flag=True, help="Remove findings that no longer occur from the baseline."),
)
_FAILING = (
    _exit(
        "--fail-on",
        type=click.Choice(["error", "warning", "info", "never"]),
        help='The lowest severity that causes exit code 1; default: "warning", or the config file\'s value.',
    ),
    _exit("--exit-zero", is_flag=True, help="The same as --fail-on never."),
)
_SPEED = (
    _speed(
        "--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Maximum number of processes; default: all cores."
    ),
    cache_options,
)
_INPUT = (
    config_option,
    isolated_option,
    exclude_options,
    _input(
        "--stdin-filename",
        metavar="PATH",
        help='The file name of the text on standard input ("-"); used to find its config file and linked files.',
    ),
    _input("--show-files", is_flag=True, help="Print the files that would be checked, and exit."),
    _input("--show-settings", is_flag=True, help="Print the settings for the first file, and exit."),
)


def check_options(function: _Function) -> _Function:
    """``function`` with all options of ``check``."""
    asking = (online_options, languagetool_option)
    groups = (_SELECTION, _PRINTING, _FIXING, asking, _NARROWING, _FAILING, _INPUT, _SPEED)
    for option in reversed([option for group in groups for option in group]):
        function = option(function)
    return function
