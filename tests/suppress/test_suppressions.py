from __future__ import annotations

from typing import Any

import pytest

from lint_post.config.config import Configs
from lint_post.rule.edits import apply
from lint_post.rule.finding import Applicability, Diagnostic, Edit
from lint_post.run.lint import Checked, Linter
from lint_post.run.select import Choice
from lint_post.text.source import Span

from ..conftest import Offer, word_rule

RULES = {
    "words/bad": word_rule("bad", aliases=("MD999",)),
    "words/worse": word_rule("worse"),
    "more/worst": word_rule("worst"),
    "more/rare": word_rule("rare", on=False),
}
OWN = '"""Page."""\n\nfrom lint_post.api import OwnRule\n\n\nclass {}(OwnRule):\n    pass\n'
OWN_RULES = {
    "lint-post/rule-failed": OWN.format("RuleFailed"),
    "lint-post/unknown-rule": OWN.format("UnknownRule"),
    "lint-post/unused-suppression": OWN.format("UnusedSuppression"),
}
UNUSED = "lint-post/unused-suppression"
UNKNOWN = "lint-post/unknown-rule"


@pytest.fixture
def check(offer: Offer) -> Any:
    """The result for a text."""

    def of(
        *lines: str, text: str = "", more: dict[str, str] | None = None, path: str | None = None, **choice: list[str]
    ) -> Checked:
        catalogue = offer({**RULES, **OWN_RULES, **(more or {})})
        text = text or "".join(f"{line}\n" for line in lines)
        return Linter(Configs(catalogue, isolated=True), Choice.parse(**choice)).check_text(text.encode(), path)

    return of


def said(checked: Checked) -> list[tuple[str, int]]:
    return [
        (diagnostic.rule, diagnostic.range.start.line if diagnostic.range else 0) for diagnostic in checked.diagnostics
    ]


def test_a_line_is_silenced_by_a_comment_on_it(check: Any) -> None:
    checked = check("A bad word <!-- lint-post-disable-line words/bad: it is meant -->", "", "A bad word")
    assert said(checked) == [("words/bad", 3)]
    assert checked.suppressed == 1


def test_the_next_line_that_is_not_blank(check: Any) -> None:
    checked = check("<!-- lint-post-disable-next-line -->", "", "bad worse", "bad")
    assert said(checked) == [("words/bad", 4)]
    assert checked.suppressed == 2


def test_comments_for_the_next_line_may_be_piled_up(check: Any) -> None:
    lines = [f"<!-- lint-post-disable-next-line {name} -->" for name in ("words/bad", "words/worse")]
    assert said(check(*lines, "", "bad worse")) == []


def test_to_the_end_of_the_file(check: Any) -> None:
    assert said(check("bad", "", "<!-- lint-post-disable words/bad -->", "", "bad worse", "", "bad")) == [
        ("words/bad", 1),
        ("words/worse", 5),
    ]


def test_to_the_comment_that_enables(check: Any) -> None:
    lines = ["<!-- lint-post-disable -->", "bad", "<!-- lint-post-enable -->", "bad"]
    assert said(check(*lines)) == [("words/bad", 4)]


def test_some_rules_may_be_enabled_within(check: Any) -> None:
    checked = check(
        "<!-- lint-post-disable -->",
        "bad worse",
        "<!-- lint-post-enable words/bad -->",
        "bad worse",
        "<!-- lint-post-disable words -->",
        "bad worse worst",
        "<!-- lint-post-enable -->",
        "bad worse worst",
    )
    assert said(checked) == [("words/bad", 4), ("words/bad", 8), ("words/worse", 8), ("more/worst", 8)]


def test_the_whole_file_wherever_the_comment_is(check: Any) -> None:
    assert said(check("bad", "", "worse", "", "<!-- lint-post-disable-file words/bad -->")) == [("words/worse", 3)]


