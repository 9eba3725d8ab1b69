"""``lint-post rules``: list the rules."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from lint_post.cli._environment import painter
from lint_post.cli._offer import as_text_or_json, catalogue, describe
from lint_post.report._colour import INK, Ink

if TYPE_CHECKING:
    from lint_post.rule.catalogue import Entry

_HEADINGS = ("RULE", "SEVERITY", "DEFAULT", "FIX", "SUMMARY")
_VERSION = 1


@click.command("rules", epilog="For example: lint-post rules --output-format json")
@as_text_or_json
def command(output_format: str) -> None:
    """List all rules.

    Each with its severity, whether it is on by default, whether it has a fix, and what it flags.
    """
    if output_format == "json":
        import json

        document = {"version": _VERSION, "rules": [describe(entry) for entry in catalogue()]}
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        return
    brush = painter()
    heading, *lines = _table([_HEADINGS, *map(_row, catalogue())])
    sys.stdout.write(brush.paint(heading, Ink.BOLD) + "\n")
    for entry, line in zip(catalogue(), lines, strict=True):
        severity = entry.rule.severity
        rest = line.removeprefix(entry.id)
        painted = rest.replace(f" {severity} ", f" {brush.paint(str(severity), INK[severity])} ", 1)
        sys.stdout.write(brush.paint(entry.id, Ink.BLUE) + painted + "\n")


def _row(entry: Entry) -> tuple[str, ...]:
    rule = entry.rule
    return entry.id, str(rule.severity), "on" if rule.on else "off", "fix" if entry.fixable else "", entry.page.summary


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Lines with aligned columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for *cells, last in rows:
        padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=False)]
        yield "  ".join([*padded, last])
