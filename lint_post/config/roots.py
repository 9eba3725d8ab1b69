"""Where a project begins: the folder in which a document's neighbors are looked up, and which no path may leave."""

from __future__ import annotations

import os
from pathlib import Path

PYPROJECT = "pyproject.toml"
CONFIGURATION_NAMES = ("lint-post.toml", ".lint-post.toml", PYPROJECT)


def absolute(path: str | Path) -> Path:
    """``path`` from the file system's root, without ``.`` and ``..``; symbolic links stay as they are named."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path has nothing that leaves links alone and resolves “..”


def relative(folder: str, base: Path) -> str:
    """``folder`` from ``base`` on, with ``/``."""
    whole, start = os.path.abspath(folder), str(base)  # noqa: PTH100 – as above
    if whole.startswith(f"{start}{os.sep}"):
        return whole[len(start) + 1 :].replace(os.sep, "/")
    return Path(os.path.relpath(whole, start)).as_posix()


def configuration_files(folder: Path) -> list[Path]:
    """The files in ``folder`` that may configure lint-post, the one that counts first."""
    start = str(folder)
    return [folder / name for name in CONFIGURATION_NAMES if _configures(os.path.join(start, name), name)]  # noqa: PTH118


def _configures(file: str, name: str) -> bool:
    """Whether ``file`` exists; a pyproject.toml also needs a table for this tool.

    It is asked of every folder of a run, most of which have none, so it makes no `Path`.
    """
    if not os.path.exists(file):  # noqa: PTH110 – Path.exists raises in a folder that is closed
        return False
    if name != PYPROJECT:
        return os.path.isfile(file) or os.path.isdir(file)  # noqa: PTH112, PTH113 – of a folder, reading it says all
    try:
        return os.path.isfile(file) and _has_table(Path(file).read_bytes())  # noqa: PTH113 – the same
    except OSError:
        return False


def _has_table(data: bytes) -> bool:
    """Whether there is a ``[tool.lint-post]`` in ``data``; in invalid TOML, whether it contains that header."""
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
        self._roots: dict[str, Path] = {}  # by the folder as it is named

    def of_file(self, path: str | Path) -> Path:
        """The root of the project that the file ``path`` (which need not exist) belongs to."""
        named = os.path.dirname(path)  # noqa: PTH120 – asked for every file
        if named not in self._roots:
            folder = absolute(path).parent
            here = Path.cwd()
            self._roots[named] = self._marked(folder) or (here if folder.is_relative_to(here) else folder)
        return self._roots[named]

    def _marked(self, folder: Path) -> Path | None:
        if folder not in self._found:
            has_git = os.path.exists(os.path.join(str(folder), ".git"))  # noqa: PTH110, PTH118 – as above
            marked = has_git or bool(configuration_files(folder))
            above = None if marked or folder.parent == folder else self._marked(folder.parent)
            self._found[folder] = folder if marked else above
        return self._found[folder]