@pytest.mark.parametrize(
    "names", ["words/bad", "words", "MD999", "md999", "all", "", "more, words/bad", "words/bad,more"]
)
def test_names_are_ids_groups_aliases_and_all(check: Any, names: str) -> None:
    checked = check(f"bad worst <!-- lint-post-disable-line {names} -->")
    assert "words/bad" not in dict(said(checked))
    assert UNUSED not in dict(said(checked))


def test_a_reason_may_hold_anything(check: Any) -> None:
    assert said(check("bad <!-- lint-post-disable-line words/bad: see: a, b, c: d -->")) == []
    assert said(check("bad <!-- lint-post-disable-line: nothing is named -->")) == []


def test_a_finding_counts_by_the_line_it_starts_on(check: Any) -> None:
    source = word_rule("long").replace(r'r"\blong\b"', r'r"long\nline"')
    assert said(check("<!-- lint-post-disable-next-line -->", "long", "line", more={"x/long": source})) == []
    assert said(check("long", "line <!-- lint-post-disable-line -->", more={"x/long": source})) == [
        ("x/long", 1),
        (UNUSED, 2),
    ]


def test_in_code_it_is_not_a_comment(check: Any) -> None:
    assert said(check("`<!-- lint-post-disable-line -->` bad")) == [("words/bad", 1)]
    assert said(check("```html", "<!-- lint-post-disable-file -->", "```", "bad")) == [("words/bad", 4)]


def test_comments_of_other_tools_are_left_alone(check: Any) -> None:
    assert said(check("<!-- lint-post-language: de -->", "", "<!-- eslint-disable -->", "", "<!-- bad")) == [
        ("words/bad", 5)
    ]


def test_an_idle_comment_is_a_finding(check: Any) -> None:
    checked = check("good <!-- lint-post-disable-line words/bad -->")
    (diagnostic,) = checked.diagnostics
    assert diagnostic.rule == UNUSED
    assert diagnostic.range.start.column == 6
    assert diagnostic.message == "Unused suppression comment"


def test_an_idle_name_is_a_finding_of_its_own(check: Any) -> None:
    text = "bad <!-- lint-post-disable-line words/bad, words/worse: why -->"
    (diagnostic,) = check(text).diagnostics
    assert text[diagnostic.range.start.offset : diagnostic.range.end.offset] == "words/worse"
    assert fixed(text, diagnostic) == "bad <!-- lint-post-disable-line words/bad: why -->"
    (diagnostic,) = check("worse" + text[3:]).diagnostics
    assert fixed("worse" + text[3:], diagnostic) == "worse <!-- lint-post-disable-line words/worse: why -->"


def test_rules_that_were_not_selected_are_not_reported_as_unused(check: Any) -> None:
    text = "good <!-- lint-post-disable-line words/bad -->"
    assert said(check(text, select=["more"])) == []
    assert said(check(text, ignore=["words/bad"])) == []
    assert said(check("good <!-- lint-post-disable-line more/rare -->")) == []
    assert said(check("good <!-- lint-post-disable-line words -->", ignore=["words/bad"])) == []
    assert said(check("good <!-- lint-post-disable-line -->", select=["words"])) == []
    assert said(check("good <!-- lint-post-disable-line words -->", select=["words"])) == [(UNUSED, 1)]


def test_a_rule_that_crashed_is_not_reported_as_unused(check: Any) -> None:
    broken = {"x/broken": word_rule("broken").replace("for match", "raise ValueError('x')\n        for match")}
    assert said(check("good <!-- lint-post-disable-line -->", more=broken)) == [("lint-post/rule-failed", 0)]


def test_a_crash_cannot_be_silenced(check: Any) -> None:
    broken = {"x/broken": word_rule("broken").replace("for match", "raise ValueError('x')\n        for match")}
    assert said(check("<!-- lint-post-disable-file -->", more=broken)) == [("lint-post/rule-failed", 0)]


def test_an_enabling_comment_without_its_like_is_idle(check: Any) -> None:
    assert said(check("bad", "<!-- lint-post-enable words/bad -->")) == [("words/bad", 1), (UNUSED, 2)]
    assert said(check("<!-- lint-post-disable words/bad -->", "bad", "<!-- lint-post-enable words -->")) == []
    lines = [
        "<!-- lint-post-disable words/bad -->",
        "bad",
        "<!-- lint-post-enable -->",
        "",
        "<!-- lint-post-enable -->",
    ]
    assert said(check(*lines)) == [(UNUSED, 5)]


