"""What the pages of consistency/* cannot show."""

from __future__ import annotations

import pytest

from .conftest import Lint

DIALECT = "consistency/dialect"
AMERICAN = "We favor the color of our neighbors. They honor the flavor of labor.\n\n"
BRITISH = "We favour the colour of our neighbours. They honour the flavour of labour.\n\n"


def test_the_minority_is_flagged_with_the_spelling_of_the_rest(lint: Lint) -> None:
    text = AMERICAN + "Its behaviour is odd.\n"
    (found,) = lint(DIALECT, text)
    assert found.text == "behaviour"
    assert found.message == '"behaviour" does not match the document\'s dialect; use "behavior"'
    assert found.fixed == text.replace("behaviour", "behavior")


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Behavior’s place is here.", ["Behavior’s"]),
        ("## Of *behavior*\n\n- and its center", ["behavior", "center"]),
        ("Behaviour, behaviour and behavior.", ["behavior"]),
        ("We organise, we organise and we organize.", ["organize"]),
        ("We organise this and initialize that.", []),
        ("A catalog of gray artifacts, on a disk.", []),
        ("Practice with a license, and check the meter of the story.", []),
    ],
)
def test_in_a_british_text(lint: Lint, text: str, flagged: list[str]) -> None:
    assert lint.texts(DIALECT, BRITISH + text + "\n") == flagged


@pytest.mark.parametrize(
    "meant",
    [
        "The Centre for Tests and the Labour Party are there.",
        "> Its behaviour is odd.",
        "- > Its behaviour is odd.",
        "She said, “its behaviour is odd”.",
        "See [How the behaviour of computers changes](https://example.com/a).",
        "The option `behaviour` sets the behaviour.",
        "See [it](https://example.com/the-centre) for the centre.",
        "| en-GB |\n| --- |\n| behaviour |",
        "The path is src/behaviour and behaviour.py.",
        "It is called behaviour-driven-.\n\n<!-- lint-post-words: behaviour -->",
        "The neighbour’s behaviour in the centre of the theatre is in the realm of rumour.",
    ],
)
def test_what_is_no_slip_in_an_american_text(lint: Lint, meant: str) -> None:
    assert lint(DIALECT, AMERICAN + meant + "\n") == []


def test_one_word_with_s_among_many_with_z_is_a_slip_and_not_the_other_way_round(lint: Lint) -> None:
    others = "We organize, optimize, realize, emphasize and customize it."
    assert lint.texts(DIALECT, f"{others} We summarise it.\n") == ["summarise"]
    assert lint.texts(DIALECT, f"{others.replace('z', 's')} We summarize it.\n") == []


def test_on_a_tie_the_other_words_decide_or_nothing_is_said(lint: Lint) -> None:
    assert lint(DIALECT, "Behaviour is behavior.\n") == []
    assert lint.texts(DIALECT, "A colour. The behaviour is the behavior.\n") == ["behavior"]


def test_the_dialect_may_be_set(lint: Lint) -> None:
    text = AMERICAN + "We organise its behaviour.\n"
    assert lint.texts(DIALECT, text) == ["organise", "behaviour"]
    lint.write({"lint-post.toml": 'dialect = "en-US"\n'})
    message = '"organise" is not en-US spelling; use "organize"'
    assert lint(DIALECT, text)[0].message == message
    lint.write({"lint-post.toml": 'dialect = "en-GB"\n'})
    flagged = ["favor", "color", "neighbors", "honor", "flavor", "labor"]
    assert lint.texts(DIALECT, text) == flagged
    lint.write({"lint-post.toml": f'[rules."{DIALECT}"]\ndialect = "en-US"\naccept = ["organise"]\n'})
    assert lint.texts(DIALECT, text) == ["behaviour"]
