"""The options of single rules: the model of a rule's table, and its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_type_hints

from pydantic import create_model

from lint_post.config import places
from lint_post.config.models import Strict
from lint_post.config.problems import InvalidError, Problem, validate
from lint_post.errors import ConfigError
from lint_post.rule.catalogue import Entry
from lint_post.rule.options import names

_SeverityName = Literal["error", "warning", "info"] | None


def read_options(entry: Entry, values: Mapping[str, Any]) -> dict[str, Any]:
    """The options of a rule by their fields, from ``values`` by their names. Raises ConfigError."""
    try:
        return read_table(entry, values, ())[0]
    except InvalidError as error:
        raise ConfigError("\n".join(problem.message for problem in error.problems)) from None


def read_table(entry: Entry, values: Mapping[str, Any], path: places.Path) -> tuple[dict[str, Any], str | None]:
    """The same with the severity, if one is given; ``path`` is the path of the values. Raises InvalidError."""
    said = validate(options_model(entry), values, path)
    options = {name: getattr(said, name) for name in said.model_fields_set - {"severity"}}
    try:
        entry.rule(**options)
    except ValueError as error:
        raise InvalidError([Problem(path, str(error))]) from None
    return options, said.severity  # type: ignore[attr-defined]


def options_model(entry: Entry) -> type[Strict]:
    """The table of a rule's options and its severity."""
    hints = get_type_hints(entry.rule)
    defaults = entry.rule()
    fields: dict[str, Any] = {name: (hints[name], getattr(defaults, name)) for name in names(entry.rule)}
    return create_model(entry.rule.__name__, __base__=Strict, **fields, severity=(_SeverityName, None))
