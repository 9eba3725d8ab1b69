"""Makes untrusted text safe to print: a post must not control the terminal."""

from __future__ import annotations

import re

from lint_post.rule.finding import STDIN_NAME, Failure

_REPLACEMENT = "\ufffd"
# What moves the cursor, colors, breaks lines, or reverses the reading direction.
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\r\n|[\t\r\n]")


def file_name(path: str | None) -> str:
    """The name of the file ``path`` in messages; None is standard input."""
    return STDIN_NAME if path is None else path or '""'


def said(failure: Failure) -> str:
    """The message of ``failure``, with the file if it is about one."""
    return failure.message if failure.is_of_run else f"{file_name(failure.path)}: {failure.message}"


def visible(text: str) -> str:
    """``text`` with U+FFFD for each control character."""
    return CONTROLS.sub(_REPLACEMENT, text)


def one_line(text: str) -> str:
    """A message on one line: line breaks and tabs become spaces, other control characters U+FFFD."""
    return visible(_BLANKS.sub(" ", text))
