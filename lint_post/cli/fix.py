"""``lint-post fix``: short for ``lint-post check --fix``."""

from __future__ import annotations

from typing import Any

from lint_post.cli._commands import Sectioned
from lint_post.cli._options import Options
from lint_post.cli.check import check
from lint_post.cli.check import command as check_command
from lint_post.text.value import replace


def _fix(**given: Any) -> int:
    options = Options.of({**given, "fix": False})
    fixes = not (options.mode.interactive or options.mode.watch)
    return check(replace(options, fixing=replace(options.fixing, fix=fixes)))


command = Sectioned(
    "fix",
    callback=_fix,
    params=[parameter for parameter in check_command.params if parameter.name != "fix"],
    short_help="Apply safe fixes to Markdown files.",
    help='Apply safe fixes to Markdown files, as "lint-post check --fix" does.',
    epilog="""\b
Examples:
  lint-post fix                  all files in this folder
  lint-post fix --diff posts     show the changes without making them""",
)
