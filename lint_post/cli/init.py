"""``lint-post init``: a small configuration for this repository, and what it was made from."""

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


@click.command("init", epilog="For example: lint-post init --stdout")
@click.option("--stdout", is_flag=True, help="Print it instead of writing it.")
def command(*, stdout: bool) -> None:
    """Look at this folder, write a small lint-post.toml for it, and say what was seen."""
    from lint_post.cli._environment import require_working_directory
    from lint_post.config.config import DEFAULT_MAX_FILE_SIZE, Configs
    from lint_post.config.roots import configuration_files
    from lint_post.errors import UsageError
    from lint_post.project.files import discover
    from lint_post.project.survey import survey
    from lint_post.rule.catalogue import load

    require_working_directory()
    if not stdout and (present := configuration_files(Path())):
        raise UsageError(f"“{present[0]}” is there already: change it by hand, or see a new one with --stdout.")
    seen = survey(Path(), discover(["."], Configs(load(), isolated=True)).files, DEFAULT_MAX_FILE_SIZE)
    text = "".join(f"{line}\n" for line in _configuration(seen))
    if stdout:
        sys.stdout.write(text)
    else:
        _create(text)
        tell(f"Wrote {_NAME}. Seen: {_summary(seen)}. Now run: lint-post check")


def _create(text: str) -> None:
    """Write the file, which must not be there."""
    from lint_post.errors import FileError

    try:
        with Path(_NAME).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise FileError(_NAME, f"“{_NAME}” cannot be written: {(error.strerror or str(error)).lower()}.") from None


def _summary(seen: Survey) -> str:
    documents = "1 document" if seen.documents == 1 else f"{seen.documents} documents"
    languages = f" in {', '.join(seen.languages)}" if seen.languages else ""
    return f"{seen.generator or 'no site generator that is known'}, {documents}{languages}"


def _configuration(seen: Survey) -> Iterator[str]:
    yield f"# The configuration of lint-post. Seen: {_summary(seen)}."
    yield "# All of it may go: without a configuration everything has a sensible default."
    yield ""
    yield 'fail-on = "warning"                # or "error", "info", "never"'
    yield '# ignore = ["links/bare-url"]      # rules, or groups such as "spelling", that do not run'
    yield '# exclude = ["drafts/**"]          # files to leave out, as in .gitignore'
    if "en" in seen.languages:
        yield '# dialect = "en-GB"                # or "en-US", "en-CA", "en-AU"; otherwise each document may choose'
    yield ""
    yield "[words]"
    yield "accept = []                        # words that are right here: names, terms"
    if seen.keys:
        keys = ", ".join(f'"{key}"' for key in seen.keys)
        yield ""
        yield f"# Nearly all of the {seen.posts} posts that were read have these keys; the others get a warning."
        yield "[front-matter]"
        yield f"required = [{keys}]"
