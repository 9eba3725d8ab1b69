"""The option that names the LanguageTool server, and the folder of a local server's state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from lint_post.cli._cache import cache_folder
from lint_post.cli._commands import SectionedOption

_Function = TypeVar("_Function", bound=Callable[..., Any])


def languagetool_option(function: _Function) -> _Function:
    """``function`` with the option."""
    option = click.option(
        "--languagetool-url",
        metavar="URL",
        callback=_url,
        envvar="LINT_POST_LANGUAGETOOL_URL",
        cls=SectionedOption,
        section="Grammar",
        help="The LanguageTool server to use; default: the config file's, or a local installation."
        " Also read from LINT_POST_LANGUAGETOOL_URL.",
    )
    return option(function)


def _url(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    from lint_post.config.proofreader_settings import is_server

    if value is not None and not is_server(value):
        raise click.BadParameter(f'Invalid URL "{value}"; use a form such as http://localhost:8081.')
    return value


def proofreader_folder(cache_dir: Path | None) -> Path:
    """Where the state of a local server is kept."""
    from lint_post.config.proofreader_settings import FOLDER

    return cache_folder(cache_dir) / FOLDER
