"""The table for a job's summary: short enough to be taken, and nothing in it is anything but words."""

from __future__ import annotations

import mistune

from lint_post.report._options import Options
from lint_post.report.markdown import render
from lint_post.rule.finding import Report, Severity
from lint_post.text.value import replace

from .awkward import SAMPLES, diagnostic

HOSTILE = (
    "<img src=x onerror=alert(1)> [a](javascript:b) @someone #12 `code` | *b* _i_ ~s~ ![x](y) https://a.example \\"
)


def test_words_of_a_post_stay_words() -> None:
    found = replace(diagnostic(SAMPLES[0]), message=HOSTILE, path="a|b<c>.md")
    document = "".join(render(Report((found,)), Options()))
    page = mistune.create_markdown(plugins=["table", "strikethrough", "url"], escape=False)(document)
    assert isinstance(page, str)
    for tag in ("<img", "<a ", "<code", "<em", "<strong", "<del"):
        assert tag not in page
    assert page.count("<tr>") == 2
    assert "@" not in document.replace("&#64;", "")


def test_it_ends_before_github_drops_it_and_says_what_is_left_out() -> None:
    found = replace(diagnostic(SAMPLES[0]), message="“" * 400)
    many = (replace(found, severity=Severity.INFO),) * 1_011 + (found,)
    document = "".join(render(Report(many), Options()))
    assert len(document.encode()) < 1_000_000
    assert document.endswith("\n… and 812 more.\n")
    assert document.count(f"| {found.severity} |") == 1
