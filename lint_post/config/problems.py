"""Messages for invalid configuration, which name the option and suggest a correction."""

from __future__ import annotations

import json
import re
from difflib import get_close_matches
from typing import Any, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from lint_post.config import places

_LONGEST_VALUE = 60
_MOST_LISTED = 8  # options
_LISTED_BY = 'run "lint-post schema config" to list all options'
_EXPECTED = {
    "bool_type": "true or false",
    "int_type": "an integer",
    "int_from_float": "an integer",
    "float_type": "a number",
    "string_type": "a string in quotes",
    "tuple_type": "a list",
    "list_type": "a list",
    "frozen_set_type": "a list",
    "set_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "string_pattern_mismatch": 'a two-letter code such as "en"',
}


M = TypeVar("M", bound=BaseModel)


class Problem(NamedTuple):
    """What is wrong, and the path to it in the file's table."""

    path: places.Path
    message: str


class InvalidError(Exception):
    """All problems in one part of a file."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


def validate(model: type[M], table: object, path: places.Path) -> M:
    """``table`` as ``model``; ``path`` is its path in the file. Raises InvalidError."""
    try:
        return model.model_validate_json(json.dumps(table, default=str))
    except ValidationError as error:
        raise InvalidError([_problem(model, dict(found), path) for found in error.errors()]) from None


def _problem(model: type[BaseModel], found: dict[str, Any], path: places.Path) -> Problem:
    loc = found["loc"]
    where = (*path, *loc)
    if found["type"] == "extra_forbidden":
        known = [field.alias or name for name, field in _model_at(model, loc[:-1]).model_fields.items()]
        near = get_close_matches(str(loc[-1]), known, n=1)
        some = f"choose from {', '.join(known)}" if len(known) <= _MOST_LISTED else _LISTED_BY
        hint = f'did you mean "{near[0]}"?' if near else some
        return Problem(where, f'Unknown option "{places.dotted(where)}"; {hint}')
    if found["type"] == "missing":
        return Problem(where, f'Missing option "{places.dotted(where)}"')
    if found["type"] == "value_error":
        return Problem(where, f'"{places.dotted(where)}" {found["ctx"]["error"]}')
    if found["type"] == "literal_error":
        expected = re.sub(r"'([^']*)'", r'"\1"', found["ctx"]["expected"])
    else:
        expected = _EXPECTED.get(found["type"], "")
    if expected and loc and isinstance(loc[-1], int):
        return Problem(
            where, f'Each item of "{places.dotted(where)}" must be {expected}, not {_shorten(found["input"])}'
        )
    if expected:
        return Problem(where, f'"{places.dotted(where)}" must be {expected}, not {_shorten(found["input"])}')
    return Problem(where, f'Invalid value for "{places.dotted(where)}": {found["msg"][:1].lower()}{found["msg"][1:]}')


def _shorten(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"


def _model_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel]:
    """The model of the table at ``loc`` within one of ``model``."""
    for part in loc:
        fields = [field for name, field in model.model_fields.items() if part in (name, field.alias)]
        for field in fields:
            kinds = (field.annotation, *get_args(field.annotation))  # a table, or a list or a table of them
            model = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), model)
    return model
