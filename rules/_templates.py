"""Template files: their empty fields and sections are filled in later."""

from __future__ import annotations

_FOLDERS = frozenset([".github", "archetypes", "boilerplates", "scaffolds", "template", "templates", "_templates"])


def is_template(path: str) -> bool:
    """Whether the file at ``path`` (with ``/`` between folders) is a template, such as ``archetypes/default.md``."""
    *folders, name = path.lower().split("/")
    stem = name.partition(".")[0]
    return (
        stem in ("template", "_defaults")
        or stem.endswith(("-template", "_template"))
        or not _FOLDERS.isdisjoint(folders)
    )
