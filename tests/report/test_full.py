"""Whole pictures of the format with source lines."""

from __future__ import annotations

import re

import pytest
from wcwidth import wcswidth

from lint_post.report._options import Options
from lint_post.report.full import render
from lint_post.rule.finding import (
    Applicability,
    Diagnostic,
    PlacedAlternative,
    PlacedFix,
    PlacedRelated,
    Report,
    Severity,
)
from lint_post.text.source import Source, Span

from .awkward import SAMPLES, Sample, diagnostic, insertion, whole_file


def _found(text: str, flagged: str, message: str = "Wrong.", **more: object) -> Diagnostic:
    source = Source(text, "posts/a.md")
    start = text.index(flagged)
    where = source.range(Span(start, start + len(flagged)))
    line = source.line_text(where.start.line)
    return Diagnostic(
        "images/missing-file",
        Severity.ERROR,
        "posts/a.md",
        where,
        message,
        line,
        "0" * 16 + ":1",
        **more,  # type: ignore[arg-type]
    )


def _picture(*found: Diagnostic, **options: object) -> str:
    return "".join(render(Report(found), Options(**options)))  # type: ignore[arg-type]


def test_a_line_with_what_is_flagged_and_what_to_do() -> None:
    text = "one\n\n" * 12 + "\n![](2023-01-12-09-55-25.png)\n"
    found = _found(
        text,
        "2023-01-12-09-55-25.png",
        "“2023-01-12-09-55-25.png” is not there.",
        alternatives=(PlacedAlternative("Did you mean “2023-01-12-09-55-26.png”?", ()),),
    )
    assert _picture(found) == (
        """\
error[images/missing-file]: “2023-01-12-09-55-25.png” is not there.
  --> posts/a.md:26:5
   |
26 | ![](2023-01-12-09-55-25.png)
   |     ^^^^^^^^^^^^^^^^^^^^^^^
   = help: Did you mean “2023-01-12-09-55-26.png”?
"""
    )


def test_fix_alternatives_and_related_places_are_below() -> None:
    where = diagnostic(SAMPLES[0]).range
    assert where
    found = _found(
        "see teh end",
        "teh",
        fix=PlacedFix("Write “the”.", (), Applicability.UNSAFE),
        alternatives=(PlacedAlternative("Write “tea”.", ()), PlacedAlternative("Write “ten”.", ())),
        related=(PlacedRelated("posts/b.md", where, "First used here."),),
    )
    assert _picture(found) == (
        """\
error[images/missing-file]: Wrong.
 --> posts/a.md:1:5
  |
1 | see teh end
  |     ^^^
  = note: First used here. (posts/b.md:2:5)
  = help: [~] Write “the”.
  = help: Write “tea”.
  = help: Write “ten”.
"""
    )


def test_a_blank_line_separates_two_findings() -> None:
    assert _picture(insertion(), whole_file()) == (
        """\
warning[markdown/final-newline]: Here.
 --> plain.md:1:4
  |
1 | one
  |    ^

info[posts/duplicate-slug]: Twice.
 --> plain.md
"""
    )


def test_several_lines_show_the_first_and_name_the_last() -> None:
    assert _picture(_found("one two\nthree\nfour five\n", "two\nthree\nfour")) == (
        """\
error[images/missing-file]: Wrong.
 --> posts/a.md:1:5
  |
1 | one two
  |     ^^^
  = note: Continues to line 3
"""
    )


def test_a_range_that_ends_with_its_line_stays_on_it() -> None:
    assert _picture(_found("one  \ntwo\n", "  \n")) == (
        """\
error[images/missing-file]: Wrong.
 --> posts/a.md:1:4
  |
1 | one  \n\
  |    ^^
"""
    )


def test_tabs_are_four_spaces_and_wide_characters_two_columns() -> None:
    assert _picture(_found("\t漢字 e\u0301\tteh end\n", "teh")) == (
        """\
error[images/missing-file]: Wrong.
 --> posts/a.md:1:8
  |
1 |     漢字 e\u0301    teh end
  |               ^^^
"""
    )
    assert _picture(_found("これは漢字だ\n", "漢字")).endswith("1 | これは漢字だ\n  |       ^^^^\n")


