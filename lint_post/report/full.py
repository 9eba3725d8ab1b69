"""``full``: each finding with its source line, the flagged text underlined, and its fixes."""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.report._colour import INK, Ink, Painter, hyperlink
from lint_post.report._frame import columns, frame
from lint_post.report._marks import mark
from lint_post.report._options import Options
from lint_post.report._place import last_line
from lint_post.report._plain import one_line, visible
from lint_post.rule.finding import Diagnostic, Report
from lint_post.text.source import Range

_NARROWEST = 20  # columns that are left to the line even on a tiny terminal


def render(report: Report, options: Options) -> Iterator[str]:
    """A paragraph for each diagnostic, with a blank line between two."""
    writer = _Writer(options)
    for index, diagnostic in enumerate(report.diagnostics):
        yield "\n" * bool(index) + "".join(line + "\n" for line in writer.lines(diagnostic))


class _Writer:
    """Lays out diagnostics as the options say."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._painter = Painter(on=options.colour)

    def lines(self, diagnostic: Diagnostic) -> Iterator[str]:
        """All lines of one diagnostic."""
        margin = " " * (len(str(diagnostic.range.start.line)) if diagnostic.range else 1)
        yield self._headline(diagnostic)
        yield f"{margin}{self._gutter('-->')} {visible(diagnostic.path)}{_place(diagnostic.range)}"
        if diagnostic.range and self._options.frames:
            yield from self._frame(diagnostic, diagnostic.range, margin)
        for label, text in _remarks(diagnostic):
            yield f"{margin} {self._gutter('=')} {self._painter.paint(label, Ink.BOLD)}: {one_line(text)}"

    def _headline(self, diagnostic: Diagnostic) -> str:
        severity, rule = diagnostic.severity, diagnostic.rule
        url = self._options.page(diagnostic)
        if url and self._options.hyperlinks:
            rule = hyperlink(rule, url)
        kind = self._painter.paint(f"{severity}[{rule}]", INK[severity])
        return kind + self._painter.paint(f": {one_line(diagnostic.message)}", Ink.BOLD)

    def _gutter(self, text: str) -> str:
        return self._painter.paint(text, Ink.BLUE)

    def _frame(self, diagnostic: Diagnostic, where: Range, margin: str) -> Iterator[str]:
        """The line the diagnostic begins on, with carets under what is flagged of it."""
        line = diagnostic.line_text
        start = min(where.start.column - 1, len(line))
        stop = min(where.end.column - 1, len(line)) if where.end.line == where.start.line else len(line)
        room = max(self._options.width - len(margin) - len(" | "), _NARROWEST)
        before, flagged, after = frame(line, start, max(stop, start), room)
        ink = INK[diagnostic.severity]
        carets = self._painter.paint("^" * max(columns(flagged), 1), ink)
        shown = f"{before}{self._painter.paint(flagged, ink, underlined=True)}{after}"
        bar = self._gutter("|")
        yield f"{margin} {bar}"
        yield f"{self._gutter(str(where.start.line))} {bar} {shown}"
        yield f"{margin} {bar} {' ' * columns(before)}{carets}"


def _place(where: Range | None) -> str:
    return f":{where.start.line}:{where.start.column}" if where else ""


def _remarks(diagnostic: Diagnostic) -> Iterator[tuple[str, str]]:
    """The notes below the line: the last line, related places, fixes."""
    where = diagnostic.range
    if where and last_line(where) > where.start.line:
        yield "note", f"Continues to line {last_line(where)}"
    for related in diagnostic.related:
        start = related.range.start
        yield "note", f"{related.message} ({related.path}:{start.line}:{start.column})"
    if diagnostic.fix:
        yield "help", mark(diagnostic.fix) + diagnostic.fix.message
    for alternative in diagnostic.alternatives:
        yield "help", alternative.message
    if diagnostic.page:
        yield "note", diagnostic.page
