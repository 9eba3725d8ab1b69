"""``lint-post fix``: short for ``lint-post check --fix``."""

from __future__ import annotations

from typing import Any

from lint_post.cli._commands import Sectioned
from lint_post.cli.check import check
from lint_post.cli.check import command as check_command


def _fix(**options: Any) -> int:
    return check(options | {"fix": not options["interactive"] and not options["watch"]})


command = Sectioned(
    "fix",
    callback=_fix,
    params=[parameter for parameter in check_command.params if parameter.name != "fix"],
    help="Fix Markdown files: what can be fixed without a risk. The same as “lint-post check --fix”.",
    epilog="""\b
Examples:
  lint-post fix                  everything below this folder
  lint-post fix --diff posts     look at the changes first""",
)
