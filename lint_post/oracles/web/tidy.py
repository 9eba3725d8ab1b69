"""The head of an HTTP answer, tidied up: what a browser overlooks must not make a link look broken."""

from __future__ import annotations

import re

HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/(\d)(?:\.(\d))?[ \t]+(\d{3})(?:[ \t].*)?\Z")
_NAME = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")


def tidy(head: bytes) -> bytes | None:
    """``head``, from its first line to before the blank line, as the grammar requires; None if it is not HTTP.

    Invalid header lines are left out, and so are invalid lengths and encodings.
    """
    first, *rest = re.split(rb"\r?\n", head)
    status = _STATUS.match(first)
    if status is None:
        return None
    lines = [b"HTTP/1.%b %b " % (b"0" if status[2] == b"0" else b"1", status[3])]
    lengths: set[bytes] = set()
    for line in rest:
        name, colon, value = line.partition(b":")
        value = _CONTROL.sub(b"", value).strip()
        if not colon or not _NAME.match(name) or not _makes_sense(name.lower(), value, lengths):
            continue
        lines.append(b"%b: %b" % (name, value))
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _makes_sense(name: bytes, value: bytes, lengths: set[bytes]) -> bool:
    if name == b"transfer-encoding":
        return value.lower() == b"chunked"
    if name != b"content-length":
        return True
    if not value.isdigit() or lengths:
        return False
    lengths.add(value)
    return True
