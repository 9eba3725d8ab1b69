"""What the pages of markdown/* cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Lint

RULE = "markdown/trailing-spaces"
SAMPLE = Path(__file__).parents[2] / "examples" / "deep_learning_2022" / "index.md"


def test_the_sample_post(lint: Lint) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    first, last = lint(RULE, text)
    assert first.fixed is not None
    assert len(first.fixed) == len(text) - 1
    assert last.fixed == f"{text.removesuffix(chr(10)).rstrip()}\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end(lint: Lint, end: str) -> None:
    text = "one \ntwo  \nthree\t\n\n> four   \n> five  \n\nsix ".replace("\n", end)
    assert lint.texts(RULE, text) == [" ", "\t", "   ", "  ", " "]


def test_three_blanks_that_break_become_two(lint: Lint) -> None:
    (found,) = lint(RULE, "one   \ntwo\n")
    assert found.fixed == "one  \ntwo\n"
    assert found.message == "Line break with 3 trailing spaces; use 2"


def test_blanks_behind_a_backslash(lint: Lint) -> None:
    (found,) = lint(RULE, "one\\ \ntwo\n")
    assert found.message == "Trailing whitespace after a backslash; remove it if a line break is intended"


@pytest.mark.parametrize(
    "text",
    [
        "```\ncode \n   \n```\n",
        "- a\n\n  ```\n  code \n  ```\n",
        "> ```\n> code \n> ```\n",
        "Text with `code \nin it`.\n",
        "<!-- a comment \nof two lines -->\n",
        "<script>\nlet a = `x \ny`;\n</script>\n",
        '<img alt="one \ntwo" src="x.png">\n',
        "---\ntitle: |\n  one \n  two\n---\n",
        "{% highlight python %}\nx = 1 \n{% endhighlight %}\n",
        "- one  \n  two\n",
        "**one**  \ntwo\n",
        "`one`  \ntwo\n",
        "a no-break space\u00a0\n",
    ],
)
def test_what_is_left_alone(lint: Lint, text: str) -> None:
    assert lint(RULE, text) == []


@pytest.mark.parametrize(
    "line",
    ["```python \nx\n```", "| a |  \n|---| \n| b |", "Title  \n=== ", "- one  ", "`x` ", "<div>  \n</div>", "- "],
)
def test_what_is_found(lint: Lint, line: str) -> None:
    expected = [part[len(part.rstrip()) :] for part in line.split("\n") if part != part.rstrip()]
    assert lint.texts(RULE, f"{line}\n") == expected


@pytest.mark.parametrize(
    ("rule", "text", "message"),
    [
        ("markdown/hard-tabs", "- a\n\t\t- b\n", "2 tabs outside code; use spaces"),
        (
            "markdown/invisible-character",
            "a\u200b\u200b\u2060b – c\n",
            "3 invisible characters: zero-width space (U+200B), word joiner (U+2060); remove them",
        ),
        (
            "markdown/table-columns",
            "| a |\n| - |\n| b | c | d |\n",
            'Row has 3 cells, but the table has 1 column; remove the 2 extra cells or escape "|" as "\\|"',
        ),
        (RULE, "a  \n", "Trailing spaces do not make a line break here; remove them"),
        (RULE, "a\t\t\nb\n", "Trailing whitespace"),
    ],
)
def test_a_message_counts(lint: Lint, rule: str, text: str, message: str) -> None:
    assert [found.message for found in lint(rule, text)] == [message]
