"""``grouped``: findings under the name of their file, with long messages wrapped at spaces, for people."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from lint_post.report._colour import INK, Ink, Painter, hyperlink
from lint_post.report._frame import columns
from lint_post.report._marks import mark
from lint_post.report._options import Options
from lint_post.report._plain import one_line, visible
from lint_post.rule.finding import Diagnostic, Report

_INDENT = "  "
_SEVERITY = len("warning")
_NARROWEST = 20  # columns that are left to messages even on a tiny terminal


def render(report: Report, options: Options) -> Iterator[str]:
    """A paragraph for each file: its name, then each finding with its place, severity, message and rule."""
    painter = Painter(on=options.colour)
    is_first = True
    for path, group in groupby(report.diagnostics, lambda diagnostic: diagnostic.path):
        found = list(group)
        width = max(len(_place(one, options)) for one in found)
        head = "" if is_first else "\n"
        is_first = False
        head += painter.paint(visible(path), Ink.BOLD) + "\n"
        for one in found:
            yield head + _entry(one, width, options, painter)
            head = ""


def _place(diagnostic: Diagnostic, options: Options) -> str:
    start = diagnostic.range.start if diagnostic.range else None
    return f"{start.line}:{options.unit.column(start)}" if start else "1:1"


def _entry(diagnostic: Diagnostic, width: int, options: Options, painter: Painter) -> str:
    """The lines of one finding; ``width``: of the places in its file."""
    indent = len(_INDENT) + width + 2 + _SEVERITY + 2
    words = (mark(diagnostic.fix) + one_line(diagnostic.message)).split(" ")
    lines = list(_wrapped([*words, f" {diagnostic.rule}"], max(options.width - indent, _NARROWEST)))
    lines[-1] = lines[-1].removesuffix(diagnostic.rule) + _rule(diagnostic, options, painter)
    severity = painter.paint(str(diagnostic.severity), INK[diagnostic.severity])
    padding = " " * (_SEVERITY - len(str(diagnostic.severity)))
    start = f"{_INDENT}{_place(diagnostic, options).ljust(width)}  {severity}{padding}  "
    return start + f"\n{' ' * indent}".join(lines) + "\n"


def _rule(diagnostic: Diagnostic, options: Options, painter: Painter) -> str:
    rule = painter.paint(diagnostic.rule, Ink.BLUE)
    url = options.page(diagnostic)
    return hyperlink(rule, url) if url and options.hyperlinks else rule


def _wrapped(words: list[str], width: int) -> Iterator[str]:
    """``words`` in lines of at most ``width`` columns; a word that is longer has a line to itself."""
    line, used = words[0], columns(words[0])
    for word in words[1:]:
        needed = columns(word) + 1
        if used + needed > width and line.strip():
            yield line.rstrip()
            line = word.lstrip()
            used = columns(line)
        else:
            line, used = f"{line} {word}", used + needed
    yield line
