from __future__ import annotations

import pytest

from lint_post.errors import CatalogueError
from lint_post.rule.page import Example, Page, World, parse
from lint_post.text.source import Span


def page(*lines: str) -> Page:
    return parse("\n".join(lines), "rules/a/b.py")


def test_a_page_is_a_summary_a_body_and_examples() -> None:
    result = page(
        "What it finds.",
        "",
        "Why it matters.",
        "",
        "```markdown bad",
        "A ⟦bad⟧ word",
        "```",
        "",
        "More on it.",
        "",
        "```markdown good",
        "A word",
        "```",
        "",
        "```toml",
        "[rules]",
        "```",
    )
    assert result.summary == "What it finds."
    assert result.body == "Why it matters.\n\nMore on it.\n\n```toml\n[rules]\n```"
    assert result.examples == (
        Example("bad", "A bad word\n", (Span(2, 5),), line=5),
        Example("good", "A word\n", line=11),
    )
    assert not result.fixable


def test_a_fixed_example_makes_it_fixable() -> None:
    assert page("One.", "", "```markdown bad", "⟦a⟧", "```", "```markdown fixed", "b", "```").fixable


def test_options_and_the_world_follow_the_word() -> None:
    line = '```markdown good min-words = 3, kinds = ["a", "b"], world.path = "x/a.md", world.files = ["x/b.png"]'
    (example,) = page("One.", "", line, "text", "```").examples
    assert example.options == {"min-words": 3, "kinds": ["a", "b"]}
    assert example.world == World("x/a.md", ("x/b.png",))


def test_marks_may_nest_and_may_be_empty() -> None:
    (example,) = page("One.", "", "```markdown bad", "⟦a ⟦b⟧⟧ c⟦⟧", "```").examples
    assert example.text == "a b c\n"
    assert example.marks == (Span(0, 3), Span(2, 3), Span(5, 5))


def test_an_example_may_hold_fences_and_odd_line_ends() -> None:
    (example,) = page(
        "One.", "", "````markdown good", "```markdown bad", "⟦\r".replace("⟦", "x"), "```", "````"
    ).examples
    assert example.text == "```markdown bad\nx\r\n```\n"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([""], "Missing summary line"),
        (["```markdown bad", "x", "```"], "Missing summary line"),
        (["One", "two."], "must be a single line"),
        (["One.", "", "```markdown bad", "x"], "Unclosed fence on line 3 of the docstring"),
        (["One.", "", "```markdown wrong", "x", "```"], 'has unknown kind "wrong"; choose from bad, good, fixed'),
        (["One.", "", "```markdown bad n == 1", "x", "```"], "invalid TOML in its options"),
        (["One.", "", "```markdown bad world.flies = 1", "x", "```"], "world.flies"),
        (["One.", "", "```markdown bad", "⟦x", "```"], 'unclosed "⟦"'),
        (["One.", "", "```markdown bad", "x⟧", "```"], '"⟧" without a "⟦"'),
        (["One.", "", "```markdown good", "⟦x⟧", "```"], "good but has marks"),
    ],
)
def test_what_cannot_be_read_names_the_file(lines: list[str], message: str) -> None:
    with pytest.raises(CatalogueError, match=message) as caught:
        page(*lines)
    assert "rules/a/b.py" in str(caught.value)
