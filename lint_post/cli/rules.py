"""``lint-post rules``: which rules there are."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from lint_post.cli._offer import as_text_or_json, catalogue, describe

if TYPE_CHECKING:
    from lint_post.rule.catalogue import Entry

_HEADINGS = ("RULE", "SEVERITY", "DEFAULT", "FIX", "WHAT IT WANTS")
_VERSION = 1


@click.command("rules", epilog="For example: lint-post rules --output-format json")
@as_text_or_json
def command(output_format: str) -> None:
    """List all rules.

    Each with how bad its findings are, whether it is on by default, whether it has a fix, and what it wants.
    """
    if output_format == "json":
        import json

        document = {"version": _VERSION, "rules": [describe(entry) for entry in catalogue()]}
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        return
    sys.stdout.writelines(f"{line}\n" for line in _table([_HEADINGS, *map(_row, catalogue())]))


def _row(entry: Entry) -> tuple[str, ...]:
    rule = entry.rule
    return entry.id, str(rule.severity), "on" if rule.on else "off", "fix" if entry.fixable else "", entry.page.summary


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Lines with the columns of ``rows`` one below the other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for *cells, last in rows:
        padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=False)]
        yield "  ".join([*padded, last])
