"""``--interactive``: show each finding and ask, one key each, what to do about it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from lint_post.cli import _output
from lint_post.cli._options import Printing
from lint_post.cli._streams import tell
from lint_post.errors import FileError
from lint_post.fix.files import encode
from lint_post.fix.review import Review
from lint_post.project.files import Discovery
from lint_post.report._footer import footer, number
from lint_post.report._formats import renderer
from lint_post.rule.finding import Diagnostic, Failure, PlacedEdit, Report
from lint_post.rule.options import names
from lint_post.run.conclude import Checked
from lint_post.run.lint import Linter, collect, exit_code
from lint_post.text.value import replace
from lint_post.text.write import write

if TYPE_CHECKING:
    from collections.abc import Callable

    from lint_post.config.config import Configs
    from lint_post.text.source import Source

_MOST_ALTERNATIVES = 9  # one key each
_NEW_FILE = "lint-post.toml"


class _Key(NamedTuple):
    """A key and what it does."""

    key: str
    label: str


class _Stopped(Exception):  # noqa: N818 - no error
    """The user has ended the session."""


class Interactive:
    """A run that asks; ``make`` makes the linter, again after the config file has changed.

    ``isolated``: config files do not count, so no word is added to one.
    """

    def __init__(self, make: Callable[[], tuple[Linter, Configs]], printing: Printing, *, isolated: bool) -> None:
        self._make = make
        self._printing = printing
        self._isolated = isolated
        self._linter, self._configs = make()
        self._fixed = self._ignored = self._files = 0

    def run(self, discovery: Discovery) -> int:
        """Go through all files; the result is the exit code for the remaining findings. Raises UsageError."""
        if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
            raise click.UsageError("--interactive requires a terminal; use --fix elsewhere.")
        results: list[Checked] = []
        try:
            for loaded in self._linter.load(discovery):
                results.append(loaded if isinstance(loaded, Checked) else self._linter.judge(*loaded))
                if not isinstance(loaded, Checked) and results[-1].diagnostics:
                    for checked in self._go_through(loaded[0]):
                        results[-1] = checked
        except (_Stopped, KeyboardInterrupt, EOFError):
            sys.stdout.write("\n")
        return self._sum_up(collect(results))

    def _sum_up(self, report: Report) -> int:
        sys.stdout.flush()
        if self._ignored:
            tell(f"Ignored {number(self._ignored, 'problem')}.")
        _output.complain_of_failures(report)
        tell(footer(replace(report, fixed=self._fixed, fixed_files=self._files)))
        return exit_code(report)

    def _judge(self, source: Source) -> Checked:
        return self._linter.judge(source, self._configs.of_file(Path(source.path)))

    def _go_through(self, source: Source) -> Iterator[Checked]:
        """Ask about each finding of a file; yields its result again after each answer."""
        review = Review(source, self._judge)
        try:
            while review.current:
                before = review.source
                self._decide(review, review.current)
                if review.source.text != before.text:
                    write(before.path, encode(review.source), instead_of=encode(before))
                yield review.checked
        except FileError as error:
            yield review.checked._replace(failure=Failure(error.path, error.message))
        finally:
            self._fixed += review.fixed
            self._ignored += review.ignored
            self._files += bool(review.fixed)

    def _decide(self, review: Review, current: Diagnostic) -> None:
        """Show the finding, wait for a key and act on it."""
        choices = list(_choices(current))
        word = self._word(review.source, current)
        self._show(current, choices, word)
        while True:
            key = click.getchar().lower()
            if key in ("q", "\x1b", "\x03", "\x04"):
                raise _Stopped
            edits = next((edits for choice, edits in choices if choice.key == key), None)
            if edits is not None:
                review.take(edits)
            elif key == "i" and not _is_own(current):
                review.ignore()
            elif key == "w" and word:
                self._accept(word, review)
            elif key in ("n", " ", "\r", "\n"):
                review.skip()
            else:
                continue
            sys.stdout.write(f"{key.strip() or 'n'}\n\n")
            return

    def _show(self, current: Diagnostic, choices: list[tuple[_Key, tuple[PlacedEdit, ...]]], word: str | None) -> None:
        how = _output.options(self._printing)
        bare = replace(current, fix=None, alternatives=())  # they are the keys
        sys.stdout.writelines(renderer("full")(Report((bare,)), how))
        keys = [choice for choice, _ in choices]
        keys += [] if _is_own(current) else [_Key("i", "add a suppression comment")]
        keys += [_Key("w", f'accept "{word}" everywhere')] if word else []
        keys += [_Key("n", "skip"), _Key("q", "quit")]
        sys.stdout.writelines(f"  {key}  {label}\n" for key, label in keys)
        sys.stdout.write(f"[{'/'.join(choice.key for choice in keys)}] ")
        sys.stdout.flush()

    def _word(self, source: Source, current: Diagnostic) -> str | None:
        """The flagged word, if its rule honors the accepted words of the config file and there is one to write to."""
        config = self._configs.of_file(Path(source.path))
        entry = self._configs.catalogue_of(config).find(current.rule)
        if entry is None or "accept" not in names(entry.rule) or self._isolated or not current.range:
            return None
        if entry.rule.defers:  # it flags correct words in a wrong place
            return None
        return source.text[current.range.start.offset : current.range.end.offset] or None

    def _accept(self, word: str, review: Review) -> None:
        """Add ``word`` to the config file, and reload it."""
        from lint_post.config.roots import Roots
        from lint_post.config.words import accept

        folder = Path(review.source.path).parent
        loaded = self._configs.loaded(folder)
        file = loaded.file if loaded and loaded.file else Roots().of_file(review.source.path) / _NEW_FILE
        accept(file, word)
        sys.stdout.write(f"w: added to {file.name}")
        self._linter, self._configs = self._make()
        review.look_again()


def _choices(current: Diagnostic) -> Iterator[tuple[_Key, tuple[PlacedEdit, ...]]]:
    """The keys that fix the finding."""
    if current.fix:
        yield _Key("y", current.fix.message), current.fix.edits
    for index, alternative in enumerate(current.alternatives[:_MOST_ALTERNATIVES], 1):
        yield _Key(str(index), alternative.message), alternative.edits


def _is_own(current: Diagnostic) -> bool:
    from lint_post.rule.catalogue import OWN_GROUP

    return current.rule.startswith(f"{OWN_GROUP}/")
