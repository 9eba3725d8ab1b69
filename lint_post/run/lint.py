"""The front of the pipeline: a run's settings in, its files' results out, and one report of it all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lint_post.config.config import Config, Configs, FailOn
from lint_post.config.roots import Roots
from lint_post.errors import FileError
from lint_post.project.documents import on_disk
from lint_post.project.files import Discovery, decode, discover, is_excluded, name, read
from lint_post.rule.base import AskingRule
from lint_post.rule.finding import STDIN_NAME, Diagnostic, Failure, Report, Unasked
from lint_post.rule.question import Proofread
from lint_post.run.answers import Answers
from lint_post.run.conclude import RULE_FAILED, Checked
from lint_post.run.distant import Distant
from lint_post.run.examine import Crash, failed
from lint_post.run.nearby import Nearby
from lint_post.run.pipeline import Item, Pipeline, load
from lint_post.run.plan import Plan
from lint_post.run.select import Choice, Selector
from lint_post.run.settings import Asking
from lint_post.store.ledger import Ledger
from lint_post.store.store import Store
from lint_post.text.source import Source
from lint_post.text.value import replace

if TYPE_CHECKING:
    from lint_post.run.inventory import Inventory
__all__ = ["STDIN_NAME", "Checked", "Linter", "collect", "exit_code"]

_MANY = 50  # files; in a run over more, all documents around them are read rather than what one asks about


class Linter:
    """One run: the configuration, the rules and the oracles, with what they remember.

    ``fail_on`` goes over the configuration's. ``store``: what earlier runs found out; ``jobs``: how many processes look
    at files; ``asking``: who is asked beyond the files.
    """

    def __init__(  # noqa: PLR0913 - what a caller may want of a run
        self,
        configs: Configs,
        choice: Choice | None = None,
        fail_on: FailOn | None = None,
        *,
        store: Store | None = None,
        jobs: int = 1,
        asking: Asking | None = None,
    ) -> None:
        self._configs = configs
        self._choice = choice or Choice()
        self._selector = Selector(configs, choice)
        self._fail_on = fail_on
        self._store = store or Store()
        self._jobs = jobs
        self._asking = asking or Asking()
        self._roots = Roots()
        self._ledger = Ledger()
        self._distant: Distant | None = None
        self._plan: Plan | None = None

    def forget(self) -> None:
        """Look at all files of the project anew from now on, because some have changed."""
        self._plan = None

    def check(self, discovery: Discovery) -> Iterator[Checked]:
        """Each file's result in order, as soon as it is known; what could not be looked at comes first.

        Raises UsageError, ConfigError and CatalogueError before the first result.
        """
        configs = self._load_configs(discovery)
        plan = self._settled(configs[0] if configs else Config(), discovery)
        yield from map(_failed, discovery.failures)
        items = load(zip(discovery.files, configs, strict=True), plan.answers.nearby.contents)
        yield from Pipeline(plan, self._store, self._jobs).check(items)

    def check_text(self, data: bytes, path: str | None = None) -> Checked:
        """The result for ``data`` (from standard input), as if it stood in the file ``path``, which need not exist."""
        config = self._config_of_text(path)
        if path and is_excluded(path, self._configs):
            return Checked(name(path), excluded=True)
        item = Item.of(name(path) if path else STDIN_NAME, config, data)
        return next(Pipeline(self._settled(config), self._store).check([item]))

    def judge(self, source: Source, config: Config, crashes: tuple[Crash, ...] = ()) -> Checked:
        """What there is to say of ``source``, ``crashes`` that are known already included; only Ctrl-C is raised."""
        try:
            return self._settled(config).judge(source, config, crashes)
        except Exception as error:  # noqa: BLE001 - one odd file must not cost the others their findings
            return _failed(FileError(source.path, failed(error)))

    def load(self, discovery: Discovery) -> Iterator[Checked | tuple[Source, Config]]:
        """Each file with its configuration, or what there is to say of one that cannot be read. Raises as `check`."""
        configs = self._load_configs(discovery)
        self._settled(configs[0] if configs else Config(), discovery)
        yield from map(_failed, discovery.failures)
        for file, config in zip(discovery.files, configs, strict=True):
            try:
                loaded = read(file, config.max_file_size)
            except FileError as error:
                yield _failed(error)
            else:
                yield loaded, config

    def load_text(self, data: bytes, path: str | None = None) -> Checked | tuple[Source, Config]:
        """The same for a text that is here already. Raises as `check`."""
        config = self._config_of_text(path)
        if path and is_excluded(path, self._configs):
            return Checked(name(path), excluded=True)
        try:
            return decode(data, name(path) if path else STDIN_NAME, config.max_file_size), config
        except FileError as error:
            return _failed(error) if path else Checked(None, failure=Failure(None, error.message))

    def inventory(self, discovery: Discovery) -> tuple[Inventory, list[Failure]]:
        """The links of all files, and what could not be read. Raises as `check`; Ctrl-C ends the reading early."""
        from lint_post.run.inventory import Inventory

        configs = self._load_configs(discovery)
        inventory = Inventory(self._settled(configs[0] if configs else Config(), discovery).answers)
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

    def runs(self, rule: str, path: str) -> bool:
        """Whether the rule with the id ``rule`` looks at the file ``path``."""
        return rule in self._selector.selection(self._configs.of_file(Path(path))).rules

    def lint(self, discovery: Discovery) -> Report:
        """All of `check` as a report; Ctrl-C ends it early, and what is known is kept (``interrupted``)."""
        return collect(self.check(discovery))

    def _load_configs(self, discovery: Discovery) -> list[Config]:
        """The configuration of each file, all of them found to be right."""
        configs = [self._configs.of_file(Path(file)) for file in discovery.files]
        for config in configs or [self._configs.of_folder(Path())]:
            self._selector.selection(config)
        return configs

    def _config_of_text(self, path: str | None) -> Config:
        config = self._configs.of_file(Path(path or STDIN_NAME))
        self._selector.selection(config)
        self._settled(config)
        return config

    def _settled(self, config: Config, discovery: Discovery | None = None) -> Plan:
        """The plan of the run, whose first file is under ``config``. Raises ConfigError."""
        if self._plan is None:
            self._distant = self._distant or self._ask_as(config)
            discovery = discovery or Discovery(())
            walked = discovery.walked
            documents = on_disk(
                self._configs,
                lambda root: walked.get(str(root)) or discover([str(root)], self._configs).files,
                many=len(discovery.files) > _MANY,
            )
            nearby = Nearby(self._roots, documents, self._distant.links, self._store, self._ledger)
            answers = Answers(nearby, self._distant, self._ledger)
            self._plan = Plan(self._configs, self._choice, self._selector, answers, self._fail_on)
        return self._plan

    def _ask_as(self, config: Config) -> Distant:
        """Who is asked as ``config`` and the caller say, which counts for the whole run. Raises ConfigError."""
        asking = self._asking
        online = config.links.online if asking.online is None else asking.online
        named = self._selector.selection(config).named
        is_wanted = any(isinstance(rule, AskingRule) and rule.asks is Proofread for rule in named)
        proofreading = replace(config.proofreader, folder=asking.state, is_wanted=is_wanted)
        if asking.languagetool_url:
            proofreading = replace(proofreading, url=asking.languagetool_url, is_wanted=True)
        return Distant(replace(config.links, online=online), proofreading, asking, self._store, self._ledger)


def _failed(error: FileError) -> Checked:
    return Checked(error.path, failure=Failure(error.path, error.message))


def collect(results: Iterable[Checked]) -> Report:
    """One report of all ``results``; KeyboardInterrupt while they come ends it early (``interrupted``)."""
    unasked: Counter[Unasked] = Counter()
    diagnostics: list[Diagnostic] = []
    failures: list[Failure] = []
    files = suppressed = failing = 0
    interrupted = False
    try:
        for checked in results:
            unasked.update(dict(checked.unasked))
            diagnostics += checked.diagnostics
            failures += [checked.failure] if checked.failure else []
            files += checked.failure is None and not checked.excluded
            suppressed += checked.suppressed
            failing += checked.failing
    except KeyboardInterrupt:
        interrupted = True
    in_order = sorted(unasked.items())
    failures += [Failure(None, one.sentence(count), is_of_run=True) for one, count in in_order if one.is_failure]
    return Report(
        diagnostics=tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key)),
        failures=tuple(failures),
        files=files,
        suppressed=suppressed,
        unasked=tuple(row for row in in_order if not row[0].is_failure),
        failing=failing,
        interrupted=interrupted,
    )


def exit_code(report: Report) -> int:
    """0: nothing at or above ``fail-on``; 1: findings; 2: something could not be done; 130: interrupted."""
    if report.interrupted:
        return 130
    if report.failures or any(diagnostic.rule == RULE_FAILED for diagnostic in report.diagnostics):
        return 2
    return 1 if report.failing else 0
