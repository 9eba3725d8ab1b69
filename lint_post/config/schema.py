"""Reads config files strictly, with the line of each mistake, and merges files that extend others.

The tables are validated as JSON, where strict mode knows no difference between a list and a tuple but every other.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from lint_post.config import places
from lint_post.config.config import Config, Exclude, Excluding, FailOn
from lint_post.config.globs import Globs
from lint_post.config.models import File, FrontMatterField, Settings
from lint_post.config.problems import InvalidError, Problem, validate
from lint_post.config.roots import PYPROJECT, absolute
from lint_post.config.rule_options import read_table
from lint_post.errors import CatalogueError, ConfigError
from lint_post.markdown.front_matter import FieldSchema
from lint_post.rule.catalogue import Catalogue, Entry
from lint_post.rule.finding import Severity
from lint_post.text.value import replace

ON_COMMAND_LINE = "--config"
_SWITCHES = ("ignore_rules", "ignore_categories", "extend_rules", "extend_categories")
_ADDING = frozenset(
    [
        *("accept", "allow-private", "exclude", "extend-select", "files", "ignore", "plugins", "unfixable"),
        *(name.replace("_", "-") for name in _SWITCHES),
    ]
)
_NOT_MERGED = frozenset(["baseline", "extend", "exclude", "overrides", "plugins"])

Table = dict[str, Any]


class Layer(NamedTuple):
    """One table of settings: its name for messages, the folder of its relative paths, and the lines of its keys."""

    name: str
    folder: Path
    table: Table
    lines: dict[places.Path, int]
    root: places.Path = ()

    def error(self, problems: Sequence[Problem]) -> ConfigError:
        """One message for all ``problems``, in the order of their lines."""
        rows = sorted((places.nearest(self.lines, (*self.root, *path)), message) for path, message in problems)
        where = self.name if self.is_on_command_line else f"{self.name}:{{}}"
        return ConfigError("\n".join(f"{where.format(line)}: {message}" for line, message in rows))

    @property
    def is_on_command_line(self) -> bool:
        """Whether it is an option, not a file."""
        return self.name.startswith("--")

    def line(self, path: places.Path) -> int:
        """The line, from 1, of the key at ``path``."""
        return places.nearest(self.lines, (*self.root, *path))


class _Part(NamedTuple):
    """Settings for the files that ``globs`` match, relative to the layer's folder; None: for all."""

    layer: Layer
    table: Table
    path: places.Path = ()
    globs: Globs | None = None


class Loaded:
    """A config file with all files that it extends; computes the settings of each checked file."""

    def __init__(self, file: Path | None, layers: Sequence[Layer], catalogue: Catalogue) -> None:
        self.file = file
        self.layers = layers
        self.plugins = tuple(dict.fromkeys(name for layer in layers for name in layer.table.get("plugins", ())))
        self._catalogue = catalogue
        self._configs: dict[tuple[int, ...], Config] = {}
        self.catalogue = self._with_plugins()
        for layer in layers:
            problems = list(_problems(layer.table, self.catalogue))
            if problems:
                raise layer.error(problems)

    def _with_plugins(self) -> Catalogue:
        try:
            return self._catalogue.with_plugins(self.plugins)
        except CatalogueError as error:
            naming = [layer for layer in self.layers if "plugins" in layer.table]
            raise naming[-1].error([Problem(("plugins",), str(error))]) from None

    @cached_property
    def parts(self) -> tuple[_Part, ...]:
        """All settings; later ones override earlier ones."""
        general = [_Part(layer, _without(layer.table, _NOT_MERGED)) for layer in self.layers]
        special = [
            _Part(layer, _without(table, {"files"}), ("overrides", index), Globs(table["files"]))
            for layer in self.layers
            for index, table in enumerate(layer.table.get("overrides", ()))
        ]
        on_command_line = [part for part in general if part.layer.name == ON_COMMAND_LINE]
        return (*(part for part in general if part not in on_command_line), *special, *on_command_line)

    def in_force(self, path: Path | None = None) -> tuple[int, ...]:
        """The indices of the ``parts`` that count for the file ``path`` (None: for no file in particular)."""
        return tuple(index for index, part in enumerate(self.parts) if part.globs is None or _counts(part, path))

    def config(self, path: Path | None = None) -> Config:
        """The settings for the file ``path``; equal parts return the same object. Raises ConfigError."""
        indices = self.in_force(path)
        if indices not in self._configs:
            try:
                self._configs[indices] = self._make([self.parts[index] for index in indices])
            except InvalidError as error:  # each part is right, but not all together
                message = "\n".join(problem.message for problem in error.problems)
                raise ConfigError(f"{_shown(self.file or Path(ON_COMMAND_LINE))}: {message}") from None
        return self._configs[indices]

    def _make(self, parts: Sequence[_Part]) -> Config:
        table: Table = {}
        for part in parts:
            table = merge(table, _resolved(part))
        said = validate(Settings, table, ())
        options: dict[str, dict[str, Any]] = {}
        severities: dict[str, Severity] = {}
        for name, written in said.rules.items():  # the same rule may be there by its id and by an alias
            entry = _rule(name, self.catalogue, ())
            values, severity = read_table(entry, written, ())
            options.setdefault(entry.id, {}).update(values)
            if severity:
                severities[entry.id] = Severity[severity.upper()]
        return Config(
            file=self.file,
            select=said.select,
            extend_select=said.extend_select,
            ignore=said.ignore,
            fixable=said.fixable,
            unfixable=said.unfixable,
            exclude=tuple(self._excludes()),
            baseline=self._baseline(),
            fail_on=FailOn[said.fail_on.upper()],
            languages=said.languages,
            plugins=self.plugins,
            max_file_size=said.max_file_size,
            accept=tuple(dict.fromkeys((*said.words.accept, *_listed_words(said.words.files)))),
            links=replace(said.links.settings(), arxiv=said.citations.arxiv, crossref=said.citations.doi),
            proofreader=said.languagetool.settings(),
            shared=dict(_shared(said)),
            options=options,
            severities=severities,
        )

    def _baseline(self) -> Path | None:
        named = [layer.folder / layer.table["baseline"] for layer in self.layers if layer.table.get("baseline")]
        return named[-1] if named else None

    def _excludes(self) -> Iterator[Exclude]:
        for layer in self.layers:
            if patterns := layer.table.get("exclude"):
                yield Exclude(layer.folder, tuple(patterns))


