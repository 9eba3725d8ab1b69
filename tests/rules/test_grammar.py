"""What the pages of grammar/* cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint_post.rule.base import AskingRule
from lint_post.rule.catalogue import load
from lint_post.rule.question import Manner, Proofread, Remark, Remarks
from lint_post.text.source import Piece, Span

from .conftest import Lint

SAMPLE = Path(__file__).parents[2] / "examples" / "deep_learning_2022" / "index.md"
REPEATED = "grammar/repeated-word"
UNFINISHED = "grammar/unfinished-sentence"
FINISHED = "This is a paragraph of running prose that ends as it should.\n\n" * 8


def test_nothing_is_written_twice_in_the_sample_post(lint: Lint) -> None:
    assert lint(REPEATED, SAMPLE.read_text(encoding="utf-8")) == []


def test_the_sample_post_stops_in_the_middle_of_a_sentence(lint: Lint) -> None:
    (found,) = lint(UNFINISHED, SAMPLE.read_text(encoding="utf-8"))
    assert found.text == "English translation, utterance prediction language identification"
    assert found.message == (
        'Unfinished sentence "…translation, utterance prediction language identification"; '
        "complete it or end it with a period"
    )
    assert found.fixed is None


@pytest.mark.parametrize(
    "slip",
    [
        "The two\r\ntwo of them.",
        "Look at | it.\n\n| the the | table |\n| --- | --- |\n",
        "## About the the heading\n",
        "- An item with with a repetition.\n",
        "![The the picture](a.png)\n",
        "<p>The the paragraph</p>\n",
        '---\ntitle: "About the the title"\n---\n',
        "You’d like like it.\n",
        "A [link link](https://example.com) and more.\n",
        "It is [it](https://example.com) it.\n",
    ],
)
def test_a_repetition_is_seen_wherever_people_read(lint: Lint, slip: str) -> None:
    (found,) = lint(REPEATED, slip)
    assert found.text.split()[0].lower() in {"two", "the", "with", "like", "link", "it"}
    assert found.text[0].isspace()


@pytest.mark.parametrize(
    "meant",
    [
        "`the` the parser, <code>in</code> in the page, https://example.com/the the address.",
        "Write server server.js, or the/the the-the 5 5.",
        "The bitwise AND and the MAP MAP of New New York.",
        "It names names: love love love. Now now, there there.",
        "He said “the the” and *that that*; ~~the~~ the end.",
        "We did *did* this, and what it does does matter.",
        "The form I filled in in ink, the site he logged on on Monday.",
        "When I ran it it stopped, and she gave her her book: do this this way, it is not not good.",
        "Will will come. May may be warm.",
        "The first line ends with the\\\nthe line break, that is meant.",
        "A built-in in the language, a by-pass pass.",
        "Nous nous levons et vous vous couchez dans une ville que je ne connais pas.",
        "dnlup dnlup",
    ],
)
def test_what_is_doubled_on_purpose_is_left_alone(lint: Lint, meant: str) -> None:
    assert lint(REPEATED, meant + "\n") == []


def test_a_word_that_is_doubled_again_and_again_is_a_pattern(lint: Lint) -> None:
    assert lint.texts(REPEATED, "Text text.\n\nMore text text.\n") == [" text", " text"]
    assert lint(REPEATED, "Text text.\n\nMore text text.\n\nAgain text text.\n") == []


def test_the_fix_takes_away_the_line_end_and_the_quotation_mark(lint: Lint) -> None:
    (found,) = lint(REPEATED, "> It is the\r\n> the end.\r\n")
    assert found.fixed == "> It is the end.\r\n"


@pytest.mark.parametrize(
    "paragraph",
    [
        "It was a long way. Then she came to the",
        "It was a long way. She waited (though not for long)",
        "It was a long way,\nand it was late. She waited for the",
        "It was long, and she would not have minded to wait until the very",
        "It was a long way, e.g. from here. She waited for Dr. Watson and",
    ],
)
def test_running_prose_without_an_end_is_unfinished(lint: Lint, paragraph: str) -> None:
    assert len(lint(UNFINISHED, f"{FINISHED}{paragraph}\n\n## Next\n\n{FINISHED}")) == 1


@pytest.mark.parametrize(
    "paragraph",
    [
        "Only a short line of words",
        "![](a.png)\n\nThis is the house that we have seen when we were on our way to the sea",
        "A long line of many words without any verb, more of a title for the paragraphs under it than prose",
        "Note: it was a long way. Then she came to the",
        "It was a long way. She came to [the house](https://example.com)",
        "It was a long way. She came to `house`",
        "It was a long way. She came to *the house*",
        "It was a long way. She came to the house :)",
        "It was a long way. She came to the house 🎉",
        "It was a long way. She came to the house[^1]",
        "It was a long way. She came to the house $x = 2$",
        "It was a long way. She came to the house {{< ref >}}",
        "It was a long way. She came to the house at /home/user/x",
        "It was a long way. (She came to the house much later)",
        "It was a long way! (see above)",
        "“It was a long way.” – Robert Louis Stevenson, Essays",
        "It was a long way. She said “I am here”",
        "It was a long way\nOver the hills\nAnd far away\nTo the sea",
        "It was a long way.\\\n12 Baker Street in the city of London",
        "It was a long way. Bye now, Jo",
        "It was a long way. In that house there were,",
        "It was a long way. The formula for it is\n\n$$x$$",
        "It was a long way. To find it, run\n\n    find",
        "It was a long way. What he said is\n\n> It was long.",
        "It was a long way. She brought with her\n\n- a bag",
        "It was a long way. See the picture of the house\n\n![](a.png)",
        "It was a long way. She came to the house, which is\n\n<img src=a.png>",
        "C’était un long chemin. Elle est venue à la maison pour les enfants et les parents",
    ],
)
def test_what_needs_no_end_is_left_alone(lint: Lint, paragraph: str) -> None:
    assert lint(UNFINISHED, f"{FINISHED}{paragraph}\n\n{FINISHED}[^1]: Where she lives.\n") == []


def test_a_comment_below_a_paragraph_is_nothing(lint: Lint) -> None:
    text = f"{FINISHED}It was a long way. Then she came to the\n\n<!-- to do -->\n\n## Next\n"
    assert lint.texts(UNFINISHED, text) == ["Then she came to the"]


def test_a_post_that_does_without_full_stops_is_left_alone(lint: Lint) -> None:
    bare = "It was a long way. Then she came to the house\n\n"
    assert len(lint(UNFINISHED, FINISHED + bare)) == 1
    assert lint(UNFINISHED, FINISHED + bare * 2) == []


def told(marked: str, said: str, *replacements: str) -> str:
    """The message for what LanguageTool ``said`` of the words between the marks."""
    before, words, after = marked.replace("⟧", "⟦").split("⟦")
    text = before + words + after
    question = Proofread(Span(0, len(text)), text, Manner("en-US"), (Piece(0, 0, len(text)),))
    remark = Remark(len(before), len(before + words), said, "A_RULE", "GRAMMAR", replacements=replacements)
    rule = load().entries["grammar/languagetool"].rule()
    assert isinstance(rule, AskingRule)
    (finding,) = rule.judge(question, Remarks((remark,)))
    return finding.message.removesuffix(" (A_RULE)")


@pytest.mark.parametrize(
    ("marked", "said", "replacements", "message"),
    [
        # what LanguageTool quotes stands in straight double quotes; apostrophes stay
        (
            "It is ⟦a⟧ apple.",
            "Use “an” instead of ‘a’, e.g. ‘an hour’.",
            ["an"],
            'Use "an" instead of "a", e.g. "an hour"',
        ),
        (
            "So ⟦he⟧ go.",
            "The verb 'don't' of 'he' isn't the users' own.",
            [],
            'The verb "don\'t" of "he" isn\'t the users\' own',
        ),
        ("So ⟦he⟧ go.", "« he » et „he“ <suggestion>she</suggestion>.", ["she"], '"he" et "he" "she"'),
        # the words in question are named, and so is what may be written instead
        ("sad to ⟦loose⟧ them", "Did you mean “lose”?", ["lose"], '"loose": did you mean "lose"?'),
        (
            "So ⟦he go⟧ on.",
            "The pronoun ‘he’ is usually used with a third-person verb.",
            ["he goes"],
            '"he go": The pronoun "he" is usually used with a third-person verb; did you mean "he goes"?',
        ),
        (
            "He ⟦go⟧.",
            "The verb 'go' is wrong.",
            ["goes", "went", "was"],
            'The verb "go" is wrong; did you mean "goes" or "went"?',
        ),
        ("He ⟦go⟧.", "A slip!", ["goes"], '"go": A slip! Did you mean "goes"?'),
        ("He ⟦go⟧.", "Agreement error. Did you mean “goes”?", ["goes"], '"go": Agreement error; did you mean "goes"?'),
        ("An ⟦hour⟧ ago.", "As in “an hourly rate”.", [], '"hour": As in "an hourly rate"'),
        ("That ⟦very⟧ thing.", "Remove this word.", [""], '"very": Remove this word; remove it'),
        ("So it⟦ ,⟧ was there", "Put no space here", [","], '"it , was": Put no space here; did you mean ","?'),
        ("So ⟦he⟧ go.", "", [], '"he": Possible mistake'),
        # of a long message, the first sentences
        (
            "A ⟦gram⟧ of it.",
            "The word 'gram' is " + "very " * 15 + "good. It is " + "so " * 15 + "good. Use “gramme”.",
            ["gramme"],
            'The word "gram" is ' + "very " * 15 + 'good; did you mean "gramme"?',
        ),
        ("So ⟦" + "he and " * 12 + "he⟧ go.", "Too long.", [], '"' + "he and " * 8 + 'he…": Too long'),
    ],
)
def test_what_languagetool_says_is_told_as_all_else(
    marked: str, said: str, replacements: list[str], message: str
) -> None:
    assert told(marked, said, *replacements) == message
