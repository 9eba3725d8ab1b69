"""What a configuration file may say: pydantic models, strict, with a hint for what was likely meant.

The tables are validated as JSON, where strict mode knows no difference between a list and a tuple but every other.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, get_type_hints

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError, create_model

from lint_post.catalogue import Catalogue, Entry
from lint_post.config import DEFAULT_MAX_FILE_SIZE, Config, FailOn, places
from lint_post.errors import CatalogueError, ConfigError
from lint_post.finding import Severity
from lint_post.globs import is_glob
from lint_post.options import names
from lint_post.project import PYPROJECT

_SIZE = re.compile(r"(?P<number>\d{1,12}(\.\d{1,12})?)\s*(?P<unit>[kKMG]?)B?")
_UNITS = {"": 1, "k": 1_000, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000}
_LONGEST_VALUE = 60
_EXPECTED = {
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "string_type": "a text in quotes",
    "tuple_type": "a list",
    "list_type": "a list",
    "frozen_set_type": "a list",
    "set_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "string_pattern_mismatch": "a two-letter code such as “en”",
}


def _size(value: object) -> object:
    """A number of bytes as it is, or a text such as “10 MB” as one."""
    if isinstance(value, str):
        match = _SIZE.fullmatch(value.strip())
        if match is None:
            raise ValueError("has to be a number of bytes or a text such as “10 MB”")
        value = int(float(match["number"]) * _UNITS[match["unit"]])
    if isinstance(value, int) and not isinstance(value, bool) and value < 1:
        raise ValueError("has to be one byte or more")
    return value


def _glob(value: object) -> object:
    if isinstance(value, str) and not is_glob(value):
        raise ValueError(f"is no pattern as in .gitignore: “{value}”")
    return value


class _Strict(BaseModel):
    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, alias_generator=lambda name: name.replace("_", "-")
    )


class _Words(_Strict):
    accept: tuple[str, ...] = ()


class _File(_Strict):
    """The top level of a configuration file."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[Annotated[str, BeforeValidator(_glob)], ...] = ()
    fail_on: Literal["error", "warning", "info", "never"] = "warning"
    languages: tuple[Annotated[str, StringConstraints(pattern="^[a-z]{2}$")], ...] = ()
    plugins: tuple[str, ...] = ()
    max_file_size: Annotated[int, BeforeValidator(_size)] = DEFAULT_MAX_FILE_SIZE
    words: _Words = _Words()
    rules: dict[str, dict[str, Any]] = {}


M = TypeVar("M", bound=BaseModel)


class _Problem(NamedTuple):
    """What is wrong, and the path to it in the file's table."""

    path: places.Path
    message: str


class _InvalidError(Exception):
    """All that is wrong with one part of a file."""

    def __init__(self, problems: list[_Problem]) -> None:
        super().__init__()
        self.problems = problems


def load(file: Path, catalogue: Catalogue) -> Config | None:
    """What ``file`` says; None for a pyproject.toml that says nothing of lint-post. Raises ConfigError."""
    text = _text(file)
    try:
        table: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(file, text, error) from None
    except RecursionError:
        raise ConfigError(f"{file}: it is nested too deep to be read: flatten it.") from None
    root: places.Path = ()
    if file.name == PYPROJECT:
        root = ("tool", "lint-post")
        table = table.get("tool", {}).get("lint-post")
        if table is None:
            return None
    try:
        return _config(file, table, catalogue)
    except _InvalidError as error:
        lines = places.lines(text)
        rows = sorted((places.nearest(lines, (*root, *path)), message) for path, message in error.problems)
        raise ConfigError("\n".join(f"{_shown(file)}:{line}: {message}" for line, message in rows)) from None


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{_shown(file)} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{_shown(file)}: not valid UTF-8 at byte {error.start}: save the file as UTF-8.") from None


def _shown(file: Path) -> str:
    """``file`` relative to the working directory if it is below it."""
    here = os.path.relpath(file)
    return str(file) if here.startswith("..") else here


def _broken(file: Path, text: str, error: tomllib.TOMLDecodeError) -> ConfigError:
    message = str(error)
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", message)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    what = message.replace(place[0], "") if place else message
    header = re.match(r"\s*\[[^\]\"']*/", text.split("\n")[line - 1])
    hint = ': a rule’s name stands in quotes, as in [rules."sections/stub"]' if header else ""
    return ConfigError(f"{_shown(file)}:{line}: not valid TOML: {what[:1].lower()}{what[1:]}{hint}.")


