"""Which rules run: command line over configuration over what is on by default; the longest matching name wins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple

from lint_post.config.config import Config, Configs
from lint_post.errors import UsageError
from lint_post.rule.base import BaseRule
from lint_post.rule.catalogue import OWN_GROUP, Catalogue, Entry
from lint_post.rule.finding import Severity

_ACCEPT = "accept"  # the option that the project's words are added to


class Choice(NamedTuple):
    """What the command line says about rules; ``select`` None: nothing."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    @classmethod
    def parse(cls, select: Iterable[str] = (), extend_select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Choice:
        """From the values of ``--select``, ``--extend-select`` and ``--ignore``, each a list separated by commas."""
        return cls(_split(select) or None, _split(extend_select), _split(ignore))


def _split(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for value in values for part in value.split(",") if (name := part.strip()))


class Configured(NamedTuple):
    """A rule ready to run: its id, the value with its options, its severity, and whether its fixes are applied."""

    id: str
    rule: BaseRule
    severity: Severity
    fixable: bool = True


class Selection:
    """The rules that run under one configuration; `lint-post/…` is always among them.

    Raises UsageError if the command line names unknown rules, CatalogueError if a rule cannot be loaded.
    """

    def __init__(self, catalogue: Catalogue, config: Config, choice: Choice) -> None:
        self.catalogue = catalogue
        self._own = frozenset(entry.id for entry in catalogue if entry.group == OWN_GROUP)
        self._configured = Choice(config.select, config.extend_select, config.ignore)
        self._chosen = _narrow(choice, catalogue, lambda: self._by_configuration) | self._own
        fixable = _fixable(config, catalogue)
        self.rules = {
            entry.id: _configure(entry, config)._replace(fixable=fixable is None or entry.id in fixable)
            for entry in catalogue
            if entry.id in self._chosen
        }
        names = (*(choice.select or ()), *choice.extend_select)
        self.named = tuple(self.rules[name].rule for name in names if name in self.rules)
        """The rules that the command line names in full."""

    @cached_property
    def _by_configuration(self) -> frozenset[str]:
        """What the configuration alone selects."""
        return _narrow(self._configured, self.catalogue, self._by_default)

    def _by_default(self) -> frozenset[str]:
        return frozenset(entry.id for entry in self.catalogue if entry.on)

    @cached_property
    def left_out(self) -> frozenset[str]:
        """What the configuration alone would have selected and the command line did not."""
        return self._by_configuration - self._chosen


class Selector:
    """Chooses and configures rules; each configuration's answer is worked out once."""

    def __init__(self, configs: Configs, choice: Choice | None = None) -> None:
        self._configs = configs
        self._choice = choice or Choice()
        self._known: dict[Config, Selection] = {}

    def selection(self, config: Config) -> Selection:
        """The rules for ``config``; raises as `Selection` does."""
        if config not in self._known:
            self._known[config] = Selection(self._configs.catalogue_of(config), config, self._choice)
        return self._known[config]


def _narrow(choice: Choice, catalogue: Catalogue, before: Callable[[], frozenset[str]]) -> frozenset[str]:
    """What is selected after ``choice`` has had its say; ``before`` is only asked if it does not say all."""
    on = _ranks((*(choice.select or ()), *choice.extend_select), catalogue)
    off = _ranks(choice.ignore, catalogue)
    ignored = {rule for rule, rank in off.items() if rank >= on.get(rule, 0)}
    return ((before() if choice.select is None else frozenset()) | on.keys()) - ignored


def _ranks(listed: Iterable[str], catalogue: Catalogue) -> dict[str, int]:
    """The rules that the names ``listed`` match, each with the rank of its narrowest name."""
    ranks: dict[str, int] = {}
    for name in listed:
        match = catalogue.select(name)
        if match is None:
            raise UsageError(catalogue.unknown(name))
        for rule in match.ids:
            ranks[rule] = max(match.rank, ranks.get(rule, 0))
    return ranks


def _fixable(config: Config, catalogue: Catalogue) -> frozenset[str] | None:
    """The rules whose fixes are applied, None if all are."""
    if config.fixable is None and not config.unfixable:
        return None
    return _narrow(Choice(config.fixable, (), config.unfixable), catalogue, lambda: frozenset(catalogue.entries))


def _configure(entry: Entry, config: Config) -> Configured:
    options = {name: value for name, value in config.shared.items() if hasattr(entry.rule, name)}
    options |= config.options.get(entry.id, {})
    if config.accept and hasattr(entry.rule, _ACCEPT):
        own = options.get(_ACCEPT, getattr(entry.rule(), _ACCEPT))
        options[_ACCEPT] = type(own)((*own, *config.accept))
    return Configured(entry.id, entry.rule(**options), config.severities.get(entry.id, entry.rule.severity))
