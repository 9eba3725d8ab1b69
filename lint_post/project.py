"""Where a project begins: the folder that a document's neighbours are looked for in, and that nothing may leave."""

from __future__ import annotations

import os
from pathlib import Path

PYPROJECT = "pyproject.toml"
CONFIGURATION_NAMES = ("lint-post.toml", ".lint-post.toml", PYPROJECT)


def absolute(path: str | Path) -> Path:
    """``path`` from the file system's root, without ``.`` and ``..``; symbolic links stay as they are named."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path has nothing that leaves links alone and resolves “..”


def configuration_files(folder: Path) -> list[Path]:
    """The files in ``folder`` that may configure lint-post, the one that counts first."""
    return [file for name in CONFIGURATION_NAMES if _configures(file := folder / name)]


def _configures(file: Path) -> bool:
    """Whether ``file`` is there; a pyproject.toml also has to name this tool, which is seen without parsing it."""
    if not file.is_file():
        return False
    try:
        return file.name != PYPROJECT or b"lint-post" in file.read_bytes()
    except OSError:
        return False


class Roots:
    """The root of each folder's project, looked up once.

    It is the nearest folder upward with a configuration file or ``.git``; without one the working directory for what
    is below it, else the folder itself.
    """

    def __init__(self) -> None:
        self._found: dict[Path, Path | None] = {}

    def of_file(self, path: str | Path) -> Path:
        """The root of the project that the file ``path`` (which need not exist) belongs to."""
        folder = absolute(path).parent
        here = Path.cwd()
        return self._marked(folder) or (here if folder.is_relative_to(here) else folder)

    def _marked(self, folder: Path) -> Path | None:
        if folder not in self._found:
            marked = (folder / ".git").exists() or bool(configuration_files(folder))
            above = None if marked or folder.parent == folder else self._marked(folder.parent)
            self._found[folder] = folder if marked else above
        return self._found[folder]
