"""The options that choose the config file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from lint_post.cli._commands import SectionedOption
from lint_post.cli._options import Configuration, Exclusion, Web

if TYPE_CHECKING:
    from lint_post.config.config import Configs

_Function = TypeVar("_Function", bound=Callable[..., Any])
_SECTION = "Configuration and input"

config_option = click.option(
    "--config",
    multiple=True,
    metavar="FILE|SETTING",
    cls=SectionedOption,
    section=_SECTION,
    help="A config file to use instead of the nearest one, or a setting such as 'fail-on = \"error\"' that overrides"
    " all config files. Repeatable.",
)
isolated_option = click.option(
    "--isolated", is_flag=True, cls=SectionedOption, section=_SECTION, help="Ignore all config files."
)


def exclude_options(function: _Function) -> _Function:
    """``function`` with the options that exclude files."""
    exclude = click.option(
        "--exclude",
        multiple=True,
        metavar="PATTERNS",
        cls=SectionedOption,
        section=_SECTION,
        help="Files and folders to exclude instead of those in config files; patterns as in .gitignore, separated by"
        " commas. Does not apply to files in PATHS. Repeatable.",
    )
    extend_exclude = click.option(
        "--extend-exclude",
        multiple=True,
        metavar="PATTERNS",
        cls=SectionedOption,
        section=_SECTION,
        help="Files and folders to exclude in addition. Repeatable.",
    )
    return exclude(extend_exclude(function))


def read(configuration: Configuration, web: Web | None = None, exclusion: Exclusion | None = None) -> Configs:
    """The configurations with the options of the command line. Raises UsageError and ConfigError."""
    from lint_post.config.config import Configs, Excluding
    from lint_post.rule.catalogue import load

    files, settings = _split(configuration.config)
    settings += tuple(f'links.allow-private = ["{address}"]' for address in (web or Web()).allow_private)
    if files and configuration.isolated:
        raise click.UsageError("Cannot combine --config FILE with --isolated.")
    if len(files) > 1:
        raise click.UsageError('Cannot use more than one --config FILE; let one "extend" the other.')
    file = Path(files[0]) if files else None
    exclusion = exclusion or Exclusion()
    excluding = Excluding(_patterns(exclusion.exclude), _patterns(exclusion.extend_exclude))
    return Configs(load(), file=file, isolated=configuration.isolated, settings=settings, excluding=excluding)


def _patterns(values: tuple[str, ...]) -> tuple[str, ...]:
    """The patterns in ``values``, each a list separated by commas."""
    return tuple(pattern for value in values for part in value.split(",") if (pattern := part.strip()))


def _split(values: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files and the settings among ``values``; a value with an equals sign that is not a file is a setting."""
    settings = tuple(value for value in values if "=" in value and not Path(value).exists())
    return tuple(value for value in values if value not in settings), settings
