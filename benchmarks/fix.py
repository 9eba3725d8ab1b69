"""Checks safe fixes on real Markdown: page and code do not change, and a second run fixes nothing.

Nothing is written: every file is fixed in memory. Some rules report words of the page, so their fixes change
it; with all other fixes the rendered page must not change.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from harness import Document, describe, print_table, read_documents

from lint_post.config.config import Configs
from lint_post.fix.files import SAFE, Fixer
from lint_post.markdown.nodes import Code, InlineCode
from lint_post.markdown.rendered import rendered
from lint_post.parse.parser import parse
from lint_post.rule.catalogue import load
from lint_post.run.conclude import Checked
from lint_post.run.lint import Linter
from lint_post.run.select import Choice
from lint_post.text.source import Source

_NOTHING = re.compile(r"(?!)")
WORDS = (
    "spelling/",
    "grammar/",
    "links/",
    "images/",
    "markdown/invisible-character",
)  # groups whose fixes change the words of the page


class Result(NamedTuple):
    """What fixing one document came to."""

    fixes: int
    again: int
    code: bool
    page: bool
    failure: str


def _linter(ignore: Iterable[str] = ()) -> Linter:
    return Linter(Configs(load(), isolated=True), Choice(ignore=tuple(ignore)))


def _code(text: str) -> list[str]:
    return [node.value for node in parse(Source(text)).root.walk() if isinstance(node, Code | InlineCode)]


def _page(text: str) -> str:
    return rendered(parse(Source(text)).root, without=_NOTHING)


def measure(document: Document, every: Fixer, form: Fixer) -> Result:
    """Fix ``document`` with all rules, fix it again, and fix it with the rules alone that change no word."""
    path = document.path.as_posix()
    outcome = every.fix_text(document.text.encode(), path)
    if outcome.after is None or outcome.checked.failure:
        return Result(0, 0, code=True, page=True, failure=_why(outcome.checked))
    again = every.fix_text(outcome.after.text.encode(), path)
    shaped = form.fix_text(document.text.encode(), path).after
    assert shaped is not None
    return Result(
        outcome.fixes,
        again.fixes,
        code=_code(document.text) == _code(outcome.after.text),
        page=shaped.text == document.text or _page(document.text) == _page(shaped.text),
        failure="",
    )


def _why(checked: Checked) -> str:
    return checked.failure.message if checked.failure else "it is left out"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="Markdown files, or folders of them")
    documents = read_documents(parser.parse_args().paths)
    every = Fixer(_linter(), SAFE, dry=True)
    form = Fixer(_linter(word_rules()), SAFE, dry=True)
    totals: Counter[str] = Counter()
    for document in documents:
        result = measure(document, every, form)
        totals["files with fixes"] += bool(result.fixes)
        totals["fixes"] += result.fixes
        for name, wrong in (
            ("changed by a second run", bool(result.again)),
            ("code changed", not result.code),
            ("page changed by the way", not result.page),
            ("could not be fixed", bool(result.failure)),
        ):
            totals[name] += wrong
            if wrong:
                print(f"{document.path}: {name} {result.failure}", file=sys.stderr)
    print(f"{describe(documents)}\n")
    print_table(("", "count"), [[name, str(count)] for name, count in totals.items()])


def word_rules() -> list[str]:
    """The rules whose fixes change the words of a page, and so its rendering, as they say."""
    return [entry.id for entry in load() if entry.id.startswith(WORDS)]


if __name__ == "__main__":
    main()
