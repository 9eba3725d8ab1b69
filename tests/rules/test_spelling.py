"""What the pages of spelling/* cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Lint

SAMPLE = Path(__file__).parents[2] / "examples" / "deep_learning_2022" / "index.md"
TYPO = "spelling/typo"
LIKELY = "spelling/likely-typo"


def test_the_sample_post_has_one_typo_of_each_kind(lint: Lint) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    (typo,) = lint(TYPO, text)
    assert typo == ("fasion", '"fasion" is misspelled; did you mean "fashion"?', text.replace("fasion", "fashion"))
    (likely,) = lint(LIKELY, text)
    assert likely == (
        "speeech",
        '"speeech" may be misspelled; did you mean "speech"?',
        text.replace("speeech", "speech"),
    )


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("# About a seperate thing\n", "# About a separate thing\n"),
        ("| It | is |\n| --- | --- |\n| a | seperate |\n", "| It | is |\n| --- | --- |\n| a | separate |\n"),
        ("![A seperate thing](a.png)\n", "![A separate thing](a.png)\n"),
        ("[A thing](a.md 'a seperate one')\n", "[A thing](a.md 'a separate one')\n"),
        ("---\ntitle: 'It''s a seperate thing'\n---\n", "---\ntitle: 'It''s a separate thing'\n---\n"),
        ("<p>It is a seperate thing</p>\n", "<p>It is a separate thing</p>\n"),
        ("They say:\r\n\r\n> it is\r\n> seperate now.\r\n", "They say:\r\n\r\n> it is\r\n> separate now.\r\n"),
        ("It’s their own managment’s fault.\n", "It’s their own management’s fault.\n"),
        ("A well-mantained thing.\n", "A well-maintained thing.\n"),
        ("😀 It is a seperate thing.[^1]\n\n[^1]: Quite.\n", "😀 It is a separate thing.[^1]\n\n[^1]: Quite.\n"),
        ("Seperate things are good.\n", "Separate things are good.\n"),
    ],
)
def test_a_typo_is_seen_wherever_people_read(lint: Lint, text: str, fixed: str) -> None:
    assert [found.fixed for found in lint(TYPO, text)] == [fixed]


@pytest.mark.parametrize("text", ["It is *sepe*rate now.\n", "It is seper&#97;te now.\n"])
def test_a_typo_with_marks_in_it_has_no_fix(lint: Lint, text: str) -> None:
    (found,) = lint(TYPO, text)
    assert found.message == '"seperate" is misspelled; did you mean "separate"?'
    assert found.fixed is None


@pytest.mark.parametrize(
    "meant",
    [
        "It was written by Anna Recieve and by van recieve.",
        "He is called Recieve, and recieve is his name.",
        "The RECIEVE flag, the reCieve method, recieve() and recieve.js, /recieve and @recieve.",
        "They call it “recieve”, recieve -> receive, recieve [sic].",
        "We call `recieve`, so we recieve.",
        "We link to [it](https://example.com/recieve), so we recieve.",
        "A gargoil. Two gargoil. Three gargoil. All gargoil.",
        "He did not like doin nothin.",
        "- Chris Denton (chrisdenton)\n- cui fliter (cuishuang)",
        "It is pre-empted by the re-use of it.",
        "Vous recieve des choses dans une ville que je ne connais pas.",
        "<!-- lint-post-words: recieve, Whatever -->\n\nWe recieve.",
        "---\nslug: recieve\n---\n\nWe recieve.",
        "---\nlang: de\n---\n\nWe recieve.",
    ],
)
def test_what_is_meant_is_left_alone(lint: Lint, meant: str) -> None:
    assert lint(TYPO, f"{meant}\n") == []


def test_a_comment_of_mdx_may_name_words(lint: Lint) -> None:
    text = "{/* lint-post-words: recieve */}\n\nWe recieve.\n"
    assert lint(TYPO, text, "post.mdx") == []


def test_a_well_known_misspelling_is_no_word_however_often_it_comes(lint: Lint) -> None:
    assert len(lint(TYPO, "I recieve. You recieve. They recieve. Recieve it. We all recieve.\n")) == 5


def test_the_words_of_the_configuration_are_right(lint: Lint) -> None:
    text = "We recieve all of the automatic speeech today.\n"
    assert len(lint(TYPO, text)) == len(lint(LIKELY, text)) == 1
    lint.write({"lint-post.toml": '[words]\naccept = ["Recieve", "speeech"]\n'})
    assert lint(TYPO, text) == lint(LIKELY, text) == []


def test_several_answers_are_a_suggestion_with_alternatives(lint: Lint) -> None:
    (found,) = lint(LIKELY, "It runs in the backgruond.\n")
    assert found.message == '"backgruond" may be misspelled; did you mean "background" or "backgrounds"?'
    assert lint(TYPO, "It runs in the backgruond.\n") == []
    (found,) = lint(LIKELY, "Rember it.\n")
    assert found.message == '"Rember" may be misspelled; did you mean "Remember" or "Renumber"?'


@pytest.mark.parametrize(
    "meant",
    [
        "We have automatic Speeech at the house of Jo.",
        "We hear speeech, they hear speeech, all hear speeech.",
        "Tage has started, and so has Centril.",
        "An unboxable codebase with a dataframe, a colour and a kubectl.",
        "We `speeech`, so we hear speeech.",
        "They are speakin’ a lot.",
        "That is its raison d’être, a *raison de vivre*, sui generis and ex cathedra.",
        "Pasta al dente for the avant garde, in loco parentis.",
    ],
)
def test_what_may_be_a_word_is_left_alone(lint: Lint, meant: str) -> None:
    assert lint(LIKELY, f"{meant}\n") == []


def test_a_list_of_misspellings_is_no_prose(lint: Lint) -> None:
    listed = [
        f"{start}{middle}ieve" for start in ("rec", "perc", "dec", "conc") for middle in "abcdefghijklmnopqrstuvwxyz"
    ]
    assert lint(TYPO, "recieve and " + " and ".join(listed)) == []
