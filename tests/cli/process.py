"""The command as a user's shell starts it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

COMMAND = [sys.executable, "-m", "lint_post"]
_TELLING = (
    "LINT_POST_",
    "GITHUB_",
    "NO_COLOR",
    "FORCE_COLOR",
    "TF_BUILD",
    "COLUMNS",
    "PYTHONIOENCODING",
    "LC_",
    "LANG",
)


_NOT_PROOFREAD = r"\d+ files? not proofread: LanguageTool is not installed[^\n]*\n"


class Outcome(NamedTuple):
    """How a process ended, and what it wrote."""

    code: int
    output: str
    notes: str


def environment(**settings: str) -> dict[str, str]:
    """This process's environment without what changes how lint-post prints, and with ``settings``."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_TELLING)} | settings


def lint_post(*arguments: str | Path, given: bytes | str = b"", cwd: Path | None = None, **settings: Any) -> Outcome:
    """Run lint-post to its end; ``given`` is its standard input, ``settings`` are environment variables."""
    outcome = all_of(*arguments, given=given, cwd=cwd, **settings)
    return outcome._replace(notes=beside_grammar(outcome.notes))


_MEASURED = (
    "import resource, subprocess, sys; code = subprocess.call(sys.argv[2:]); "
    "peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss; "
    "open(sys.argv[1], 'w').write(str(peak)); sys.exit(code)"
)


def measured(command: list[str], into: Path) -> list[str]:
    """``command`` run so that its peak memory, in kB, is written to ``into``."""
    return [sys.executable, "-c", _MEASURED, str(into), *command]


def beside_grammar(notes: str) -> str:
    """``notes`` without what is said where there is no LanguageTool, as in all tests but those of it."""
    return re.sub(_NOT_PROOFREAD, "", notes)


def all_of(
    *arguments: str | Path,
    given: bytes | str = b"",
    cwd: Path | None = None,
    peak: Path | None = None,
    **settings: Any,
) -> Outcome:
    """The same with all that it says; its peak memory, in kB, is written to ``peak``."""
    command = [*COMMAND, *map(str, arguments)]
    run = subprocess.run(
        measured(command, peak) if peak else command,
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        cwd=cwd,
        env=environment(**settings),
        check=False,
        timeout=300,
    )
    assert b"Traceback" not in run.stderr, run.stderr.decode()
    return Outcome(run.returncode, run.stdout.decode(), run.stderr.decode())
