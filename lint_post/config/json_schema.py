"""The JSON schema of config files, with which editors complete and check them."""

from __future__ import annotations

from typing import Any

from lint_post.config.models import File
from lint_post.config.rule_options import options_model
from lint_post.rule.catalogue import Catalogue, Entry

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(catalogue: Catalogue) -> dict[str, Any]:
    """The schema of `lint-post.toml`, with the options of all rules of ``catalogue``."""
    schema = File.model_json_schema(by_alias=True)
    rules = {"type": "object", "additionalProperties": False, "properties": _rules(catalogue, schema["$defs"])}
    schema["properties"]["rules"] = rules
    schema["$defs"]["Override"]["properties"]["rules"] = rules
    return {"$schema": DIALECT, **schema, "title": "lint-post configuration"}


def _rules(catalogue: Catalogue, definitions: dict[str, Any]) -> dict[str, Any]:
    """The tables of single rules by their ids; what they share goes to ``definitions``."""
    tables = {}
    for entry in catalogue:
        table = options_model(entry).model_json_schema(by_alias=True, ref_template="#/$defs/{model}")
        definitions.update(table.pop("$defs", {}))
        tables[entry.id] = _described(table, entry)
    return tables


def _described(table: dict[str, Any], entry: Entry) -> dict[str, Any]:
    for option in entry.options:
        table["properties"][option.name]["description"] = option.doc
    return {**table, "title": entry.id, "description": entry.page.summary}
