"""Findings become diagnostics: with rule, severity, file, places in every unit and fingerprint."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from lint_post.rule.finding import (
    Alternative,
    Diagnostic,
    Edit,
    Finding,
    Fix,
    PlacedAlternative,
    PlacedEdit,
    PlacedFix,
    PlacedRelated,
    Related,
    Severity,
)
from lint_post.run.fingerprint import Fingerprints
from lint_post.text.source import Source, Span


def check(finding: Finding, source: Source) -> None:
    """Raises ValueError if ``finding`` leaves ``source``, or one of its fixes has no edits or some that overlap."""
    spans = [span for span in (finding.span, *(related.span for related in finding.related)) if span is not None]
    for edits in (*([finding.fix.edits] if finding.fix else []), *(other.edits for other in finding.alternatives)):
        if not edits:
            raise ValueError("a fix has no edits")
        in_order = sorted(edit.span for edit in edits)
        if any(before.end > after.start for before, after in pairwise(in_order)):
            raise ValueError("the edits of a fix overlap")
        spans += in_order
    for span in spans:
        if not 0 <= span.start <= span.end <= len(source.text):
            raise ValueError(f"the span {span.start}:{span.end} is not in the text")


class Stamp:
    """Stamps the findings of one file, to be given in the order of their places."""

    def __init__(self, source: Source, fingerprints: Fingerprints) -> None:
        self._source = source
        self._fingerprints = fingerprints
        self._lines: dict[int, str] = {}

    def diagnostic(self, rule: str, severity: Severity, finding: Finding) -> Diagnostic:
        """``finding`` of ``rule`` as it is reported."""
        line_text = self._line_text(finding.span)
        said = finding.message if finding.span is None else line_text
        return Diagnostic(
            rule=rule,
            severity=severity,
            path=self._source.path,
            range=None if finding.span is None else self._source.range(finding.span),
            message=finding.message,
            line_text=line_text,
            fingerprint=self._fingerprints.next(rule, said),
            fix=self._fix(finding.fix),
            alternatives=tuple(self._alternative(other) for other in finding.alternatives),
            related=tuple(self._related(other) for other in finding.related),
            page=finding.page,
        )

    def _line_text(self, span: Span | None) -> str:
        """The line that ``span`` begins on; one string for all findings on it, as a line may be a whole file."""
        if span is None:
            return ""
        line = self._source.line(span.start)
        if line not in self._lines:
            self._lines[line] = self._source.line_text(line)
        return self._lines[line]

    def _edits(self, edits: Iterable[Edit]) -> tuple[PlacedEdit, ...]:
        in_order = sorted(edits, key=lambda edit: edit.span)
        return tuple(PlacedEdit(self._source.range(edit.span), edit.text) for edit in in_order)

    def _fix(self, fix: Fix | None) -> PlacedFix | None:
        return PlacedFix(fix.message, self._edits(fix.edits), fix.applicability) if fix else None

    def _alternative(self, other: Alternative) -> PlacedAlternative:
        return PlacedAlternative(other.message, self._edits(other.edits))

    def _related(self, other: Related) -> PlacedRelated:
        return PlacedRelated(self._source.path, self._source.range(other.span), other.message)
