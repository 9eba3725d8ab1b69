"""Standard output and error as lint-post writes them: UTF-8 and LF everywhere, quiet when the reader is gone."""

from __future__ import annotations

import codecs
import errno
import io
import os
import re
import sys
from typing import Any

_REPLACEMENT = "\ufffd".encode()  # as bytes, because a handler may not give back text that is not ASCII
_REPLACING = "lint-post-replace"
_READER_IS_GONE = (errno.EPIPE, errno.EINVAL, errno.ECONNRESET)  # EINVAL: a closed pipe on Windows
# CI systems run commands in any output: GitHub's at a line's start, those in brackets anywhere.
_AT_START = re.compile(r"^\s*:(?=:)", re.MULTILINE)
_ANYWHERE = re.compile(r"#(?=#(?:\[|vso\[))")


class Stream(io.TextIOWrapper):
    """A standard stream in UTF-8 that never raises.

    ``failure``: why something could not be written; None if everything was, or if the reader is gone.
    """

    failure: str | None = None

    def write(self, text: str, /) -> int:
        """Write ``text``; half of a surrogate pair, which no UTF-8 can hold, becomes U+FFFD."""
        try:
            return super().write(text)
        except OSError as error:
            self._give_up(error)
            return len(text)

    def flush(self) -> None:
        """Write what is buffered."""
        try:
            super().flush()
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        """Discard this and all further output."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)
        if error.errno not in _READER_IS_GONE:
            self.failure = error.strerror


def prepare() -> Stream:
    """Replace the process's standard output and error by `Stream`; the result is the one for output."""
    codecs.register_error(_REPLACING, _replace)
    sys.stderr = _stream(sys.stderr, line_buffering=True)
    sys.stdout = output = _stream(sys.stdout)
    return output


def _stream(original: Any, *, line_buffering: bool = False) -> Stream:
    """``original``, or where to write when the process was started without."""
    buffer = original.buffer if original is not None else open(os.devnull, "wb")  # noqa: PTH123, SIM115
    stream = Stream(buffer, encoding="utf-8", errors=_REPLACING, newline="\n", line_buffering=line_buffering)
    if original is None:
        stream.failure = "closed"
    return stream


def _replace(error: UnicodeError) -> tuple[bytes, int]:
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - only encoding comes here
    return _REPLACEMENT * (error.end - error.start), error.end


def disarm(text: str) -> str:
    """``text`` with a space in each ``##[…]`` and ``##vso[…]``, which CI systems take for commands."""
    return _ANYWHERE.sub("# ", text) if "##" in text else text


def tell(text: str) -> None:
    """Write one or more lines for people to standard error; control sequences in them are disarmed."""
    from lint_post.report._plain import visible

    lines = "\n".join(map(visible, text.split("\n")))
    sys.stderr.write(disarm(_AT_START.sub(lambda match: f"{match[0]} ", lines)) + "\n")


def complain(text: str) -> None:
    """Print an error."""
    tell(f"lint-post: {text}")
