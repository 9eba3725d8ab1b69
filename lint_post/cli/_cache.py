"""Where what is found out is kept from run to run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from lint_post.cli._commands import SectionedOption
from lint_post.cli._streams import tell

if TYPE_CHECKING:
    from lint_post.store.store import Store

_Function = TypeVar("_Function", bound=Callable[..., Any])
_SECTION = "Speed"

folder_option = click.option(
    "--cache-dir",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="LINT_POST_CACHE_DIR",
    metavar="FOLDER",
    cls=SectionedOption,
    section=_SECTION,
    help="Where to keep it; otherwise the user’s folder for such things. Also read from LINT_POST_CACHE_DIR.",
)


def cache_options(function: _Function) -> _Function:
    """``function`` with the options that say whether and where."""
    no_cache = click.option(
        "--no-cache",
        is_flag=True,
        cls=SectionedOption,
        section=_SECTION,
        help="Use nothing that earlier runs found out, and keep nothing.",
    )
    return no_cache(folder_option(function))


def cache_folder(given: Path | None) -> Path:
    """The folder that is ``given``, else the user's."""
    if given is not None:
        return given
    from platformdirs import user_cache_path

    return user_cache_path("lint-post", appauthor=False)


@contextmanager
def opened(options: dict[str, Any]) -> Iterator[Store | None]:
    """The store, closed in the end; None if the user wants none."""
    if options["no_cache"]:
        yield None
        return
    from lint_post.store.store import open_store

    store = open_store(cache_folder(options["cache_dir"]))
    if store.notice:
        tell(store.notice)
    try:
        yield store
    finally:
        store.close()
