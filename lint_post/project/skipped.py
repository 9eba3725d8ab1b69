"""Why a walk leaves out what it leaves out, for people who miss a file."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from lint_post.config.config import Configs
from lint_post.config.roots import absolute
from lint_post.project.files import MARKDOWN, NEVER_WALKED, name, suffix_of
from lint_post.project.patterns import Ignores, Patterns


class Skipped(NamedTuple):
    """A Markdown file, or a folder (with a slash at the end), and why it is not checked."""

    path: str
    why: str


def skipped(paths: Iterable[str], configs: Configs, taken: Collection[str]) -> Iterator[Skipped]:
    """What is in the folders among ``paths`` (none: ``.``) and not among the files ``taken``, except ``.git``."""
    patterns = Patterns(configs)
    for start in list(paths) or ["."]:
        top = patterns.top(absolute(start)) if Path(start).is_dir() else None
        for folder, folders, files in os.walk(start) if top else ():
            ignores = patterns.of_folder(absolute(folder), top or Path())
            folders.sort()
            for inner in tuple(folders):
                path = os.path.join(folder, inner)  # noqa: PTH118 - plain texts, as there may be very many
                if why := _why_not_folder(path, inner, ignores):
                    folders.remove(inner)
                    if inner != ".git":
                        yield Skipped(f"{name(path)}/", why)
            for file in sorted(files):
                shown = name(os.path.join(folder, file))  # noqa: PTH118 - the same
                if suffix_of(file) in MARKDOWN and shown not in taken:
                    yield Skipped(shown, _why_not(file, ignores, folder=False) or "named twice, or not a regular file")


def _why_not_folder(path: str, inner: str, ignores: Ignores) -> str | None:
    if inner == NEVER_WALKED:
        return "dependencies"
    if os.path.islink(path):  # noqa: PTH114
        return "symbolic link to a folder"
    return _why_not(inner, ignores, folder=True)


def _why_not(entry: str, ignores: Ignores, *, folder: bool) -> str | None:
    if entry.startswith("."):
        return "hidden"
    if ignores.excludes(entry, folder=folder):
        return "excluded by exclude"
    return "ignored by .gitignore" if ignores.match(entry, folder=folder) else None
