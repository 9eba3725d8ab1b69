"""The Java that runs LanguageTool: where it is, and whether it is new enough."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from lint_post.oracles.proofreader.failures import FailureError

LEAST = 17
_PATIENCE = 20.0  # seconds
_VERSION = re.compile(r'version "(?P<whole>(?:1\.)?(?P<major>\d+)[^"]*)"')
_HELP = f"install Java {LEAST} or newer, or set a server with --languagetool-url"


class Java(NamedTuple):
    """A Java: its program, and what it says of its version."""

    path: Path
    version: str
    major: int


def find() -> Java:
    """The Java of JAVA_HOME, else the one on the PATH. Raises FailureError if it is missing or too old."""
    found = _program()
    if found is None:
        raise FailureError(f"LanguageTool needs Java; {_HELP}")
    try:
        done = subprocess.run([found, "-version"], capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        raise FailureError(f"cannot run {found}; {_HELP}") from None
    match = _VERSION.search((done.stderr + done.stdout).decode("utf-8", "replace"))
    if match is None:
        raise FailureError(f"cannot determine the Java version of {found}; {_HELP}")
    java = Java(found, match["whole"], int(match["major"]))
    if java.major < LEAST:
        raise FailureError(f"LanguageTool needs Java {LEAST}, but {found} is Java {java.version}; {_HELP}")
    return java


def _program() -> Path | None:
    home = os.environ.get("JAVA_HOME")
    found = home and shutil.which("java", path=str(Path(home) / "bin"))
    return Path(path).absolute() if (path := found or shutil.which("java")) else None
