"""The options that choose the config file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lint_post.cli._commands import SectionedOption
from lint_post.cli._options import Configuration, Web

if TYPE_CHECKING:
    from lint_post.config.config import Configs

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


def read(configuration: Configuration, web: Web | None = None) -> Configs:
    """The configurations with the options of the command line. Raises UsageError and ConfigError."""
    from lint_post.config.config import Configs
    from lint_post.rule.catalogue import load

    files, settings = _split(configuration.config)
    settings += tuple(f'links.allow-private = ["{address}"]' for address in (web.allow_private if web else ()))
    if files and configuration.isolated:
        raise click.UsageError("Cannot combine --config FILE with --isolated.")
    if len(files) > 1:
        raise click.UsageError('Cannot use more than one --config FILE; let one "extend" the other.')
    file = Path(files[0]) if files else None
    return Configs(load(), file=file, isolated=configuration.isolated, settings=settings)


def _split(values: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files and the settings among ``values``; a value with an equals sign that is not a file is a setting."""
    settings = tuple(value for value in values if "=" in value and not Path(value).exists())
    return tuple(value for value in values if value not in settings), settings
