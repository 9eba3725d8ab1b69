"""The options that control requests to the web."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from lint_post.cli._commands import SectionedOption

_Function = TypeVar("_Function", bound=Callable[..., Any])
_SECTION = "Web"


def online_options(function: _Function) -> _Function:
    """``function`` with these options."""
    online = click.option(
        "--online/--offline",
        default=None,
        cls=SectionedOption,
        section=_SECTION,
        help="Request web links to check them; default: offline, or the config file's value.",
    )
    private = click.option(
        "--allow-private",
        multiple=True,
        metavar="ADDRESS",
        callback=_private,
        cls=SectionedOption,
        section=_SECTION,
        help="A private network, address or host[:port] that may be requested. Repeatable.",
    )
    return online(private(function))


def _private(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    from lint_post.config.link_settings import is_network_or_host

    for value in values:
        if not is_network_or_host(value):
            raise click.BadParameter(f'Invalid address "{value}"; use a form such as 10.1.0.0/16 or localhost:8000.')
    return values
