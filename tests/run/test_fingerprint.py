from __future__ import annotations

from hashlib import sha256

import pytest

from lint_post.rule.edits import apply
from lint_post.rule.finding import Edit
from lint_post.run.fingerprint import Fingerprints
from lint_post.text.source import Span


def test_a_fingerprint_is_made_of_path_rule_and_line() -> None:
    expected = sha256(b"posts/a.md\0words/bad\0A bad word.").hexdigest()[:16]
    assert Fingerprints("posts/a.md").next("words/bad", "  A bad word.\t") == f"{expected}:1"


def test_twins_are_counted_by_rule_and_line() -> None:
    fingerprints = Fingerprints("a.md")
    rows = [("r/x", "one"), ("r/x", "two"), ("r/x", " one"), ("r/y", "one"), ("r/x", "one")]
    found = [fingerprints.next(*row) for row in rows]
    assert [one.partition(":")[2] for one in found] == ["1", "1", "2", "1", "3"]
    assert len({one.partition(":")[0] for one in found}) == 3


def test_half_of_a_character_is_accepted() -> None:
    assert Fingerprints("a.md").next("r/x", "\ud800").endswith(":1")


def test_edits_are_applied_in_the_order_of_their_places() -> None:
    edits = [Edit(Span(6, 11), "there"), Edit(Span(0, 1), "H"), Edit(Span(5, 5), ","), Edit(Span(5, 6), " — ")]
    assert apply("hello world", edits) == "Hello, — there"


@pytest.mark.parametrize(
    "spans", [[Span(0, 3), Span(2, 4)], [Span(0, 3), Span(1, 1)], [Span(4, 6)], [Span(3, 2)], [Span(-1, 2)]]
)
def test_edits_that_meet_or_leave_the_text_are_refused(spans: list[Span]) -> None:
    with pytest.raises(ValueError, match="overlaps another or leaves the text"):
        apply("hello", [Edit(span, "x") for span in spans])