def test_what_would_drive_the_terminal_is_replaced() -> None:
    found = _found("a\x1b[2J \u202eteh\u202c b\n", "\u202eteh", "“\u202eteh\x07\n” is wrong.")
    assert _picture(found) == (
        """\
error[images/missing-file]: “\ufffdteh\ufffd ” is wrong.
 --> posts/a.md:1:7
  |
1 | a\ufffd[2J \ufffdteh\ufffd b
  |       ^^^^
"""
    )


def test_a_long_line_is_cut_round_what_is_flagged() -> None:
    words = " ".join(f"word{number}" for number in range(100, 300))
    assert _picture(_found(words, "word200"), width=60) == (
        """\
error[images/missing-file]: Wrong.
 --> posts/a.md:1:801
  |
1 | …ord197 word198 word199 word200 word201 word202 word203…
  |                         ^^^^^^^
"""
    )
    assert "1 | word100 word101" in _picture(_found(words, "word100"), width=60)
    assert _picture(_found(words, "word299"), width=60).endswith(
        "…ord293 word294 word295 word296 word297 word298 word299\n  |" + " " * 49 + "^^^^^^^\n"
    )


def test_a_long_range_is_cut_where_the_window_ends() -> None:
    words = " ".join(f"word{number}" for number in range(100, 300))
    assert _picture(_found(words, words[804:1604]), width=60) == (
        """\
error[images/missing-file]: Wrong.
 --> posts/a.md:1:805
  |
1 | …rd198 word199 word200 word201 word202 word203 word204 …
  |                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"""
    )


def _parts(picture: str) -> tuple[str, str]:
    """The source line and the line of carets, without their margins."""
    line, carets = picture.split("\n")[3:5]
    return line.partition("| ")[2], carets.partition("| ")[2]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: ascii(sample.file))
@pytest.mark.parametrize("width", [26, 40, 80, 200])
def test_carets_are_under_the_flagged_text_and_the_line_fits(sample: Sample, width: int) -> None:
    line, carets = _parts(_picture(diagnostic(sample), width=width))
    assert wcswidth(line) <= width
    indent = carets.index("^")
    start = max(end for end in range(len(line) + 1) if wcswidth(line[:end]) == indent)
    flagged = re.sub("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", "\ufffd", sample.flagged).split("\n")[0]
    under = line[start:].removesuffix("…") if len(line) - start < len(flagged) else line[start : start + len(flagged)]
    assert flagged.startswith(under)
    assert len(carets) - indent == wcswidth(under) > 0


def test_marks_of_no_width_do_not_fill_a_window_without_end() -> None:
    picture = _picture(_found("a" + "\u0301" * 100_000 + " teh " + "\u0301" * 100_000, "teh"))
    assert len(picture) < 2_000
    assert "teh" in picture


def test_colour_underlines_the_text_too() -> None:
    assert _picture(_found("see teh end", "teh"), colour=True) == (
        "\x1b[1;31merror[images/missing-file]\x1b[0m\x1b[1m: Wrong.\x1b[0m\n"
        " \x1b[1;34m-->\x1b[0m posts/a.md:1:5\n"
        "  \x1b[1;34m|\x1b[0m\n"
        "\x1b[1;34m1\x1b[0m \x1b[1;34m|\x1b[0m see \x1b[1;31;4mteh\x1b[0m end\n"
        "  \x1b[1;34m|\x1b[0m     \x1b[1;31m^^^\x1b[0m\n"
    )


def test_the_rule_links_to_its_page_where_there_is_one() -> None:
    found = _found("see teh end", "teh")
    linked = _picture(found, hyperlinks=True, pages="https://example.org/rules/")
    assert linked.startswith(
        "error[\x1b]8;;https://example.org/rules/images/missing-file\x1b\\images/missing-file\x1b]8;;\x1b\\]: "
    )
    assert "\x1b" not in _picture(found, hyperlinks=True)
    assert "\x1b" not in _picture(found, pages="https://example.org/rules/")


def test_without_frames_no_line_of_a_post_is_shown() -> None:
    assert _picture(_found("##vso[x] teh", "teh"), frames=False) == (
        "error[images/missing-file]: Wrong.\n --> posts/a.md:1:10\n"
    )
