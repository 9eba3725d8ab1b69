"""Writing a file so that nothing is lost: it is there as it was, or as it should be, and never in between."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from lint_post.errors import FileError


def write(path: str, data: bytes, *, instead_of: bytes) -> None:
    """Replace what the file ``path`` holds, ``instead_of``, by ``data``, at one stroke.

    It keeps its mode and, as far as the system lets us, its owner; a symbolic link stays one, and the file it leads to
    is replaced. Raises FileError, and leaves the file alone, if it may not be written, if it holds something else by
    now, or if the disk is full.
    """
    try:
        file = Path(path).resolve(strict=True)
        if not os.access(file, os.W_OK):
            raise FileError(path, "It may not be written: permission denied. Nothing was changed in it.")
        if file.read_bytes() != instead_of:
            raise FileError(path, "It was changed while it was being checked: run the command again.")
        _replace(file, data)
    except OSError as error:
        what = (error.strerror or str(error)).lower()
        raise FileError(path, f"It cannot be written: {what}. Nothing was changed in it.") from None


def _replace(file: Path, data: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(prefix=f".{file.name[:100]}.", suffix=".lint-post", dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(file, temporary)
        with suppress(OSError):  # only the superuser may give files away
            status = file.stat()
            shutil.chown(temporary, status.st_uid, status.st_gid)
        Path(temporary).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
