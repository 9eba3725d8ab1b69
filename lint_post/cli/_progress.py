"""The progress of a run on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
_PATIENCE = 0.5  # seconds before anything is shown
_OFTEN = 0.1
_CLEAR = "\r\x1b[K"


def progress(results: Iterable[T], total: int, *, quiet: bool) -> Iterator[T]:
    """``results`` as they come; standard error shows their number of ``total``, and is cleared at the end."""
    if quiet or not sys.stderr.isatty():
        yield from results
        return
    shown = False
    following = time.monotonic() + _PATIENCE
    try:
        for number, result in enumerate(results, 1):
            yield result
            now = time.monotonic()
            if now >= following:
                sys.stderr.write(f"\r{number} of {total} files")
                sys.stderr.flush()
                shown, following = True, now + _OFTEN
    finally:
        if shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()


def links_progress(*, quiet: bool) -> Callable[[int, int], None] | None:
    """Shows on standard error how many links were requested; None if it would not be visible."""
    return _counting("links", quiet=quiet)


def paragraphs_progress(*, quiet: bool) -> Callable[[int, int], None] | None:
    """The same for paragraphs that are proofread."""
    return _counting("paragraphs", quiet=quiet)


def _counting(what: str, *, quiet: bool) -> Callable[[int, int], None] | None:
    if quiet or not sys.stderr.isatty():
        return None
    following = time.monotonic() + _PATIENCE

    def show(done: int, total: int) -> None:
        nonlocal following
        now = time.monotonic()
        if done == total:
            sys.stderr.write(_CLEAR)
        elif now >= following:
            sys.stderr.write(f"\r{done} of {total} {what}")
            following = now + _OFTEN
        sys.stderr.flush()

    return show
