"""What a walk leaves out: the patterns of nested ``.gitignore`` files and of the configuration's ``exclude``.

A clone's own ``.git/info/exclude`` counts as git has it: before the ``.gitignore`` at the root, which may undo it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from lint_post.config.config import Config, Configs
from lint_post.config.globs import Globs


class _Rules(NamedTuple):
    """Patterns, and the folder that they are relative to as a prefix of paths."""

    prefix: str
    globs: Globs

    def verdict(self, path: str) -> bool | None:
        """As `Globs.verdict`, for a path from the file system's root."""
        return self.globs.verdict(path.removeprefix(self.prefix))


def _prefix(folder: Path) -> str:
    return f"{folder}/" if folder.name else str(folder)


class Ignores:
    """What is left out of one folder."""

    def __init__(self, folder: Path, git: tuple[_Rules, ...], exclude: tuple[_Rules, ...]) -> None:
        self._prefix = _prefix(folder)
        self._git = git
        self._exclude = exclude

    def match(self, name: str, *, folder: bool) -> bool:
        """Whether ``name`` in this folder is left out; ``folder`` says what it is."""
        path = self._path(name, folder=folder)
        if any(rules.verdict(path) for rules in self._exclude):
            return True
        verdicts = (rules.verdict(path) for rules in reversed(self._git))
        return next((verdict for verdict in verdicts if verdict is not None), False)

    def excludes(self, name: str, *, folder: bool) -> bool:
        """Whether ``exclude`` alone leaves it out."""
        path = self._path(name, folder=folder)
        return any(rules.verdict(path) for rules in self._exclude)

    def _path(self, name: str, *, folder: bool) -> str:
        return f"{self._prefix}{name}/" if folder else f"{self._prefix}{name}"


class Patterns:
    """The patterns of all folders, each file of them read once."""

    def __init__(self, configs: Configs) -> None:
        self._configs = configs
        self._git: dict[tuple[Path, Path], tuple[_Rules, ...]] = {}
        self._exclude: dict[Config, tuple[_Rules, ...]] = {}

    def top(self, folder: Path) -> Path:
        """Where ``.gitignore`` files begin to count for a walk of ``folder``: its repository's root.

        Who names a folder that is ignored itself wants to see it: then what is above does not count.
        """
        top = self.repository(folder)
        if top is None or top == folder:
            return folder
        above = Ignores(folder.parent, self._gitignores(folder.parent, top), ())
        return folder if above.match(folder.name, folder=True) else top

    def repository(self, folder: Path) -> Path | None:
        """The nearest folder upward with a ``.git``."""
        above = (folder, *folder.parents)
        return next((place for place in above if os.path.exists(place / ".git")), None)  # noqa: PTH110 – Path.exists raises in closed folders

    def of_folder(self, folder: Path, top: Path) -> Ignores:
        """What is left out of ``folder``, where ``.gitignore`` files count from ``top`` down. Raises ConfigError."""
        return Ignores(folder, self._gitignores(folder, top), self._excluded(self._configs.of_folder(folder)))

    def _gitignores(self, folder: Path, top: Path) -> tuple[_Rules, ...]:
        if (folder, top) not in self._git:
            above = () if folder == top else self._gitignores(folder.parent, top)
            own = () if folder != top else _read_patterns(folder, folder / ".git" / "info" / "exclude")
            self._git[folder, top] = (*above, *own, *_read_patterns(folder, folder / ".gitignore"))
        return self._git[folder, top]

    def _excluded(self, config: Config) -> tuple[_Rules, ...]:
        if config not in self._exclude:
            self._exclude[config] = tuple(
                _Rules(_prefix(exclude.folder), Globs(exclude.patterns)) for exclude in config.exclude
            )
        return self._exclude[config]


def _read_patterns(folder: Path, file: Path) -> tuple[_Rules, ...]:
    """The patterns in ``file``, relative to ``folder``; nothing if it cannot be read."""
    try:
        lines = file.read_bytes().decode("utf-8-sig", "replace").split("\n")
    except OSError:
        return ()
    return (_Rules(_prefix(folder), Globs(line.rstrip("\r") for line in lines)),)