def test_what_an_idle_comment_begins_needs_no_end(check: Any) -> None:
    text = "<!--lint-post-disable--><!--lint-post-enable-->\n\nfine\n"
    assert said(check(text=text)) == [(UNUSED, 1), (UNUSED, 1)]
    lines = ["disable words/bad, words/worse", "enable words/bad, words/worse"]
    begin, end = (f"<!-- lint-post-{line} -->" for line in lines)
    idle = check(begin, "bad", end).diagnostics
    assert [(one.range.start.line, one.message) for one in idle] == [
        (line, 'Unused suppression of "words/worse"') for line in (1, 3)
    ]
    lines = ["<!-- lint-post-disable words/bad -->", "<!-- lint-post-disable -->", "bad", "<!-- lint-post-enable -->"]
    assert said(check(*lines)) == [(UNUSED, 1)]


def test_only_what_silences_counts_as_used(check: Any) -> None:
    lines = ["<!-- lint-post-disable-file words/bad -->", "bad <!-- lint-post-disable-line words/bad -->"]
    assert said(check(*lines)) == [(UNUSED, 1)]


def test_an_idle_comment_may_be_kept_by_name(check: Any) -> None:
    assert (
        said(check("<!-- lint-post-disable-file lint-post/unused-suppression -->", "", "<!-- lint-post-disable -->"))
        == []
    )


def test_an_unknown_name_is_a_finding_with_a_hint(check: Any) -> None:
    text = "bad <!-- lint-post-disable-line words/bda -->"
    checked = check(text)
    assert said(checked) == [("words/bad", 1), (UNKNOWN, 1)]
    diagnostic = checked.diagnostics[1]
    assert diagnostic.message == 'Unknown rule "words/bda"; did you mean "words/bad"?'
    assert diagnostic.fix.applicability is Applicability.SUGGESTION
    assert fixed(text, diagnostic) == text.replace("bda", "bad")


def test_a_reason_without_a_colon_is_reported(check: Any) -> None:
    checked = check("good <!-- lint-post-disable-line because I say so -->")
    assert [diagnostic.message for diagnostic in checked.diagnostics] == [
        'Unknown rule "because I say so"; put a colon before the reason'
    ]


def test_a_misspelled_keyword_is_reported(check: Any) -> None:
    checked = check("<!-- lint-post-disable-nextline -->", "bad")
    assert said(checked) == [(UNKNOWN, 1), ("words/bad", 2)]
    message = 'Unknown suppression comment "lint-post-disable-nextline"; did you mean "lint-post-disable-next-line"?'
    assert checked.diagnostics[0].message == message


def fixed(text: str, diagnostic: Diagnostic) -> str:
    assert diagnostic.fix
    edits = [Edit(Span(e.range.start.offset, e.range.end.offset), e.text) for e in diagnostic.fix.edits]
    return apply(text, edits)


IDLE = "<!-- lint-post-disable-line words/bad -->"


@pytest.mark.parametrize(
    ("before", "after", "safe"),
    [
        (f"good {IDLE}\n", "good\n", True),
        (f"good {IDLE} word\n", "good word\n", True),
        (f"# Title {IDLE}\n\ntext\n", "# Title\n\ntext\n", True),
        (f"{IDLE}\n\ntext\n", "text\n", True),
        (f"one\n\n{IDLE}\n\ntwo\n", "one\n\ntwo\n", True),
        (f"one\n\n{IDLE}\ntwo\n", "one\n\ntwo\n", True),
        (f"one\n\n{IDLE}", "one\n\n", True),
        (f"one\r\n\r\n{IDLE}\r\ntwo\r\n", "one\r\n\r\ntwo\r\n", True),
        (f"one\n{IDLE}\ntwo\n", "one\n\ntwo\n", True),
        (f"- one\n\n  {IDLE}\n- two\n", "- one\n\n- two\n", True),
        (f"- one\n\n{IDLE}\n\n- two\n", "- one\n\n- two\n", False),
        (f"> one\n> {IDLE}\n> two\n", "> one\n>\n> two\n", True),
        (f"| a |\n| - |\n| {IDLE} |\n", "| a |\n| - |\n| |\n", True),
    ],
)
def test_taking_out_an_idle_comment(check: Any, before: str, after: str, safe: bool) -> None:  # noqa: FBT001
    (diagnostic,) = check(text=before).diagnostics
    assert diagnostic.fix.applicability is (Applicability.SAFE if safe else Applicability.UNSAFE)
    assert fixed(before, diagnostic) == after