def load(
    file: Path | None, settings: Sequence[str], catalogue: Catalogue, excluding: Excluding | None = None
) -> Loaded | None:
    """The settings in ``file``, overridden by ``settings`` and ``excluding`` from the command line.

    Raises ConfigError.

    None for a pyproject.toml without a table for lint-post.
    """
    layers = [] if file is None else _chain(file, ())
    if layers is None:
        return None
    layers += [_setting(text) for text in settings]
    instead, also = excluding or Excluding()
    if instead:
        layers = [layer._replace(table=_without(layer.table, {"exclude"})) for layer in layers]
    options = (("--exclude", instead), ("--extend-exclude", also))
    layers += [
        _valid(Layer(name, Path.cwd(), {"exclude": list(patterns)}, {})) for name, patterns in options if patterns
    ]
    return Loaded(file, layers, catalogue)


def merge(base: Table, over: Table) -> Table:
    """``over`` merged into ``base``: tables are merged by key, some lists are joined, other values are replaced."""
    merged = dict(base)
    for key, value in over.items():
        before = base.get(key)
        if isinstance(value, dict) and isinstance(before, dict):
            merged[key] = merge(before, value)
        elif key in _ADDING and before is not None:
            merged[key] = [*before, *value]
        else:
            merged[key] = value
    chosen = over.get("extend-select", ())
    if chosen and "ignore" in base:
        merged["ignore"] = [name for name in base["ignore"] if name not in chosen] + list(over.get("ignore", ()))
    return merged


def _without(table: Table, keys: frozenset[str] | set[str]) -> Table:
    return {key: value for key, value in table.items() if key not in keys}


def _counts(part: _Part, path: Path | None) -> bool:
    """Whether the override ``part`` is about ``path``, which may be anywhere."""
    if path is None or part.globs is None:
        return False
    try:
        relative = absolute(path).relative_to(part.layer.folder)
    except ValueError:
        return False
    return bool(part.globs.verdict(relative.as_posix()))


# --- files and what they extend


def _chain(file: Path, below: tuple[Path, ...]) -> list[Layer] | None:
    """The layer of ``file`` after those that it extends; ``below`` are the files that led here. Raises ConfigError."""
    layer = _layer(file)
    if layer is None:
        return None
    extended = layer.table.get("extend")
    if extended is None:
        return [layer]
    other = absolute(layer.folder / Path(extended).expanduser())
    if other in (*below, file):
        circle = " → ".join(map(_shown, (*below, file, other)))
        raise layer.error([Problem(("extend",), f'Circular "extend": {circle}')])
    if not other.is_file():
        raise layer.error([Problem(("extend",), f'Config file "{extended}" in "extend" not found')])
    above = _chain(other, (*below, file))
    if above is None:
        raise layer.error([Problem(("extend",), f'Missing [tool.lint-post] table in "{extended}"')])
    return [*above, layer]


