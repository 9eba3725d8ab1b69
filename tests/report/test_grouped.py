"""Findings by file: names once, columns that line up, and words that stay whole."""

from __future__ import annotations

import re

from lint_post.report._frame import columns
from lint_post.report._options import ColumnUnit, Options
from lint_post.report.grouped import render
from lint_post.rule.finding import Applicability, Diagnostic, PlacedFix, Report, Severity
from lint_post.text.source import Source, Span

SOURCE = Source("é one\n" * 120)


def _found(
    line: int, message: str, *, path: str = "a.md", severity: Severity = Severity.WARNING, rule: str = "grammar/wrong"
) -> Diagnostic:
    start = SOURCE.line_span(line).start + 2
    return Diagnostic(rule, severity, path, SOURCE.range(Span(start, start + 3)), message, "é one", "0" * 16 + ":1")


def _shown(*found: Diagnostic, options: Options | None = None) -> str:
    return "".join(render(Report(found), options or Options()))


def test_each_file_is_named_once_and_its_findings_line_up() -> None:
    fix = PlacedFix("Remove it", (), Applicability.SAFE)
    fixable = Diagnostic("markdown/x", Severity.ERROR, "a.md", None, "All of it", "", "0" * 16 + ":1", fix=fix)
    found = (fixable, _found(7, "Seven"), _found(101, "Far", severity=Severity.INFO), _found(2, "Two", path="b.md"))
    assert _shown(*found) == (
        "a.md\n"
        "  1:1    error    [*] All of it  markdown/x\n"
        "  7:3    warning  Seven  grammar/wrong\n"
        "  101:3  info     Far  grammar/wrong\n"
        "\n"
        "b.md\n"
        "  2:3  warning  Two  grammar/wrong\n"
    )


def test_a_long_message_is_wrapped_at_spaces_below_its_beginning() -> None:
    assert _shown(_found(3, "one two three four five six"), options=Options(width=35)) == (
        "a.md\n  3:3  warning  one two three four\n                five six\n                grammar/wrong\n"
    )


def test_no_word_is_broken_and_no_line_is_too_long_but_for_a_long_word() -> None:
    word = "x" * 60
    message = f"漢字 漢字漢字 {word} and some more words, and \u0301 “quotes” in them"
    for width in (1, 20, 40, 60, 80, 200):
        lines = _shown(_found(3, message, rule="a/rule"), options=Options(width=width)).splitlines()[1:]
        words = " ".join(line.strip() for line in lines).split()
        assert words[2:] == [*message.split(), "a/rule"]
        room = max(width, len("  3:3  warning  ") + 20)
        assert [line for line in lines if columns(line) > room and word not in line] == []


def test_columns_count_what_is_asked_for_and_colors_change_no_place() -> None:
    assert "  3:4  warning" in _shown(_found(3, "It"), options=Options(unit=ColumnUnit.UTF8))
    painted = _shown(_found(3, "A word " * 20), options=Options(colour=True))
    assert "\x1b[1;33mwarning\x1b[0m" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == _shown(_found(3, "A word " * 20))