def test_of_several_names_the_unused_one_is_marked_next_to_an_unknown_one(check: Any) -> None:
    text = "<!-- lint-post-disable nope/nope, words/bad, words/worse -->\n\nbad\n"
    told = [diagnostic for diagnostic in check(text).diagnostics if diagnostic.rule == UNUSED]
    assert [text[one.range.start.offset : one.range.end.offset] for one in told] == ["words/worse"]


def test_thousands_of_comments_before_one_line(check: Any) -> None:
    text = "<!-- lint-post-disable-next-line words/bad -->\n" * 2000 + "\n" * 20_000 + "bad\n"
    checked = check(text)
    assert checked.suppressed == 1


def test_comments_of_mdx_count_as_well(check: Any) -> None:
    lines = ["{/* lint-post-disable-next-line words/bad: it is meant */}", "", "A bad word.", "", "bad"]
    assert said(check(*lines, path="post.mdx")) == [("words/bad", 5)]
    text = "{/* lint-post-disable-line words/bad, more/worst */}\n\nA word.\n"
    unused = check(text=text, path="post.mdx")
    assert said(unused) == [(UNUSED, 1)]
    assert fixed(text, unused.diagnostics[0]) == "A word.\n"


@pytest.mark.parametrize(
    ("value", "left"),
    [
        ("false", []),
        ("words/bad", [("words/worse", 5)]),
        ("[MD999]", [("words/worse", 5)]),
        ("\n- words", []),
        ("[words/bda]", [(UNKNOWN, 2), ("words/bad", 5), ("words/worse", 5)]),
        ("[words, more/worst]", [(UNUSED, 2)]),
        ("true", [("words/bad", 5), ("words/worse", 5)]),
    ],
)
def test_front_matter_speaks_for_the_whole_file(check: Any, value: str, left: list[tuple[str, int]]) -> None:
    lines = f"lint-post: {value}".split("\n")
    found = said(check("---", *lines, "---", "", "bad worse"))
    assert found == [(rule, line if line < 5 else line + len(lines) - 1) for rule, line in left]


