"""Which files are templates: made to be filled in later, so what is empty in them is meant to be."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_FOLDERS = re.compile(r"\.github|archetypes|boilerplates?|scaffolds?|_?templates?")
_NAME = re.compile(r"(?:.*[-_. ])?template|_defaults")


def is_template(path: str) -> bool:
    """Whether the file at ``path`` (with ``/`` between folders) is a template, such as ``archetypes/default.md``."""
    place = PurePosixPath(path.lower())
    return bool(_NAME.fullmatch(place.stem)) or any(_FOLDERS.fullmatch(folder) for folder in place.parts[:-1])
