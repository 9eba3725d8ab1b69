"""Standard input."""

from __future__ import annotations

import sys

from lint_post.errors import FileError

STDIN = "-"


def read_stdin() -> bytes:
    """All of standard input; nothing if it is closed. Raises FileError."""
    if sys.stdin is None:
        return b""
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise FileError(None, f"Cannot read standard input: {(error.strerror or str(error)).lower()}.") from None
