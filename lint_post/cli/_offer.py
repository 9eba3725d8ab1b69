"""The available rules, and a rule as plain data."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from lint_post.rule.catalogue import Catalogue, Entry
    from lint_post.rule.page import Example

as_text_or_json = click.option(
    "--output-format", type=click.Choice(["text", "json"]), default="text", help="The output format."
)


def catalogue() -> Catalogue:
    """All rules, including those of the plugins in this folder's config file."""
    from lint_post.cli._environment import require_working_directory
    from lint_post.config.config import Configs
    from lint_post.rule.catalogue import load

    require_working_directory()
    configs = Configs(load())
    return configs.catalogue_of(configs.of_folder(Path()))


def complete_rules(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """The names of rules and groups that begin with ``typed``, or with the last name in its comma-separated list."""
    before, comma, begun = typed.rpartition(",")
    offered = catalogue()
    names = ["all", *offered.groups, *offered.entries]
    return [f"{before}{comma}{name}" for name in names if name.startswith(begun)]


def describe(entry: Entry) -> dict[str, object]:
    """A rule in a list of rules."""
    rule = entry.rule
    return {
        "id": entry.id,
        "severity": str(rule.severity),
        "on": rule.on,
        "fixable": entry.fixable,
        "asks": entry.asks,
        "aliases": list(rule.aliases),
        "summary": entry.page.summary,
        "options": [
            {"name": option.name, "type": option.type, "default": plain(option.default), "doc": option.doc}
            for option in entry.options
        ],
    }


def describe_fully(entry: Entry) -> dict[str, object]:
    """The same with the rest of its page; marks are half-open spans in code points of the example's text."""
    return {
        **describe(entry),
        "body": entry.page.body,
        "examples": [_example(example) for example in entry.page.examples],
    }


def _example(example: Example) -> dict[str, object]:
    return {
        "kind": example.kind,
        "text": example.text,
        "marks": [mark._asdict() for mark in example.marks],
        "options": dict(example.options),
        "path": example.world.path,
        "files": list(example.world.files),
    }


def plain(value: Any) -> Any:
    """The value of an option in the types of JSON and TOML."""
    if isinstance(value, Enum):
        return str(value)
    if isinstance(value, AbstractSet):
        return sorted(map(plain, value))
    return [plain(item) for item in value] if isinstance(value, tuple | list) else value
