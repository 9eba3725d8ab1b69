"""Text of others made fit to print: a post must not drive the terminal."""

from __future__ import annotations

import re

from lint_post.rule.finding import STDIN_NAME, Failure

_REPLACEMENT = "\ufffd"
# What moves the cursor, colors, breaks lines, or reverses the reading direction.
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\r\n|[\t\r\n]")


def file_name(path: str | None) -> str:
    """What a line for people calls the file ``path``; None is standard input."""
    return STDIN_NAME if path is None else path or '""'


def said(failure: Failure) -> str:
    """What could not be done, with the file if it is about one."""
    return failure.message if failure.is_of_run else f"{file_name(failure.path)}: {failure.message}"


def visible(text: str) -> str:
    """``text`` with U+FFFD for each character that would do something instead of showing something."""
    return CONTROLS.sub(_REPLACEMENT, text)


def one_line(text: str) -> str:
    """A message on one line: line breaks and tabs become spaces, other control characters U+FFFD."""
    return visible(_BLANKS.sub(" ", text))
