"""A complaint about a YAML text, before it is known where that text stands in its file."""

from __future__ import annotations

from typing import NamedTuple


class Complaint(NamedTuple):
    """What is wrong at ``at``, in code points from the beginning of the YAML text."""

    at: int
    message: str
