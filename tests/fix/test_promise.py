"""What fixes promise, and what breaks it."""

from __future__ import annotations

import pytest

from lint_post.fix.promise import Breach, Promise
from lint_post.rule.finding import Edit
from lint_post.text.source import Source, Span

CODE, PAGE = Breach.CODE, Breach.PAGE


def _broken(text: str, old: str, new: str, *, reported: str = "") -> Breach | None:
    """What a safe fix breaks that writes ``new`` for ``old`` and reports ``reported``."""
    at = text.index(old)
    start = text.index(reported)
    return Promise(Source(text)).broken([Edit(Span(at, at + len(old)), new)], [Span(start, start + len(reported))])


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Teh end of `teh` day.", "Teh", "The"),
        ("It is is here.", " is", ""),
        ("It is here.  \n\nAnd there.\n", "  \n", "\n"),
        ("A *teh* b", "teh", "the"),
        ("![an image](A.png)", "A.png", "a.png"),
        ("[a teh link](b.md)", "teh", "the"),
        ("AT&amp;T teh", "teh", "the"),
        ("One\r\n> two teh\r\n> three", "teh", "the"),
        ("---\ntitle: Teh end\n---\n\nText", "Teh", "The"),
        ("A\n\n<!-- note -->\n\nB\n", "<!-- note -->\n\n", ""),
        ("a <b title='teh'>c</b>", "teh", "the"),
        ("A [b][Teh]\n\n[teh]: c.md", "[Teh]", "[teh]"),
        ("One *two* \nthree [four](b.md) \nfive\n", " \nt", "\nt"),
        ("No end", "end", "end\n"),
        ("# A\n## B\n", "\n## B", "\n\n## B"),
    ],
)
def test_what_changes_in_nothing_but_what_it_reports_keeps_the_promise(text: str, old: str, new: str) -> None:
    assert _broken(text, old, new) is None


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Teh end of `teh` day.", "`teh", "`the"),
        ("    indented\n", "    ", ""),
        ("```\nx = 1  \n```\n", "  \n", "\n"),
        ("Text\n\n1. a\n", "1. a", "    1. a"),
        ("say ` once", " once", " once`"),
        ("~~~\nx\n~~~\ny\n", "~~~\ny", "y"),
    ],
)
def test_changed_code_breaks_it(text: str, old: str, new: str) -> None:
    assert _broken(text, old, new) == CODE


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("One\n\ntwo\n", "\n\n", " "),
        ("- a\n- b\n", "\n- b", "\n\n- b"),
        ("Text\nmore\n", "\nmore", "\n\nmore"),
        ("Text\nmore\n", "\nmore", "\n===\nmore"),
        ("A x b* c", " x", " *x"),
        ("a  \nb\n", "  \n", "\n"),
        ("a [b](c.md) d", "](c.md)", "]{c.md}"),
        ("a <i>b</i> c", "<i>", "<b>\n\n"),
        ("| a | b |\n| - | - |\n| c | d |\n", "\n| - ", "\n\n| - "),
    ],
)
def test_a_page_with_other_changes_breaks_it(text: str, old: str, new: str) -> None:
    assert _broken(text, old, new) == PAGE


def test_what_is_reported_may_change_as_a_whole() -> None:
    assert _broken("One\n\n#Two\n", "#", "# ") == PAGE
    assert _broken("One\n\n#Two\n", "#", "# ", reported="#Two") is None
    assert _broken("One\n\n#Two `x`\n", "#", "# ", reported="#Two `x`") == PAGE


def test_a_page_may_change_by_unsafe_fixes_but_code_may_not() -> None:
    source = Source("One\n\ntwo `x`\n")
    assert Promise(source).broken([Edit(Span(3, 5), " ")], None) is None
    assert Promise(source).broken([Edit(Span(10, 11), "y")], None) == CODE


def test_many_edits_of_one_round_are_judged_in_one_go() -> None:
    text = "Teh end. *Teh* end, `teh` end.\n\n" * 2_000
    edits = [Edit(Span(at, at + 3), "The") for at in range(len(text)) if text.startswith("Teh", at)]
    assert Promise(Source(text)).broken(edits, []) is None
    worse = [*edits[:-1], Edit(edits[-1].span, "*The")]
    assert Promise(Source(text)).broken(worse, []) == PAGE
