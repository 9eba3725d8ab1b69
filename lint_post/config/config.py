"""Configuration: the settings for each post, as plain frozen values.

The files are parsed, strictly, in `lint_post.config.schema`, which needs pydantic and is imported only when there is a
file to read.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lint_post.config.link_settings import LinkSettings
from lint_post.config.proofreader_settings import ProofreaderSettings
from lint_post.config.roots import absolute, configuration_files
from lint_post.rule.catalogue import Catalogue
from lint_post.rule.finding import Severity
from lint_post.text.value import Value, field

if TYPE_CHECKING:
    from lint_post.config.schema import Loaded

DEFAULT_MAX_FILE_SIZE = 10_000_000


class FailOn(IntEnum):
    """The lowest severity that makes a run fail; NEVER is above all of them. Its text is in lower case."""

    INFO = Severity.INFO
    WARNING = Severity.WARNING
    ERROR = Severity.ERROR
    NEVER = Severity.ERROR + 1

    def __str__(self) -> str:
        return self.name.lower()


class Exclude(Value):
    """Patterns of files to leave out, as in .gitignore, relative to ``folder``."""

    folder: Path
    patterns: tuple[str, ...]


class Excluding(NamedTuple):
    """Patterns from the command line, relative to the working directory.

    ``instead``: in place of those in config files, if there are any; ``also``: in addition.
    """

    instead: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


class Config(Value, eq=False):
    """The settings in force for a file; compared by identity, as equal settings are the same object.

    ``file`` is where it was read, None for the defaults; ``select`` None means every rule that is on by default,
    ``fixable`` None every rule.
    ``options`` holds each rule's options by their field names, ``severities`` what replaces a rule's own.
    ``max_file_size`` is in bytes. ``baseline`` is the
    file of known findings. ``accept`` are the project's own words. ``shared`` holds settings that every rule
    with a field of that name is given. ``links`` says where they lead and how
    the web is asked, ``proofreader`` how grammar is checked. All rule names have been checked.
    """

    file: Path | None = None
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fixable: tuple[str, ...] | None = None
    unfixable: tuple[str, ...] = ()
    exclude: tuple[Exclude, ...] = ()
    fail_on: FailOn = FailOn.WARNING
    baseline: Path | None = None
    languages: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()
    max_file_size: int = DEFAULT_MAX_FILE_SIZE
    accept: tuple[str, ...] = ()
    links: LinkSettings = LinkSettings()
    proofreader: ProofreaderSettings = ProofreaderSettings()
    shared: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)


class Configs:
    """The configuration of each file; each configuration file is read once.

    ``file``: take this one for all. ``isolated``: read none. ``settings``: texts in TOML that go over all files;
    ``excluding``: patterns that do.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        file: Path | None = None,
        isolated: bool = False,
        settings: tuple[str, ...] = (),
        excluding: Excluding | None = None,
    ) -> None:
        self.catalogue = catalogue
        self._settings = settings
        self._excluding = excluding or Excluding()
        self._default = Config()
        self._none = self._load(None) if settings or any(self._excluding) else None
        self._folders: dict[Path, Loaded | None] = {}
        self._catalogues: dict[tuple[str, ...], Catalogue] = {(): catalogue}
        self._is_fixed = isolated or file is not None
        self._fixed = self._none if isolated or file is None else self._load(absolute(file))

    def of_folder(self, folder: Path) -> Config:
        """The settings for ``folder`` (which need not exist), without overrides. Raises ConfigError."""
        loaded = self.loaded(folder)
        return loaded.config() if loaded else self._default

    def of_file(self, path: Path) -> Config:
        """The settings for the file ``path`` (which need not exist). Raises ConfigError."""
        loaded = self.loaded(path.parent)
        return loaded.config(path) if loaded else self._default

    def loaded(self, folder: Path) -> Loaded | None:
        """The config file that applies to ``folder``, loaded; None without one. Raises ConfigError."""
        return self._fixed if self._is_fixed else self._nearest(absolute(folder))

    def _nearest(self, folder: Path) -> Loaded | None:
        if folder not in self._folders:
            found = next(filter(None, map(self._load, configuration_files(folder))), None)
            above = self._nearest(folder.parent) if found is None and folder.parent != folder else self._none
            self._folders[folder] = found or above
        return self._folders[folder]

    def _load(self, file: Path | None) -> Loaded | None:
        from lint_post.config.schema import load

        return load(file, self._settings, self.catalogue, self._excluding)

    def catalogue_of(self, config: Config) -> Catalogue:
        """The catalogue with the plugins that ``config`` names."""
        if config.plugins not in self._catalogues:
            self._catalogues[config.plugins] = self.catalogue.with_plugins(config.plugins)
        return self._catalogues[config.plugins]
