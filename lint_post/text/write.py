"""Writes files atomically: a file has its old content or its new content, never anything in between."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from lint_post.errors import FileError

_UNTOUCHED = "the file was not changed"
_ANYBODY_MAY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def write(path: str, data: bytes, *, instead_of: bytes) -> None:
    """Replace the content of the file ``path``, which must be ``instead_of``, with ``data``, atomically.

    It keeps its mode, its extended attributes and, if the system permits, its owner; a symbolic link stays one,
    and the file it leads to is replaced. Of a file with several names (hard links), only this name gets the new text.
    Raises FileError, and leaves the file alone, if it is not writable, if its content has changed, or if the
    disk is full.
    """
    try:
        file = Path(path).resolve(strict=True)
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise FileError(path, f"Cannot write to anything but a regular file; {_UNTOUCHED}")
        # The superuser may write everything; who made a file read-only meant it all the same.
        if not (status.st_mode & _ANYBODY_MAY_WRITE and os.access(file, os.W_OK)):
            raise FileError(path, "Cannot write file: it is read-only; make it writable")
        if file.read_bytes() != instead_of:
            raise FileError(path, "File changed during the check; run the command again")
        _replace(file, data, status)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        what = (error.strerror if isinstance(error, OSError) and error.strerror else str(error)).lower()
        raise FileError(path, f"Cannot write file: {what}; {_UNTOUCHED}") from None


def _replace(file: Path, data: bytes, status: os.stat_result) -> None:
    descriptor, temporary = tempfile.mkstemp(prefix=".", suffix=".lint-post", dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            _keep(file, temporary, status)
            os.fsync(stream.fileno())
        Path(temporary).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _keep(file: Path, temporary: str, status: os.stat_result) -> None:
    """Copy the metadata of the old file to the file ``temporary``."""
    if hasattr(os, "chown"):
        with suppress(OSError):  # only the superuser may give files away
            os.chown(temporary, status.st_uid, status.st_gid)
    for name in os.listxattr(file) if hasattr(os, "listxattr") else ():
        with suppress(OSError):
            os.setxattr(temporary, name, os.getxattr(file, name))
    Path(temporary).chmod(stat.S_IMODE(status.st_mode))  # last, as another owner and other rights change it
