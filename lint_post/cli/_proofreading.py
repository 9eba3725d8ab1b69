"""The option that says which LanguageTool server is asked, and where the state of a local one is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from lint_post.cli._cache import cache_folder
from lint_post.cli._commands import SectionedOption
from lint_post.cli._progress import links_progress, paragraphs_progress
from lint_post.run.settings import Asking

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
        help="Ask this LanguageTool server; otherwise the one of the configuration, or one that is installed here."
        " Also read from LINT_POST_LANGUAGETOOL_URL.",
    )
    return option(function)


def _url(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    from lint_post.config.proofreader_settings import is_server

    if value is not None and not is_server(value):
        raise click.BadParameter(f"“{value}” is no address such as http://localhost:8081.")
    return value


def proofreader_folder(cache_dir: Path | None) -> Path:
    """Where the state of a local server is kept."""
    from lint_post.config.proofreader_settings import FOLDER

    return cache_folder(cache_dir) / FOLDER


def asking(options: dict[str, Any]) -> Asking:
    """Who is asked beyond the files, as ``options`` say."""
    return Asking(
        online=options["online"],
        languagetool_url=options["languagetool_url"],
        state=proofreader_folder(options["cache_dir"]),
        links_progress=links_progress(quiet=options["quiet"]),
        proofreading_progress=paragraphs_progress(quiet=options["quiet"]),
    )
