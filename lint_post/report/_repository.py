"""The path of a file in the repository of a CI job."""

from __future__ import annotations

import os


def within(path: str, workspace: str) -> str | None:
    """``path`` relative to ``workspace``, links resolved – if they lead out of it, those of its folders only.

    None for what is elsewhere; with ``/`` between folders.
    """
    root = os.path.realpath(workspace)
    folder, name = os.path.split(path)
    for real in (os.path.realpath(path), os.path.join(os.path.realpath(folder), name)):  # noqa: PTH118
        relative = os.path.relpath(real, root)
        if relative != os.pardir and not relative.startswith(os.pardir + os.sep):
            return relative.replace(os.sep, "/")
    return None
