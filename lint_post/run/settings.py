"""What the caller of a run wants, over what the configuration says."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lint_post.oracles.web.oracle import Progress


class Asking(NamedTuple):
    """Who is asked beyond this machine's files.

    ``online``: whether the web is asked; ``languagetool_url``: the server that proofreads; None: as the configuration
    says. ``state`` is the folder where a local server's state is kept, None for the default one. ``links_progress`` and
    ``proofreading_progress`` are told how far the run is.
    """

    online: bool | None = None
    languagetool_url: str | None = None
    state: Path | None = None
    links_progress: Progress | None = None
    proofreading_progress: Progress | None = None


def cores() -> int:
    """How many processors there are for this process."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