def _config(file: Path, table: object, catalogue: Catalogue) -> Config:
    said = _validate(_File, table, ())
    try:
        catalogue = catalogue.with_plugins(said.plugins)
    except CatalogueError as error:
        raise _InvalidError([_Problem(("plugins",), str(error))]) from None
    problems = list(_unknown_names(said, catalogue))
    options: dict[str, dict[str, Any]] = {}
    severities: dict[str, Severity] = {}
    for name, values in said.rules.items():
        try:
            entry = _rule(name, catalogue)
            options[entry.id], severity = _options(entry, values, ("rules", name))
        except _InvalidError as error:
            problems += error.problems
        else:
            if severity:
                severities[entry.id] = Severity[severity.upper()]
    if problems:
        raise _InvalidError(problems)
    return Config(
        file=file,
        select=said.select,
        extend_select=said.extend_select,
        ignore=said.ignore,
        exclude=said.exclude,
        fail_on=FailOn[said.fail_on.upper()],
        languages=said.languages,
        plugins=said.plugins,
        max_file_size=said.max_file_size,
        accept=said.words.accept,
        options=options,
        severities=severities,
    )


def _unknown_names(said: _File, catalogue: Catalogue) -> Iterator[_Problem]:
    for key, listed in (("select", said.select), ("extend-select", said.extend_select), ("ignore", said.ignore)):
        for index, name in enumerate(listed or ()):
            if catalogue.match(name) is None:
                yield _Problem((key, index), f"{catalogue.unknown(name)}")


def _rule(name: str, catalogue: Catalogue) -> Entry:
    entry = catalogue.find(name)
    if entry is None:
        group = catalogue.match(name)
        message = f"“{name}” is more than one rule: name one." if group else catalogue.unknown(name)
        raise _InvalidError([_Problem(("rules", name), message)])
    return entry


def read_options(entry: Entry, values: Mapping[str, Any]) -> dict[str, Any]:
    """The options of a rule by their fields, from ``values`` by their names. Raises ConfigError."""
    try:
        return _options(entry, values, ())[0]
    except _InvalidError as error:
        raise ConfigError("\n".join(problem.message for problem in error.problems)) from None


def _options(entry: Entry, values: Mapping[str, Any], path: places.Path) -> tuple[dict[str, Any], str | None]:
    """The same with the severity, if one is given; ``path`` is where the values stand. Raises _InvalidError."""
    hints = get_type_hints(entry.rule)
    defaults = entry.rule()
    fields: dict[str, Any] = {name: (hints[name], getattr(defaults, name)) for name in names(entry.rule)}
    model = create_model(entry.rule.__name__, __base__=_Strict, **fields, severity=(_SeverityName, None))
    said = _validate(model, values, path)
    options = {name: getattr(said, name) for name in said.model_fields_set - {"severity"}}
    try:
        entry.rule(**options)
    except ValueError as error:
        raise _InvalidError([_Problem(path, str(error))]) from None
    return options, said.severity  # type: ignore[attr-defined]


_SeverityName = Literal["error", "warning", "info"] | None


def _validate(model: type[M], table: object, path: places.Path) -> M:
    """``table`` as ``model``; ``path`` is where it stands in the file. Raises _InvalidError."""
    try:
        return model.model_validate_json(json.dumps(table, default=str))
    except ValidationError as error:
        raise _InvalidError([_problem(model, dict(found), path) for found in error.errors()]) from None


def _problem(model: type[BaseModel], found: dict[str, Any], path: places.Path) -> _Problem:
    loc = found["loc"]
    where = (*path, *loc)
    if found["type"] == "extra_forbidden":
        known = [field.alias or name for name, field in _model_at(model, loc[:-1]).model_fields.items()]
        near = get_close_matches(str(loc[-1]), known, n=1)
        hint = f"did you mean “{near[0]}”?" if near else f"known here: {', '.join(known)}."
        return _Problem(where, f"unknown key “{_dotted(where)}”: {hint}")
    if found["type"] == "value_error":
        return _Problem(where, f"“{_dotted(where)}” {found['ctx']['error']}.")
    if found["type"] == "literal_error":
        expected = re.sub(r"'([^']*)'", r"“\1”", found["ctx"]["expected"])
    else:
        expected = _EXPECTED.get(found["type"], "")
    if expected:
        return _Problem(where, f"“{_dotted(where)}” has to be {expected}, not {_shorten(found['input'])}.")
    return _Problem(where, f"“{_dotted(where)}”: {found['msg'][:1].lower()}{found['msg'][1:]}.")


def _shorten(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"


def _model_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel]:
    """The model of the table at ``loc`` within one of ``model``."""
    for part in loc:
        field = next(field for name, field in model.model_fields.items() if part in (name, field.alias))
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            model = field.annotation
    return model


def _dotted(path: places.Path) -> str:
    """``path`` as TOML writes it."""
    keys = (f'"{part}"' if "/" in part else part for part in path if isinstance(part, str))
    return ".".join(keys)
