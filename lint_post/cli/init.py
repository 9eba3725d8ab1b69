"""``lint-post init``: create a small config file for this repository."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lint_post.cli._streams import tell

if TYPE_CHECKING:
    from lint_post.project.survey import Survey

_NAME = "lint-post.toml"


@click.command(
    "init", short_help="Create a config file for this folder.", epilog="For example: lint-post init --stdout"
)
@click.option("--stdout", is_flag=True, help="Print the config file instead of creating it.")
def command(*, stdout: bool) -> None:
    """Create a small lint-post.toml that fits the files in this folder."""
    from lint_post.cli._environment import require_working_directory
    from lint_post.config.config import DEFAULT_MAX_FILE_SIZE, Configs
    from lint_post.config.roots import configuration_files
    from lint_post.errors import UsageError
    from lint_post.project.files import discover
    from lint_post.project.survey import survey
    from lint_post.rule.catalogue import load

    require_working_directory()
    if not stdout and (present := configuration_files(Path())):
        raise UsageError(f'Config file "{present[0]}" already exists; edit it, or print a new one with --stdout.')
    seen = survey(Path(), discover(["."], Configs(load(), isolated=True)).files, DEFAULT_MAX_FILE_SIZE)
    text = "".join(f"{line}\n" for line in _configuration(seen))
    if stdout:
        sys.stdout.write(text)
    else:
        _create(text)
        tell(f"Wrote {_NAME} for {_summary(seen)}. Next, run: lint-post check")


def _create(text: str) -> None:
    """Create the file, which must not exist."""
    from lint_post.errors import FileError

    try:
        with Path(_NAME).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise FileError(_NAME, f'Cannot write "{_NAME}": {(error.strerror or str(error)).lower()}.') from None


def _summary(seen: Survey) -> str:
    documents = "1 document" if seen.documents == 1 else f"{seen.documents} documents"
    languages = f" in {', '.join(seen.languages)}" if seen.languages else ""
    return f"{seen.generator or 'an unknown site generator'}, {documents}{languages}"


def _configuration(seen: Survey) -> Iterator[str]:
    yield f"# Config file of lint-post, made for {_summary(seen)}."
    yield "# All settings are optional."
    yield ""
    yield 'fail-on = "warning"                # or "error", "info", "never"'
    yield '# ignore = ["links/bare-url"]      # rules or groups such as "spelling" to skip'
    yield '# exclude = ["drafts/**"]          # patterns as in .gitignore'
    if "en" in seen.languages:
        yield '# dialect = "en-GB"                # or "en-US", "en-CA", "en-AU"; default: what each document uses'
    yield ""
    yield "[words]"
    yield "accept = []                        # names and terms to accept"
    if seen.keys:
        keys = ", ".join(f'"{key}"' for key in seen.keys)
        yield ""
        yield f"# Keys that nearly all of the {seen.posts} posts have; missing ones are reported."
        yield "[front-matter]"
        yield f"required = [{keys}]"
