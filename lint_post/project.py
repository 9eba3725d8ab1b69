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
    """Whether ``file`` is there; a pyproject.toml also has to have a table for this tool."""
    if file.name != PYPROJECT and os.path.isdir(file):  # noqa: PTH112 – as below; reading it says what is wrong
        return True
    if not os.path.isfile(file):  # noqa: PTH113 – Path.is_file raises in a folder that is closed
        return False
    try:
        return file.name != PYPROJECT or _has_table(file.read_bytes())
    except OSError:
        return False


def _has_table(data: bytes) -> bool:
    """Whether there is a ``[tool.lint-post]`` in ``data``; if it is no TOML, whether that is written there."""
    if b"lint-post" not in data:
        return False
    from tomllib import TOMLDecodeError, loads

    try:
        tools = loads(data.decode()).get("tool")
    except (TOMLDecodeError, UnicodeDecodeError, RecursionError):
        return b"tool.lint-post" in data
    return isinstance(tools, dict) and "lint-post" in tools


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
            marked = os.path.exists(folder / ".git") or bool(configuration_files(folder))  # noqa: PTH110 – as above
            above = None if marked or folder.parent == folder else self._marked(folder.parent)
            self._found[folder] = folder if marked else above
        return self._found[folder]
