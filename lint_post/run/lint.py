"""The pipeline over a run's files: read, examine (pass one), conclude (pass two), and one report of it all."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lint_post import __version__
from lint_post.config.config import Config, Configs, FailOn
from lint_post.config.roots import Roots, relative
from lint_post.errors import FileError
from lint_post.project.files import Discovery, decode, discover, is_excluded, name, read
from lint_post.rule.base import AskingRule
from lint_post.rule.finding import STDIN_NAME, Diagnostic, Failure, Report, Unasked
from lint_post.rule.question import Proofread
from lint_post.run.answers import Answers
from lint_post.run.conclude import RULE_FAILED, Checked, conclude
from lint_post.run.examine import Crash, Examined, Rules, examine, failed
from lint_post.run.select import Choice, Selector
from lint_post.store.store import Store
from lint_post.text.digest import digest
from lint_post.text.source import Source
from lint_post.text.value import replace

if TYPE_CHECKING:
    from lint_post.oracles.web.oracle import Progress
    from lint_post.run.inventory import Inventory
__all__ = ["STDIN_NAME", "Checked", "Linter", "collect", "exit_code"]


class Linter:
    """One run: the configuration, the rules and the oracles, with what they remember.

    ``fail_on`` goes over the configuration's. ``store``: what earlier runs found out; ``jobs``: how many processes look
    at files.
    """

    def __init__(
        self,
        configs: Configs,
        choice: Choice | None = None,
        fail_on: FailOn | None = None,
        *,
        store: Store | None = None,
        jobs: int = 1,
    ) -> None:
        self._configs = configs
        self._choice = choice or Choice()
        self._selector = Selector(configs, choice)
        self._fail_on = fail_on
        self._store = store
        self._jobs = jobs
        self._roots = Roots()
        self._walked: Mapping[str, tuple[str, ...]] = {}  # what is in folders, as far as it is known
        self._bases: dict[tuple[str, Path | None], str] = {}  # how each folder is called from there
        self._answers = Answers(self._roots, self._documents, store or Store())
        self._online: bool | None = None
        self._proofreading: Mapping[str, object] = {}
        self._knows_whom_to_ask = False

    def ask_proofreader(self, *, url: str | None, folder: Path, progress: Progress | None = None) -> None:
        """Ask the proofreader at ``url`` (None: as the configuration says).

        ``folder`` is where the state of a local one is kept; ``progress`` is told how far the run is.
        """
        self._proofreading = {"folder": folder} | ({"url": url, "is_wanted": True} if url else {})
        self._answers.proofreading_progress = progress

    def ask_web(self, *, online: bool | None, progress: Progress | None = None) -> None:
        """Ask the web, or do not (None: as the configuration says); ``progress`` is told how far that is."""
        self._online = online
        self._answers.progress = progress

    def forget(self) -> None:
        """Look at all documents of the project anew from now on, because files have changed."""
        self._answers.forget()
        self._documents.cache_clear()

    @cache  # noqa: B019 - a linter lives as long as its run
    def _documents(self, root: Path) -> tuple[str, ...]:
        """All documents of the project at ``root``, as a check of it would take them."""
        return self._walked.get(str(root)) or discover([str(root)], self._configs).files

    def check(self, discovery: Discovery) -> Iterator[Checked]:
        """Each file's result in order, as soon as it is known; what could not be looked at comes first.

        Raises UsageError, ConfigError and CatalogueError before the first result.
        """
        configs = self._load_configs(discovery)
        self._walked = discovery.walked
        yield from map(_failed, discovery.failures)
        is_small = self._jobs == 1 or len(discovery.files) == 1
        if self._store is None and is_small and not self._answers.takes_long:
            for loaded in self._read(discovery, configs):
                yield loaded if isinstance(loaded, Checked) else self.judge(*loaded)
            return
        from lint_post.run.batch import Batch, items

        batch = Batch(self, self._store or Store(), self._answers, self._salt(), self._jobs)
        yield from batch.check(items(zip(discovery.files, configs, strict=True), self._answers.contents))

    def _salt(self) -> bytes:
        """What there is beside the files and their rules that findings depend on."""
        from lint_post.store.stable import code_digest, engine_folders, stable

        versions = f"{__version__} {sys.version}".encode()
        return digest(
            versions,
            code_digest(engine_folders()),
            stable((self._choice, self._fail_on, self._answers.links, self._answers.proofreading)),
        )

    def code(self, config: Config) -> bytes:
        """What changes when the code of a rule that there is under ``config`` does."""
        from lint_post.store.stable import code_digest

        return code_digest(self._configs.catalogue_of(config).folders)

    def inventory(self, discovery: Discovery) -> tuple[Inventory, list[Failure]]:
        """The links of all files, and what could not be read. Raises as `check`; Ctrl-C ends the reading early."""
        from lint_post.run.inventory import Inventory

        inventory = Inventory(self._answers)
        failures = []
        try:
            for loaded in self.load(discovery):
                if not isinstance(loaded, Checked):
                    inventory.add(loaded[0])
                elif loaded.failure:
                    failures.append(loaded.failure)
        except KeyboardInterrupt:
            inventory.interrupted = True
        return inventory, failures

    def _load_configs(self, discovery: Discovery) -> list[Config]:
        """The configuration of each file, all of them found to be right."""
        configs = [self._configs.of_file(Path(file)) for file in discovery.files]
        for config in configs or [self._configs.of_folder(Path())]:
            self._selector.selection(config)
        self._ask_as(configs[0] if configs else Config())
        return configs

    def _ask_as(self, config: Config) -> None:
        """Ask the web and a proofreader as ``config`` says, which counts for the whole run. Raises ConfigError."""
        self._knows_whom_to_ask = True
        online = config.links.online if self._online is None else self._online
        rules = self._selector.selection(config).named
        is_wanted = any(isinstance(rule, AskingRule) and rule.asks is Proofread for rule in rules)
        proofreading = {"is_wanted": is_wanted, **self._proofreading}
        self._answers.ask_as(replace(config.links, online=online), replace(config.proofreader, **proofreading))

    def load(self, discovery: Discovery) -> Iterator[Checked | tuple[Source, Config]]:
        """Each file with its configuration, or what there is to say of one that cannot be read. Raises as `check`."""
        configs = self._load_configs(discovery)
        yield from map(_failed, discovery.failures)
        yield from self._read(discovery, configs)

    def _read(self, discovery: Discovery, configs: list[Config]) -> Iterator[Checked | tuple[Source, Config]]:
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
        self._ask_as(config)
        if path and is_excluded(path, self._configs):
            return Checked(name(path), excluded=True)
        try:
            return decode(data, name(path) if path else STDIN_NAME, config.max_file_size), config
        except FileError as error:
            return _failed(error) if path else Checked(None, failure=Failure(None, error.message))

    def judge(self, source: Source, config: Config, crashes: tuple[Crash, ...] = ()) -> Checked:
        """What there is to say of ``source``, ``crashes`` that are known already included; only Ctrl-C is raised."""
        try:
            if not self._knows_whom_to_ask:
                self._ask_as(config)
            return self._judge(source, config, crashes)
        except Exception as error:  # noqa: BLE001 - one odd file must not cost the others their findings
            return _failed(FileError(source.path, failed(error)))

    def _judge(self, source: Source, config: Config, crashes: tuple[Crash, ...]) -> Checked:
        """Both passes over ``source``."""
        examined = examine(source, *self.rules(config))
        return self.conclude(examined._replace(crashes=(*examined.crashes, *crashes)), config)

    def conclude(self, examined: Examined, config: Config) -> Checked:
        """Pass two: what there is to say of a file after pass one."""
        selection = self._selector.selection(config)
        self._answers.prepare(question for _, question in examined.questions)
        fail_on = config.fail_on if self._fail_on is None else self._fail_on
        path = self.known_as(examined.source.path, config)
        return conclude(examined, selection, self._answers.ask, fail_on, path)

    def rules(self, config: Config) -> Rules:
        """What looks at files under ``config``."""
        rules = tuple(self._selector.selection(config).rules.values())
        return Rules(rules, config.languages, self._answers.silent)

    def runs(self, rule: str, path: str) -> bool:
        """Whether the rule with the id ``rule`` looks at the file ``path``."""
        return rule in self._selector.selection(self._configs.of_file(Path(path))).rules

    def known_as(self, path: str, config: Config) -> str:
        """``path`` relative to the folder of the configuration, else to the project's root."""
        folder, _, file = path.rpartition("/")
        key = folder, config.file
        if key not in self._bases:
            base = config.file.parent if config.file else self._roots.of_file(path)
            self._bases[key] = relative(folder, base)
        known = self._bases[key]
        return file if known == "." else f"{known}/{file}"

    def lint(self, discovery: Discovery) -> Report:
        """All of `check` as a report; Ctrl-C ends it early, and what is known is kept (``interrupted``)."""
        return collect(self.check(discovery))


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
    unasked: Counter[Unasked] = Counter()
    for checked in known:
        unasked.update(dict(checked.unasked))
    diagnostics: list[Diagnostic] = [diagnostic for checked in known for diagnostic in checked.diagnostics]
    failures = [checked.failure for checked in known if checked.failure]
    in_order = sorted(unasked.items())
    failures += [Failure(None, one.sentence(count), is_of_run=True) for one, count in in_order if one.is_failure]
    return Report(
        diagnostics=tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key)),
        failures=tuple(failures),
        files=sum(checked.failure is None and not checked.excluded for checked in known),
        suppressed=sum(checked.suppressed for checked in known),
        unasked=tuple(row for row in in_order if not row[0].is_failure),
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
