"""The options that say which configuration counts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lint_post.cli._commands import SectionedOption

if TYPE_CHECKING:
    from lint_post.config.config import Configs

_SECTION = "Configuration and input"

config_option = click.option(
    "--config",
    multiple=True,
    metavar="FILE|SETTING",
    cls=SectionedOption,
    section=_SECTION,
    help="A file: take this configuration and look for no other. A setting such as 'fail-on = \"error\"': it goes over"
    " all files. May be repeated.",
)
isolated_option = click.option(
    "--isolated", is_flag=True, cls=SectionedOption, section=_SECTION, help="Read no configuration."
)


def read(options: dict[str, Any]) -> Configs:
    """The configurations as the values of these two options have them. Raises UsageError and ConfigError."""
    from lint_post.config.config import Configs
    from lint_post.rule.catalogue import load

    files, settings = _split(options["config"])
    settings += tuple(f'links.allow-private = ["{address}"]' for address in options.get("allow_private", ()))
    if files and options["isolated"]:
        raise click.UsageError("--config FILE and --isolated exclude each other.")
    if len(files) > 1:
        raise click.UsageError("There can be one --config FILE only: let one of them “extend” the other.")
    file = Path(files[0]) if files else None
    return Configs(load(), file=file, isolated=options["isolated"], settings=settings)


def _split(values: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files and the settings among ``values``; what has an equals sign and is no file is a setting."""
    settings = tuple(value for value in values if "=" in value and not Path(value).exists())
    return tuple(value for value in values if value not in settings), settings
