"""The options that say whether the web is asked, and what of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from lint_post.cli._commands import SectionedOption

_Function = TypeVar("_Function", bound=Callable[..., Any])
_SECTION = "The web"


def online_options(function: _Function) -> _Function:
    """``function`` with these options."""
    online = click.option(
        "--online/--offline",
        default=None,
        cls=SectionedOption,
        section=_SECTION,
        help="Ask the web whether links to it lead anywhere; offline unless the configuration says otherwise.",
    )
    private = click.option(
        "--allow-private",
        multiple=True,
        metavar="ADDRESS",
        callback=_private,
        cls=SectionedOption,
        section=_SECTION,
        help="A network, an address or a host[:port] that is asked though it is not public. May be repeated.",
    )
    return online(private(function))


def _private(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    from lint_post.config.link_settings import is_network_or_host

    for value in values:
        if not is_network_or_host(value):
            raise click.BadParameter(f"“{value}” is no network, address or host: 10.1.0.0/16, localhost:8000.")
    return values
