"""The pipeline over a run's files: read, examine (pass one), conclude (pass two), and one report of it all."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from lint_post.conclude import RULE_FAILED, Checked, conclude
from lint_post.config import Config, Configs, FailOn
from lint_post.errors import FileError
from lint_post.examine import Crash, describe, examine
from lint_post.files import Discovery, decode, discover, is_excluded, name, read
from lint_post.finding import STDIN_NAME, Diagnostic, Failure, Report
from lint_post.oracles import Oracle, Oracles
from lint_post.project import Roots, absolute
from lint_post.question import (
    ADDRESSED,
    Anchor,
    Answer,
    Draft,
    Habit,
    NotAsked,
    Question,
    Size,
    Spelling,
    Target,
    Today,
    Twins,
    Unused,
)
from lint_post.select import Choice, Selector
from lint_post.text import Source

NO_PLACE = NotAsked("standard input has no folder of its own: name one with --stdin-filename")

__all__ = ["STDIN_NAME", "Checked", "Linter", "collect", "exit_code"]


class Linter:
    """One run: the configuration, the rules and the oracles, with what they remember.

    ``fail_on`` goes over the configuration's.
    """

    def __init__(self, configs: Configs, choice: Choice | None = None, fail_on: FailOn | None = None) -> None:
        self._configs = configs
        self._selector = Selector(configs, choice)
        self._fail_on = fail_on
        self._roots = Roots()
        self._oracles = Oracles(
            {
                Target: self._project_oracle,
                Anchor: self._anchor_oracle,
                Twins: self._outline_oracle,
                Draft: self._outline_oracle,
                Habit: self._outline_oracle,
                Spelling: self._outline_oracle,
                Unused: self._unused_oracle,
                Size: self._size_oracle,
                Today: _today_oracle,
            }
        )

    def _project_oracle(self) -> Oracle:
        from lint_post.oracles.project import ProjectOracle

        return ProjectOracle(self._roots.of_file)

    def _anchor_oracle(self) -> Oracle:
        from lint_post.oracles.anchors import AnchorOracle

        return AnchorOracle(self._roots.of_file, self._ask)

    def _unused_oracle(self) -> Oracle:
        from lint_post.oracles.anchors import read
        from lint_post.oracles.unused import UnusedOracle

        return UnusedOracle(self._roots.of_file, self._documents, read)

    def _size_oracle(self) -> Oracle:
        from lint_post.oracles.sizes import SizeOracle

        return SizeOracle(self._roots.of_file, self._ask)

    def forget(self) -> None:
        """Look at all documents of the project anew from now on, because files have changed."""
        self._oracles.forget()
        self._outline_oracle.cache_clear()
        self._documents.cache_clear()

    @cache  # noqa: B019 - a linter lives as long as its run
    def _outline_oracle(self) -> Oracle:
        from lint_post.oracles.outlines import OutlineOracle

        return OutlineOracle(self._roots.of_file, self._documents, self._ask)

    @cache  # noqa: B019 - the same
    def _documents(self, root: Path) -> tuple[str, ...]:
        """All documents of the project at ``root``, as a check of it would take them."""
        return discover([str(root)], self._configs).files

    def check(self, discovery: Discovery) -> Iterator[Checked]:
        """Each file's result in order, as soon as it is known; what could not be looked at comes first.

        Raises UsageError, ConfigError and CatalogueError before the first result.
        """
        for loaded in self.load(discovery):
            yield loaded if isinstance(loaded, Checked) else self.judge(*loaded)

    def load(self, discovery: Discovery) -> Iterator[Checked | tuple[Source, Config]]:
        """Each file with its configuration, or what there is to say of one that cannot be read. Raises as `check`."""
        configs = [self._configs.of_file(Path(file)) for file in discovery.files]
        for config in configs or [self._configs.of_folder(Path())]:
            self._selector.selection(config)
        yield from map(_failed, discovery.failures)
        for file, config in zip(discovery.files, configs, strict=True):
            try:
                loaded = read(file, config.max_file_size)
            except FileError as error:
                yield _failed(error)
            else:
                yield loaded, config

    def check_text(self, data: bytes, path: str | None = None) -> Checked:
        """The result for ``data`` (from standard input), as if it stood in the file ``path``, which need not exist."""
        loaded = self.load_text(data, path)
        return loaded if isinstance(loaded, Checked) else self.judge(*loaded)

    def load_text(self, data: bytes, path: str | None = None) -> Checked | tuple[Source, Config]:
        """The same before it is judged: `load` for a text that is here already."""
        config = self._configs.of_file(Path(path or STDIN_NAME))
        self._selector.selection(config)
        if path and is_excluded(path, self._configs):
            return Checked(name(path), excluded=True)
        try:
            return decode(data, name(path) if path else STDIN_NAME, config.max_file_size), config
        except FileError as error:
            return _failed(error) if path else Checked(None, failure=Failure(None, error.message))

    def judge(self, source: Source, config: Config, crashes: tuple[Crash, ...] = ()) -> Checked:
        """What there is to say of ``source``, ``crashes`` that are known already included; only Ctrl-C is raised."""
        try:
            return self._judge(source, config, crashes)
        except Exception as error:  # noqa: BLE001 - one odd file must not cost the others their findings
            return _failed(FileError(source.path, f"lint-post failed on it: {describe(error)}. Please report it."))

    def _judge(self, source: Source, config: Config, crashes: tuple[Crash, ...]) -> Checked:
        """Both passes over ``source``."""
        selection = self._selector.selection(config)
        examined = examine(source, selection.rules.values(), config.languages)
        examined = examined._replace(crashes=(*examined.crashes, *crashes))
        fail_on = config.fail_on if self._fail_on is None else self._fail_on
        return conclude(examined, selection, self._ask, fail_on, self._known_as(source.path, config))

    def _ask(self, question: Question) -> Answer:
        if isinstance(question, ADDRESSED) and question.document == STDIN_NAME:
            return NO_PLACE
        return self._oracles.ask(question)

    def _known_as(self, path: str, config: Config) -> str:
        """``path`` relative to the folder of the configuration, else to the project's root."""
        base = config.file.parent if config.file else self._roots.of_file(path)
        return Path(os.path.relpath(absolute(path), base)).as_posix()

    def lint(self, discovery: Discovery) -> Report:
        """All of `check` as a report; Ctrl-C ends it early, and what is known is kept (``interrupted``)."""
        return collect(self.check(discovery))