def test_a_file_that_is_to_be_left_alone_is(check: Any) -> None:
    assert said(check("---", "lint-post: false", "---", "", "fine <!-- lint-post-disable-line nope -->")) == []
    assert said(check("+++", "lint-post = false", "+++", "", "bad <!-- lint-post-disable-line words/worse -->")) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: x\nlint-post: [words/bad]\n---\n", "---\ntitle: x\n---\n"),
        ("---\nlint-post:\n  disable:\n  - words/bad\n---\n", "---\n---\n"),
        ("---\r\nlint-post: [words/bad]\r\na: 1\r\n---\r\n", "---\r\na: 1\r\n---\r\n"),
        ("---\n{a: 1, lint-post: words/bad, b: 2}\n---\n", "---\n{a: 1, b: 2}\n---\n"),
        ('+++\nlint-post = ["words/bad"]\na = 1\n+++\n', "+++\na = 1\n+++\n"),
        ('+++\na = 1\n[lint-post]\ndisable = "words/bad"\n[b]\n+++\n', "+++\na = 1\n[b]\n+++\n"),
        ('+++\na = 1\nlint-post.disable = "words/bad"\n+++\n', "+++\na = 1\n+++\n"),
        ('{\n"a": 1,\n"lint-post": ["words/bad"]\n}\n', '{\n"a": 1\n}\n'),
        (';;;\n"lint-post": {"disable": ["words/bad"]}, "a": 1\n;;;\n', ';;;\n"a": 1\n;;;\n'),
        ("---\nlint-post: [words/bad, words/worse]\n---\n\nworse", "---\nlint-post: [words/worse]\n---\n\nworse"),
        ("---\nlint-post: [words/worse, 'words/bad']\n---\n\nworse", "---\nlint-post: [words/worse]\n---\n\nworse"),
        ("---\nlint-post:\n- words/bad\n- words/worse\n---\n\nworse", "---\nlint-post:\n- words/worse\n---\n\nworse"),
        ("---\nlint-post: &x [words/bad]\na: *x\n---\n", None),
    ],
)
def test_what_the_front_matter_lists_for_nothing_is_taken_out(check: Any, before: str, after: str | None) -> None:
    (diagnostic,) = check(text=before, path="post.md").diagnostics
    assert diagnostic.rule == UNUSED
    assert (fixed(before, diagnostic) if diagnostic.fix else None) == after
    if after:
        assert diagnostic.fix.applicability is Applicability.SAFE
        assert said(check(text=after)) == []


@pytest.mark.parametrize(
    ("front_matter", "places"),
    [
        ("---\nlint-post: {disable: [words/bda, words/worse], enable: x}\n---", ["enable", "words/bda"]),
        ('+++\nlint-post.disable = ["words/bda", "words/worse"]\n+++', ["words/bda"]),
        (';;;\n"lint-post": {"ignore": [], "disable": ["nope", "words"]}\n;;;', ['"ignore"', "nope"]),
    ],
)
def test_findings_in_front_matter_are_at_their_place(check: Any, front_matter: str, places: list[str]) -> None:
    text = f"{front_matter}\n\nbad worse\n"
    told = [one for one in check(text=text).diagnostics if one.rule == UNKNOWN]
    assert sorted(text[one.range.start.offset : one.range.end.offset] for one in told) == places


def test_comments_of_markdownlint_count_for_rules_that_have_a_number(check: Any) -> None:
    assert said(check("<!-- markdownlint-disable-next-line MD999 MD013 -->", "bad worse")) == [("words/worse", 2)]
    assert said(check("<!-- markdownlint-disable -->", "bad worse", "<!-- markdownlint-enable -->", "bad")) == [
        ("words/worse", 2),
        ("words/bad", 4),
    ]
    assert said(check("<!-- markdownlint-disable words/worse -->", "worse")) == [("words/worse", 2)]


def test_comments_of_markdownlint_are_its_own_business(check: Any) -> None:
    assert said(check("<!-- markdownlint-disable all -->", "worse")) == [("words/worse", 2)]
    assert said(check("<!-- markdownlint-disable words -->", "bad worse")) == [("words/worse", 2)]
    assert said(check("<!-- lint-post-disable words -->", "bad", "<!-- markdownlint-enable -->", "bad")) == []
    theirs = ["<!-- markdownlint-disable -->", "<!-- lint-post-enable -->", "bad"]
    assert said(check(*theirs)) == [(UNUSED, 2)]
    lines = ["disable MD013", "enable", "disable-file MD999", "capture", "restore", 'configure-file { "a": 1 }']
    assert said(check(*(f"<!-- markdownlint-{line} -->" for line in lines))) == []


@pytest.mark.parametrize(
    "front_matter",
    ['+++\nlint-post = ["words/bad", "more/worst"]\n+++\n', '{\n"lint-post": ["words/bad", "more/worst"]\n}\n'],
)
def test_front_matter_in_toml_and_json_speaks_too(check: Any, front_matter: str) -> None:
    checked = check(text=f"{front_matter}\nbad worse\n")
    assert said(checked) == [(UNUSED, 2), ("words/worse", 5)]
    place = checked.diagnostics[0].range
    assert place is not None
    assert front_matter[place.start.offset : place.end.offset] == "more/worst"