def _layer(file: Path) -> Layer | None:
    """The layer of ``file`` itself; None for a pyproject.toml without a table for lint-post. Raises ConfigError."""
    text = _text(file)
    try:
        table: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(_shown(file), text, error) from None
    except RecursionError:
        raise ConfigError(f"{_shown(file)}: Tables or lists are nested too deeply; flatten them") from None
    root: places.Path = ()
    if file.name == PYPROJECT:
        root = ("tool", "lint-post")
        table = table.get("tool", {}).get("lint-post")
        if table is None:
            return None
    return _valid(Layer(_shown(file), file.parent, table, places.lines(text), root))


def _setting(text: str) -> Layer:
    """The layer that ``text``, the value of an option --config, is."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f'"{text}" is neither a config file nor a setting such as "fail-on = \'error\'": {error}'
        raise ConfigError(f"{ON_COMMAND_LINE}: {message}") from None
    return _valid(Layer(ON_COMMAND_LINE, Path.cwd(), table, {}))


def _valid(layer: Layer) -> Layer:
    """``layer`` if its keys and types are right. Raises ConfigError."""
    try:
        validate(File, layer.table, ())
        for path in layer.table.get("words", {}).get("files", ()):
            _listed_words([str(layer.folder / path)])
    except InvalidError as error:
        raise layer.error(error.problems) from None
    except ConfigError as error:
        raise layer.error([Problem(("words", "files"), str(error))]) from None
    return layer


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f'Cannot read "{_shown(file)}": {(error.strerror or str(error)).lower()}') from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{_shown(file)}: Invalid UTF-8 at byte {error.start}; save the file as UTF-8") from None


def _shown(file: Path) -> str:
    """``file`` relative to the working directory if it is below it."""
    here = os.path.relpath(file)
    return str(file) if here.startswith("..") else here


def _broken(name: str, text: str, error: tomllib.TOMLDecodeError) -> ConfigError:
    message = str(error)
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", message)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    what = message.replace(place[0], "") if place else message
    header = re.match(r"\s*\[[^\]\"']*/", text.split("\n")[line - 1])
    hint = '; put rule names in quotes, as in [rules."sections/stub"]' if header else ""
    return ConfigError(f"{name}:{line}: Invalid TOML: {what[:1].lower()}{what[1:]}{hint}")


# --- what the settings mean


def _resolved(part: _Part) -> Table:
    """The table of ``part`` with the paths in it made absolute."""
    table = part.table
    if files := table.get("words", {}).get("files"):
        table = {**table, "words": {**table["words"], "files": [str(part.layer.folder / path) for path in files]}}
    if root := table.get("links", {}).get("site-root"):
        table = {**table, "links": {**table["links"], "site-root": str(absolute(part.layer.folder / root))}}
    return table


def _listed_words(files: Sequence[str]) -> Iterator[str] | list[str]:
    """The words in ``files``, one per line, without comments. Raises ConfigError."""
    lines = [line for file in files for line in _text(Path(file)).splitlines()]
    return [word for line in lines if (word := line.partition("#")[0].strip())]


def _shared(said: Settings) -> Iterator[tuple[str, Any]]:
    """The configured settings that every rule with a field of that name gets."""
    if "dialect" in said.model_fields_set:
        yield "dialect", said.dialect
    if "slugs" in said.links.model_fields_set:
        yield "slugs", said.links.slugs
    if said.links.allow_private:
        yield "allow_private", said.links.allow_private
    for name in ("picky", "mother_tongue", *_SWITCHES):
        if name in said.languagetool.model_fields_set:
            yield name, getattr(said.languagetool, name)
    if said.front_matter.required:
        yield "required", said.front_matter.required
    if said.front_matter.fields:
        yield "fields", tuple(_field(name, field) for name, field in said.front_matter.fields.items())


def _field(name: str, field: FrontMatterField) -> FieldSchema:
    return FieldSchema(name, field.type, field.allowed, field.pattern, field.min_length, field.max_length)


def _problems(table: Table, catalogue: Catalogue, path: places.Path = ()) -> Iterator[Problem]:
    """The problems with rule names and rule options in ``table``, which is at ``path``."""
    for key in ("select", "extend-select", "ignore", "fixable", "unfixable"):
        for index, name in enumerate(table.get(key, ())):
            if catalogue.select(name) is None:
                yield Problem((*path, key, index), catalogue.unknown(name))
    for name, values in table.get("rules", {}).items():
        try:
            read_table(_rule(name, catalogue, path), values, (*path, "rules", name))
        except InvalidError as error:
            yield from error.problems
    for index, override in enumerate(table.get("overrides", ())):
        yield from _problems(override, catalogue, (*path, "overrides", index))


def _rule(name: str, catalogue: Catalogue, path: places.Path) -> Entry:
    entry = catalogue.find(name)
    if entry is None:
        group = catalogue.match(name)
        message = f'"{name}" matches more than one rule; name a single rule' if group else catalogue.unknown(name)
        raise InvalidError([Problem((*path, "rules", name), message)])
    return entry
