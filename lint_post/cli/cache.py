"""``lint-post cache``: the folder and the size of the cache."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lint_post.cli._cache import cache_folder, folder_option
from lint_post.cli._streams import tell


@click.command("cache", short_help="Show or clear the cache.", epilog="For example: lint-post cache info")
@click.argument("what", type=click.Choice(["info", "clear"]))
@folder_option
def command(what: str, cache_dir: Path | None) -> None:
    """Print the folder and the size of the cache (info), or delete the cache (clear)."""
    from lint_post.store.store import Contents, clear, contents

    folder = cache_folder(cache_dir)
    if what == "clear":
        freed = clear(folder)
        tell(f"Deleted {_amount(freed)}." if freed else "Nothing to delete.")
        return
    found = contents(folder)
    sys.stdout.write(f"{folder}\n")
    sys.stdout.write("empty\n" if found == Contents(0, 0) else f"{found.entries} entries, {_amount(found.size)}\n")


def _amount(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size / 1_000:.1f} kB"
