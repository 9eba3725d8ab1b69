"""The command line: one file per command, each imported when it is called."""

from __future__ import annotations

import sys
from typing import NoReturn

INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command that the process was started with, and end it with the right exit code."""
    try:
        from lint_post.cli._run import run

        code = run()
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)
