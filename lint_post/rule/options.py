"""The options of a rule, read from its class, with their descriptions from the source under its fields."""

from __future__ import annotations

import ast
import types
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from lint_post.rule.base import BaseRule
from lint_post.text.value import Value


class Option(Value):
    """An option of a rule. ``name`` is as written in a configuration (``min-words``), ``field`` the class's own name.

    ``type`` is for people, ``default`` is the rule's default value, ``doc`` is the description.
    """

    name: str
    field: str
    type: str
    default: Any
    doc: str


def names(rule: type[BaseRule]) -> tuple[str, ...]:
    """The fields of ``rule`` that are its options."""
    return rule._fields


def describe(rule: type[BaseRule], module: ast.Module) -> Iterator[Option]:
    """The options of ``rule`` in their order; ``module`` is the syntax tree of its file."""
    hints = get_type_hints(rule)
    docs = dict(_docs(rule.__name__, module))
    for name in names(rule):
        yield Option(name.replace("_", "-"), name, _type_name(hints[name]), getattr(rule(), name), docs.get(name, ""))


def _docs(rule: str, module: ast.Module) -> Iterator[tuple[str, str]]:
    """(field, the string literal under it) in the class called ``rule``."""
    body = next(node.body for node in module.body if isinstance(node, ast.ClassDef) and node.name == rule)
    for field, below in pairwise(body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(doc))):
                yield name, " ".join(doc.split())


def _type_name(hint: Any) -> str:
    """``hint`` as a type name for users of TOML."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " or ".join(f'"{value}"' for value in arguments)
    if origin in (Union, types.UnionType):
        return " or ".join(_type_name(argument) for argument in arguments if argument is not type(None))
    if origin in (tuple, list, set, frozenset):
        plural = "s" if arguments[0] in (int, float, str) else ""
        return f"list of {_type_name(arguments[0])}{plural}"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return " or ".join(f'"{member}"' for member in hint)
    return {int: "integer", float: "number", bool: "true or false", str: "string"}.get(
        hint, getattr(hint, "__name__", str(hint))
    )
