"""Downloading LanguageTool: print the size first, and download nothing without consent."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from lint_post.cli._streams import tell
from lint_post.oracles.proofreader import installed, java
from lint_post.oracles.proofreader.failures import FailureError

_UNPACKED = 2.5  # times the archive: itself, and what comes out of it
_USUAL = 250_000_000  # bytes


def install(version: str | None, *, ask: bool) -> int:
    """Download ``version`` (None: the default of language_tool_python) and unpack it; the result is the exit code.

    Raises FailureError, and leaves nothing behind then.
    """
    found = java.find()
    from lint_post.oracles.proofreader import distribution
    from lint_post.oracles.proofreader.client import size_of

    version = version or distribution.DEFAULT_VERSION
    address = distribution.address(version)
    for home in installed.homes():
        if installed.version(home) == version:
            tell(f"LanguageTool {version} is already installed in {home}.")
            return 0
    if not distribution.has_checksum(version):
        raise FailureError(f"no known checksum for LanguageTool {version}; use another version, such as 6.8")
    size = size_of(address) or _USUAL
    tell(f"LanguageTool {version} ({_megabytes(size)}) from {address} into {installed.folder()}.")
    tell(f"License: LGPL-2.1. It will run with Java {found.version} ({found.path}).")
    _require_room(size)
    if ask and not _agreed():
        return 2
    home = distribution.download(version, found)
    tell(f'Installed in {home}. "lint-post check" now uses it.')
    return 0


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise click.UsageError("Cannot ask for consent without a terminal; use --yes to download.")
    if click.confirm("Download it?", default=False, err=True):
        return True
    tell("Nothing downloaded.")
    return False


def _require_room(size: int) -> None:
    """Raises FailureError if there is too little disk space for the download and its content."""
    folder = installed.folder()
    existing: Path = next((path for path in (folder, *folder.parents) if path.is_dir()), Path("/"))
    free = shutil.disk_usage(existing).free
    needed = int(size * _UNPACKED)
    if free < needed:
        raise FailureError(
            f"{existing} has {_megabytes(free)} left, but {_megabytes(needed)} are needed; free some space, or set"
            " LTP_PATH to another folder"
        )


def _megabytes(size: int) -> str:
    return f"{max(round(size / 1_000_000), 1)} MB"
