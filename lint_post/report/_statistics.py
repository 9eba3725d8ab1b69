"""Counts of findings and of fixable findings by rule, instead of the findings themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lint_post.report._dump import dump
from lint_post.report.json import VERSION
from lint_post.rule.finding import Applicability, Report


class Row(NamedTuple):
    """The number of findings of one rule, and how many of them have a safe and an unsafe fix."""

    rule: str
    findings: int
    fixable: int
    unsafely_fixable: int


def rows(report: Report) -> list[Row]:
    """A row for each rule with findings, most findings first."""
    counts = Counter(diagnostic.rule for diagnostic in report.diagnostics)
    fixes = Counter((found.rule, found.fix.applicability) for found in report.diagnostics if found.fix)
    found = [
        Row(rule, count, fixes[rule, Applicability.SAFE], fixes[rule, Applicability.UNSAFE])
        for rule, count in counts.items()
    ]
    return sorted(found, key=lambda row: (-row.findings, row.rule))


def as_text(report: Report) -> Iterator[str]:
    """One line for each rule: its count, its mark as in `concise`, its name."""
    table = rows(report)
    width = max((len(str(row.findings)) for row in table), default=0)
    for row in table:
        yield f"{row.findings:>{width}}  {row.rule}{_fixable(row)}\n"


def _fixable(row: Row) -> str:
    parts = [f"{row.fixable} with --fix"] if row.fixable else []
    parts += [f"{row.unsafely_fixable} with --unsafe-fixes"] if row.unsafely_fixable else []
    return f"  (fixable: {', '.join(parts)})" if parts else ""


def as_json(report: Report) -> str:
    """An object whose ``statistics`` are the rows, in their order."""
    return dump({"version": VERSION, "statistics": [row._asdict() for row in rows(report)]}) + "\n"
