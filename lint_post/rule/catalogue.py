"""The available rules: a rule's id is derived from its file's path, and nothing is registered by hand."""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from lint_post.errors import CatalogueError
from lint_post.rule.base import AskingRule, BaseRule

if TYPE_CHECKING:
    from lint_post.rule.options import Option
    from lint_post.rule.page import Page

# The import package that ships the folder rules/. Its name is only here: our rules are loaded in the
# same door as a plugin's, but reading our own entry point through importlib.metadata would cost 15–20 ms a start.
_PACKAGE = "lint_post_rules"
_ENTRY_POINTS = "lint_post.rules"
OWN_GROUP = "lint-post"
"""The engine's own findings, which are always on."""
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_OFF = re.compile(rb"^    on = False\b", re.MULTILINE)
_NARROWEST = 1000
_GLOB = 100  # above all groups; more letters make it narrower


class Match(NamedTuple):
    """The rules that a name matches; a greater ``rank`` is a narrower name (``all``, a group, a pattern, an id)."""

    ids: frozenset[str]
    rank: int


class Entry:
    """An available rule: its id, its module, and its file.

    Nothing is imported before ``rule`` is asked for; ``page`` and ``options`` read the source.
    """

    def __init__(self, id: str, module: str, file: Path) -> None:  # noqa: A002 - a rule's id is called that everywhere
        self.id = id
        self.module = module
        self.file = file

    @property
    def group(self) -> str:
        """The id without its last part: ``spelling``, ``acme/house``."""
        return self.id.rpartition("/")[0]

    @cached_property
    def rule(self) -> type[BaseRule]:
        """The rule's class; the first use imports its module. Raises CatalogueError."""
        try:
            module = import_module(self.module)
        except Exception as error:
            raise CatalogueError(f'Cannot import "{self.file}": {type(error).__name__}: {error}') from error
        if module.__doc__ is None and sys.flags.optimize < 2:
            raise self._no_page()
        rule = _only_rule(module, self.file)
        if rule.on != self.on:
            raise CatalogueError(f'{self.file}: "on = False" must be on a line of its own')
        return rule

    def _no_page(self) -> CatalogueError:
        return CatalogueError(f"{self.file}: Missing rule page; write it as the module docstring")

    @cached_property
    def on(self) -> bool:
        """Whether it runs by default, read from its source: to import the rules that do not would slow each start."""
        return _OFF.search(self.file.read_bytes()) is None

    @cached_property
    def page(self) -> Page:
        """The rule's page. Raises CatalogueError: no summary, or (but in `OWN_GROUP`) no bad or no good example."""
        from lint_post.rule.page import parse

        docstring = ast.get_docstring(self._tree, clean=False)
        if docstring is None:
            raise self._no_page()
        page = parse(docstring, str(self.file))
        missing = {"bad", "good"} - {example.kind for example in page.examples}
        if missing and self.group != OWN_GROUP:
            raise CatalogueError(f"{self.file}: Missing {' and '.join(sorted(missing))} example on the rule page")
        return page

    @cached_property
    def _tree(self) -> ast.Module:
        """The source's syntax tree: a docstring in it is as written, whatever Python strips or expands when it runs."""
        return ast.parse(self.file.read_bytes())

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """The rule's options in the order they are written in."""
        from lint_post.rule.options import describe

        return tuple(describe(self.rule, self._tree))

    @property
    def asks(self) -> bool:
        """Whether it asks questions."""
        return issubclass(self.rule, AskingRule)

    @property
    def fixable(self) -> bool:
        """Whether its page shows a fix."""
        return self.page.fixable


def _only_rule(module: ModuleType, file: Path) -> type[BaseRule]:
    """The one rule in ``module``, named after its file."""
    rules = [
        value
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, BaseRule) and value.__module__ == module.__name__
        if not name.startswith("_")
    ]
    if len(rules) != 1:
        names = " and ".join(rule.__name__ for rule in rules)
        found = names or "none"
        raise CatalogueError(f"{file}: A rule file must define exactly one rule; found {found}")
    expected = "".join(part.capitalize() for part in file.stem.split("_"))
    if rules[0].__name__ != expected:
        raise CatalogueError(f'{file}: Rule class "{rules[0].__name__}" does not match the file name; use "{expected}"')
    return rules[0]


