"""``markdown``: a table for a job's summary, or a comment; all text from a post is escaped in it.

GitHub drops a summary over 1 MiB as a whole, so rows end well before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.report._footer import footer
from lint_post.report._options import Options
from lint_post.report._plain import file_name, one_line, visible
from lint_post.report._repository import within
from lint_post.rule.finding import Diagnostic, Report

_MOST_ROWS = 200
_MOST_BYTES = 900_000
_SPECIAL = re.compile(r"[\\|\[\]<>*_~#!@`&$:]")
_LONGEST_CELL = 500


def render(report: Report, options: Options) -> Iterator[str]:
    """A heading, a summary in one sentence, and a table of the most severe findings."""
    yield f"## lint-post\n\n{_escape(footer(report))}\n"
    if report.failures:
        yield "\n"
    for failure in report.failures[:_MOST_ROWS]:
        file = "" if failure.is_of_run else f"**{_escape(file_name(failure.path))}**: "
        yield f"- {file}{_escape(failure.message)}\n"
    if not report.diagnostics:
        return
    yield "\n| | Place | Problem | Rule |\n| --- | --- | --- | --- |\n"
    rows = sorted(report.diagnostics, key=lambda one: -one.severity)
    written, shown = 0, 0
    for one in rows[:_MOST_ROWS]:
        row = _row(one, options)
        written += len(row.encode("utf-8", "replace"))
        if written > _MOST_BYTES:
            break
        shown += 1
        yield row
    if shown < len(rows):
        yield f"\n… and {len(rows) - shown} more.\n"


def _row(one: Diagnostic, options: Options) -> str:
    path = visible((within(one.path, options.workspace) if options.workspace else None) or one.path)
    place = f"{path}:{one.range.start.line}:{one.range.start.column}" if one.range else path
    help_ = f"{'' if one.message.endswith(('.', '?')) else '.'} Fix: {one.fix.message}" if one.fix else ""
    page = options.page(one)
    rule = f"[{_escape(one.rule)}]({page})" if page else _escape(one.rule)
    return f"| {one.severity} | {_escape(place)} | {_escape(one.message + help_)} | {rule} |\n"


def _escape(text: str) -> str:
    """``text`` as plain text within a cell, without Markdown, HTML, mentions, or references."""
    text = one_line(text)
    if len(text) > _LONGEST_CELL:
        text = text[: _LONGEST_CELL - 1] + "…"
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};" if match[0] in "@#&<>:$" else f"\\{match[0]}", text)
