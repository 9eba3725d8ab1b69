"""The entry point of the command."""

from __future__ import annotations

import gc
import sys
from typing import NoReturn

INTERRUPTED = 130
_COLLECT_AFTER = 50_000


def main() -> NoReturn:
    """Run the command in the process's arguments, and exit with its exit code."""
    # Starting up creates many long-lived objects; collecting among them repeatedly takes a tenth of the time.
    gc.set_threshold(_COLLECT_AFTER)
    try:
        from lint_post.cli._run import run

        code = run()
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)
