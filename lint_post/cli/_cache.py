"""The cache: where results are kept between runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from lint_post.cli._commands import SectionedOption
from lint_post.cli._options import Cache
from lint_post.cli._streams import tell

if TYPE_CHECKING:
    from lint_post.store.store import Store

_Function = TypeVar("_Function", bound=Callable[..., Any])
_SECTION = "Performance"

folder_option = click.option(
    "--cache-dir",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="LINT_POST_CACHE_DIR",
    metavar="FOLDER",
    cls=SectionedOption,
    section=_SECTION,
    help="The cache folder; default: a folder in the user's cache. Also read from LINT_POST_CACHE_DIR.",
)


def cache_options(function: _Function) -> _Function:
    """``function`` with the options of the cache."""
    no_cache = click.option(
        "--no-cache", is_flag=True, cls=SectionedOption, section=_SECTION, help="Neither read nor write the cache."
    )
    return no_cache(folder_option(function))


def cache_folder(given: Path | None) -> Path:
    """The folder that is ``given``, else the user's."""
    if given is not None:
        return given
    from platformdirs import user_cache_path

    return user_cache_path("lint-post", appauthor=False)


@contextmanager
def opened(cache: Cache) -> Iterator[Store | None]:
    """The open store, closed at the end; None with --no-cache."""
    if cache.no_cache:
        yield None
        return
    from lint_post.store.store import open_store

    store = open_store(cache_folder(cache.cache_dir))
    if store.notice:
        tell(store.notice)
    try:
        yield store
    finally:
        store.close()
