"""Configuration: which file counts for which post, and what it says, as plain frozen values.

The files are parsed, strictly, in `lint_post.config.schema`, which needs pydantic and is imported only when there is a
file to read.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from pathlib import Path
from typing import Any

from lint_post.catalogue import Catalogue
from lint_post.finding import Severity
from lint_post.project import absolute, configuration_files
from lint_post.value import Value, field

DEFAULT_MAX_FILE_SIZE = 10_000_000


class FailOn(IntEnum):
    """The lowest severity that makes a run fail; NEVER is above them all. Written in lower case."""

    INFO = Severity.INFO
    WARNING = Severity.WARNING
    ERROR = Severity.ERROR
    NEVER = Severity.ERROR + 1

    def __str__(self) -> str:
        return self.name.lower()


class Config(Value, eq=False):
    """What is in force for a folder; compared by identity, as one file gives one value.

    ``file`` is where it was read, None for the defaults; ``select`` None means every rule that is on by default.
    ``options`` holds each rule's options by their field names, ``severities`` what replaces a rule's own.
    ``max_file_size`` is in bytes. ``accept`` are the project's own words. ``shared`` holds settings that every rule
    with a field of that name is given. All rule names have been checked.
    """

    file: Path | None = None
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: FailOn = FailOn.WARNING
    languages: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()
    max_file_size: int = DEFAULT_MAX_FILE_SIZE
    accept: tuple[str, ...] = ()
    shared: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)


class Configs:
    """The configuration of each folder, looked up once.

    ``file``: take this one for every folder. ``isolated``: read none.
    """

    def __init__(self, catalogue: Catalogue, *, file: Path | None = None, isolated: bool = False) -> None:
        self.catalogue = catalogue
        self._default = Config()
        self._folders: dict[Path, Config] = {}
        self._catalogues: dict[tuple[str, ...], Catalogue] = {(): catalogue}
        self._only = self._default if isolated else None
        if file is not None and not isolated:
            self._only = self._load(absolute(file)) or self._default

    def of_folder(self, folder: Path) -> Config:
        """What is in force in ``folder`` (which need not exist). Raises ConfigError."""
        return self._only or self._nearest(absolute(folder))

    def of_file(self, path: Path) -> Config:
        """What is in force for the file ``path`` (which need not exist). Raises ConfigError."""
        return self.of_folder(path.parent)

    def _nearest(self, folder: Path) -> Config:
        if folder not in self._folders:
            found = next(filter(None, map(self._load, configuration_files(folder))), None)
            above = self._nearest(folder.parent) if found is None and folder.parent != folder else self._default
            self._folders[folder] = found or above
        return self._folders[folder]

    def _load(self, file: Path) -> Config | None:
        from lint_post.config.schema import load

        return load(file, self.catalogue)

    def catalogue_of(self, config: Config) -> Catalogue:
        """The catalogue with the plugins that ``config`` names."""
        if config.plugins not in self._catalogues:
            self._catalogues[config.plugins] = self.catalogue.with_plugins(config.plugins)
        return self._catalogues[config.plugins]
