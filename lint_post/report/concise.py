"""``concise``: one finding per line, ``FILE:LINE:COLUMN: SEVERITY RULE [MARK ]MESSAGE``, as editors read it."""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.report._colour import INK, Ink, Painter
from lint_post.report._marks import mark
from lint_post.report._options import Options
from lint_post.report._plain import one_line, visible
from lint_post.rule.finding import Diagnostic, Report


def render(report: Report, options: Options) -> Iterator[str]:
    """One line for each diagnostic; findings about a whole file are at its first character."""
    painter = Painter(on=options.colour)
    for diagnostic in report.diagnostics:
        yield _line(diagnostic, options, painter)


def _line(diagnostic: Diagnostic, options: Options, painter: Painter) -> str:
    start = diagnostic.range.start if diagnostic.range else None
    place = f"{start.line}:{options.unit.column(start)}" if start else "1:1"
    severity = painter.paint(str(diagnostic.severity), INK[diagnostic.severity])
    file = painter.paint(visible(diagnostic.path), Ink.BOLD)
    return f"{file}:{place}: {severity} {diagnostic.rule} {mark(diagnostic.fix)}{one_line(diagnostic.message)}\n"