class Catalogue:
    """All available rules, by id."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = dict(sorted(entries.items()))

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def folders(self) -> frozenset[Path]:
        """Where the rules are, and what they share."""
        folders = {entry.file.parent for entry in self}
        return frozenset(folders | {folder.parent for folder in folders})

    @cached_property
    def _aliases(self) -> dict[str, frozenset[str]]:
        """Aliases in upper case, and the rules they name; asking for it imports all rules."""
        table: dict[str, frozenset[str]] = {}
        for entry in self:
            for alias in entry.rule.aliases:
                table[alias.upper()] = table.get(alias.upper(), frozenset()) | {entry.id}
        return table

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """All names of groups, sorted."""
        parents = (entry.group.split("/") for entry in self)
        return tuple(sorted({"/".join(parts[:end]) for parts in parents for end in range(1, len(parts) + 1)}))

    def match(self, name: str) -> Match | None:
        """What ``name`` – an id, a group, an alias or ``all`` – matches, or None."""
        if name == "all":
            return Match(frozenset(self.entries), 0)
        if name in self.entries:
            return Match(frozenset({name}), _NARROWEST)
        if name in self.groups:
            return Match(
                frozenset(known for known in self.entries if known.startswith(f"{name}/")), name.count("/") + 1
            )
        named = self._aliases.get(name.upper())
        return Match(named, _NARROWEST) if named else None

    def select(self, name: str) -> Match | None:
        """The same for a name that may be a pattern such as ``links/*`` or ``*/missing-*``."""
        if "*" not in name:
            return self.match(name)
        from fnmatch import fnmatchcase

        ids = frozenset(known for known in self.entries if fnmatchcase(known, name))
        letters = len(name) - name.count("*")
        return Match(ids, min(_GLOB + letters, _NARROWEST - 1) if letters else 0) if ids else None

    def find(self, name: str) -> Entry | None:
        """The one rule with the id or alias ``name``, or None."""
        match = self.match(name)
        if match is None or match.rank < _NARROWEST or len(match.ids) > 1:
            return None
        return self.entries[next(iter(match.ids))]

    def near(self, name: str) -> str | None:
        """The name of a rule or group that ``name`` is probably a typo of."""
        return next(iter(self._near(name)), None)

    def _near(self, name: str) -> list[str]:
        """All rules that end as ``name`` does, or else the most similar name."""
        from difflib import get_close_matches

        wanted = name.lower().replace("_", "-")
        same_end = [known for known in self.entries if known.rpartition("/")[2] == wanted.rpartition("/")[2]]
        names = ["all", *self.groups, *self.entries, *self._aliases]
        lowered = {other.lower(): other for other in names}
        return same_end or [lowered[other] for other in get_close_matches(wanted, lowered, n=1, cutoff=0.75)]

    def unknown(self, name: str) -> str:
        """The message for the unknown rule ``name``, with a suggestion."""
        from lint_post.rule.markdownlint import absent

        if said := absent(name):
            return said
        near = " or ".join(f'"{other}"' for other in self._near(name))
        hint = f"did you mean {near}?" if near else 'run "lint-post rules" to list all rules'
        return f'Unknown rule "{name}"; {hint}'

    def with_plugins(self, names: Collection[str]) -> Catalogue:
        """The rules of this catalogue and those of the entry points ``names``. Raises CatalogueError."""
        if not names:
            return self
        entries = dict(self.entries)
        for name in names:
            entries |= self._plugin(name)
        return Catalogue(entries)

    def _plugin(self, name: str) -> dict[str, Entry]:
        package = _load_entry_point(name)
        folder = Path(next(iter(getattr(package, "__path__", ())), ""))
        if name in self.groups:
            raise CatalogueError(f'{folder}: Plugin name "{name}" is already used by a rule group')
        return {entry.id: entry for entry in _scan(folder, package.__name__, f"{name}/")}


def _load_entry_point(name: str) -> ModuleType:
    """The package of rules that the entry point ``name`` names."""
    from importlib.metadata import entry_points

    points = entry_points(group=_ENTRY_POINTS)
    found = {point.value for point in points if point.name == name}
    if not found:
        known = ", ".join(sorted({f'"{point.name}"' for point in points})) or "none"
        raise CatalogueError(f'Plugin "{name}" is not installed (installed: {known})')
    if len(found) > 1:
        raise CatalogueError(f'Duplicate plugin "{name}": {" and ".join(sorted(found))}')
    value = found.pop()
    try:
        package = import_module(value)
    except ImportError as error:
        raise CatalogueError(f'Cannot import plugin "{name}": {error}') from error
    if not hasattr(package, "__path__"):
        raise CatalogueError(f'Plugin "{name}" must be a package of rules, not the module "{value}"')
    return package


def _scan(folder: Path, package: str, prefix: str = "") -> Iterator[Entry]:
    """The rules in ``folder``, each with ``prefix`` before its id."""
    for group in _visible(folder):
        if not group.is_dir():
            if group.name.endswith(".py"):
                raise CatalogueError(f"{group.path}: Rule file outside a group folder; move it into one")
            continue
        for file in _visible(Path(group.path)):
            stem, dot, ending = file.name.partition(".")
            if not dot and file.is_dir():
                raise CatalogueError(f"{file.path}: Folder inside a group folder; move its rules to the group folder")
            if ending != "py":
                continue
            if not _NAME.fullmatch(stem) or not _NAME.fullmatch(group.name):
                raise CatalogueError(f'{file.path}: Invalid rule file or folder name; use lower case, as in "my_rule"')
            place = f"{group.name}/{stem}".replace("_", "-")
            yield Entry(f"{prefix}{place}", f"{package}.{group.name}.{stem}", Path(file.path))


def _visible(folder: Path) -> Iterator[os.DirEntry[str]]:
    """The entries of ``folder``, except names that begin with an underscore or a dot."""
    with os.scandir(folder) as entries:
        yield from (entry for entry in entries if entry.name[0] not in "_.")


def load() -> Catalogue:
    """The rules that come with lint-post. Raises CatalogueError."""
    return _of_package(import_module(_PACKAGE))


def load_folder(folder: Path, package: str) -> Catalogue:
    """The rules in ``folder``, which becomes importable as ``package``. Raises CatalogueError."""
    if package in sys.modules:
        raise CatalogueError(f'{folder}: Package name "{package}" is already in use')
    module = ModuleType(package)
    module.__path__ = [str(folder)]
    sys.modules[package] = module
    return _of_package(module)


def _of_package(package: ModuleType) -> Catalogue:
    folder = Path(next(iter(package.__path__)))
    return Catalogue({entry.id: entry for entry in _scan(folder, package.__name__)})


def table(catalogue: Catalogue) -> str:
    """The table of all rules in Markdown, as the README shows it."""
    rows = ["| Rule | | Fix | What it finds |", "| --- | --- | --- | --- |"]
    for entry in catalogue:
        severity = str(entry.rule.severity) if entry.on else "off"
        fix = "yes" if entry.fixable else ""
        summary = entry.page.summary.replace("|", "\\|")
        rows.append(f"| `{entry.id}` | {severity} | {fix} | {summary} |")
    return "\n".join(rows)