def _today_oracle() -> Oracle:
    from lint_post.oracles.today import TodayOracle

    return TodayOracle()


def _failed(error: FileError) -> Checked:
    return Checked(error.path, failure=Failure(error.path, error.message))


def collect(results: Iterable[Checked]) -> Report:
    """One report of all ``results``; KeyboardInterrupt while they come ends it early (``interrupted``)."""
    known: list[Checked] = []
    interrupted = False
    try:
        known.extend(results)
    except KeyboardInterrupt:
        interrupted = True
    unasked: Counter[str] = Counter()
    for checked in known:
        unasked.update(dict(checked.unasked))
    diagnostics: list[Diagnostic] = [diagnostic for checked in known for diagnostic in checked.diagnostics]
    return Report(
        diagnostics=tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key)),
        failures=tuple(checked.failure for checked in known if checked.failure),
        files=sum(checked.failure is None and not checked.excluded for checked in known),
        suppressed=sum(checked.suppressed for checked in known),
        unasked=tuple(sorted(unasked.items())),
        failing=sum(checked.failing for checked in known),
        interrupted=interrupted,
    )


def exit_code(report: Report) -> int:
    """0: nothing at or above ``fail-on``; 1: findings; 2: something could not be done; 130: interrupted."""
    if report.interrupted:
        return 130
    if report.failures or any(diagnostic.rule == RULE_FAILED for diagnostic in report.diagnostics):
        return 2
    return 1 if report.failing else 0
