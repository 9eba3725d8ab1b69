"""What LanguageTool finds, at its exact place, and what it is not let to say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lint_post.rule.catalogue import load

from ..process import Outcome
from ..test_interactive import play
from .conftest import Check, Server

EXAMPLE = Path(__file__).parents[3] / "examples/deep_learning_2022/index.md"


def rules(found: list[dict[str, str]]) -> list[tuple[str, str]]:
    """LanguageTool's rule of each finding, and what is flagged."""
    return [(one["message"].rpartition("(")[2].rstrip(")"), one["text"]) for one in found]


def test_the_example_post_has_two_slips_and_no_name_is_one(check: Check) -> None:
    found = check(EXAMPLE.read_text("utf-8"))
    assert rules(found) == [("ETC_PERIOD", "etc"), ("EN_COMPOUNDS_MULTI_TASK", "multi-task")]
    assert [one["range"]["start"]["line"] for one in found] == [85, 91]
    assert [one["fix"]["edits"][0]["text"] for one in found] == ["etc.", "multitask"]


@pytest.mark.parametrize(
    "text",
    [
        "It was a bit sad to ⟦loose⟧ them.",
        "It was **a bit** sad to *⟦loose⟧ them*.",
        "It was [a bit sad](https://example.com/a_b) to ⟦loose⟧ [them](b.md).",
        "It was &ndash; &amp; &quot;a bit&quot; – sad to ⟦loose⟧ them.",
        "With `code()` and $a_b$ it was a bit sad to ⟦loose⟧ them.",
        "😀 It was a bit 🏳️‍🌈 sad 𝒜 to ⟦loose⟧ them. 👩‍👩‍👧",
        "The word 日本語 (Japanese) made it a bit sad to ⟦loose⟧ them.",
        "It was\r\na bit sad\r\nto ⟦loose⟧ them.\r\n",
        "> It was a bit\n> sad to ⟦loose⟧ them.",
        "- It was a bit sad to ⟦loose⟧ them.\n- Fine.",
        "# About things\n\n| a | b |\n|---|---|\n| c | d |\n\nIt was \\*a bit\\* sad to ⟦loose⟧ them.",
        '---\ntitle: "It was a bit sad to ⟦loose⟧ them"\n---\n',
        "Many thanks.[^1]\n\n[^1]: It was a bit sad to ⟦loose⟧ them.",
        "<p>It was a <b>bit</b> sad to ⟦loose⟧ them.</p>",
        "\ufeffIt was a bit sad to ⟦loose⟧ them.",
        "It was e\u0301 a bit sad\u00a0to ⟦loose⟧ them.",
    ],
)
def test_a_finding_stands_where_the_words_are(check: Check, text: str) -> None:
    plain = text.replace("⟦", "").replace("⟧", "")
    (found,) = check(plain)
    assert rules([found | {"text": "loose"}]) == [("LOOSE_LOSE", "loose")]
    start = text.removeprefix("\ufeff").index("⟦")
    assert found["range"]["start"]["offset"] == start
    assert found["range"]["end"]["offset"] == start + len("loose")


def test_what_markup_cuts_up_is_flagged_as_a_whole_and_has_no_fix(check: Check) -> None:
    (found,) = check("There could be **several** version of it.")
    assert (found["text"], found["fix"]) == ("several** version", None)


def test_a_finding_names_the_rule_its_page_and_what_to_write(check: Check) -> None:
    (found,) = check("It was a bit sad to loose them.")
    assert found["message"].startswith('"loose": did you mean "lose"')
    assert found["message"].endswith("? (LOOSE_LOSE)")
    assert found["url"].startswith("https://")
    assert found["fix"]["applicability"] == "suggestion"


def test_further_replacements_are_alternatives(check: Check) -> None:
    (found,) = check("She has worked hard. An actions needed to be chosen by us.")
    assert found["fix"]["edits"][0]["text"] == "An action"
    assert [other["edits"][0]["text"] for other in found["alternatives"]] == ["Actions"]


@pytest.mark.parametrize(
    "text",
    [
        "An `Artifacts.toml` holds it, and a `HTMLElement` shows it.",  # what stands before code
        "Jonas Adler and Michael Carbin wrote it with Luca Matteis.",  # names
        "We unit test it with an npm script and an rsync job.",  # read letter by letter
        "All of it is well thought out and well supported among users.",  # no noun follows
        "It is fast. very fast indeed, said i to him",  # capitals and commas are nobody's business
        "The speeech was fasion of teh day, they say.",  # spelling is for other rules
        "| a bit sad to loose them | b |\n|---|---|\n",  # tables hold no sentences
        "```\nIt was a bit sad to loose them.\n```\n",
        "<!-- It was a bit sad to loose them. -->\n\nFine words are these.",
        "Es war ein bisschen traurig, sie zu verlieren, und das ist nicht gut für die Leute.",
    ],
)
def test_what_an_editor_would_not_mark_is_left_alone(check: Check, text: str) -> None:
    assert check(text) == []


def test_accepted_words_are_right(check: Check) -> None:
    text = "It was a bit sad to loose them.\n"
    assert len(check(text)) == 1
    assert check(text, "--config", 'words.accept = ["loose"]') == []
    assert check(f"<!-- lint-post-words: loose -->\n\n{text}") == []


def test_a_document_may_write_etc_in_its_own_way(check: Check) -> None:
    assert rules(check("Flips, crops, etc are made.")) == [("ETC_PERIOD", "etc")]
    assert check("Flips, crops, etc are made.\n\nSo are jpg, png, etc in turn.") == []


@pytest.mark.parametrize(
    ("setting", "text", "found"),
    [
        ('ignore-rules = ["LOOSE_LOSE"]', "It was a bit sad to loose them.", []),
        ('ignore-categories = ["CONFUSED_WORDS"]', "It was a bit sad to loose them.", []),
        ('extend-rules = ["UPPERCASE_SENTENCE_START"]', "It works. it does.", [("UPPERCASE_SENTENCE_START", "it")]),
        ('extend-categories = ["CASING"]', "It works. it does.", [("UPPERCASE_SENTENCE_START", "it")]),
        ('extend-rules = ["EN_A_VS_AN"]', "It is a apple.", [("EN_A_VS_AN", "a")]),
    ],
)
def test_rules_and_categories_of_its_are_switched(
    check: Check, setting: str, text: str, found: list[tuple[str, str]]
) -> None:
    assert rules(check(text, "--config", f"languagetool.{setting}")) == found


def test_picky_rules_count_if_they_are_wanted(check: Check) -> None:
    text = "This is where it ends - which is a pity.\n"
    assert check(text) == []
    assert ("DASH_RULE", " - ") in rules(check(text, "--config", "languagetool.picky = true"))


def test_another_language_is_checked_in_that_language(check: Check) -> None:
    found = check("---\nlang: fr\n---\n\nLes enfants mange des pommes, et ils sont contents.\n")
    assert [one["text"] for one in found] == ["mange"]


def test_the_dialect_is_the_one_of_the_configuration(check: Check) -> None:
    text = "It is a bit sad to loose them.\n"
    assert rules(check(text, "--config", 'dialect = "en-GB"')) == [("LOOSE_LOSE", "loose")]


def test_what_our_own_rules_say_is_said_once(ask: Callable[..., Outcome], tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text("It renders the the whole scene, and it is a bit sad to loose them.\n", "utf-8")
    setting = 'languagetool.extend-rules = ["ENGLISH_WORD_REPEAT_RULE"]'
    done = ask("check", "--select", "grammar", "--config", setting, "--output-format", "json", "post.md")
    found = [(one["rule"], one["range"]["start"]["column"]) for one in json.loads(done.output)["diagnostics"]]
    assert found == [("grammar/repeated-word", 15), ("grammar/languagetool", 56)]
    alone = ask("check", "--select", "grammar/languagetool", "--config", setting, "--output-format", "json", "post.md")
    assert [one["range"]["start"]["column"] for one in json.loads(alone.output)["diagnostics"]] == [12, 56]


def test_a_finding_is_silenced_as_any_other(check: Check) -> None:
    text = "It was a bit sad to loose them. <!-- lint-post-disable-line grammar/languagetool: meant -->\n"
    assert check(text) == []


def test_sure_fixes_are_made_and_a_second_run_changes_nothing(ask: Callable[..., Outcome], tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    post.write_text("It was a enormous post, and there was an *user* in it.\n", "utf-8")
    options = ("fix", "--unsafe-fixes", "--select", "grammar/languagetool", "post.md")
    first = ask(*options)
    assert "Fixed 2 problems in 1 file." in first.notes
    fixed = post.read_text("utf-8")
    assert fixed == "It was an enormous post, and there was a *user* in it.\n"
    ask(*options)
    assert post.read_text("utf-8") == fixed


def test_the_page_of_the_rule_tells_what_the_server_says(check: Check) -> None:
    (entry,) = [entry for entry in load() if entry.id == "grammar/languagetool"]
    for example in entry.page.examples:
        if example.kind == "bad":
            found = check(example.text)
            marked = [example.text[mark.start : mark.end] for mark in example.marks]
            assert [one["text"] for one in found] == marked


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She don't like it, and they know.", [("HE_VERB_AGR", "do")]),
        ("This are wrong, and nobody saw it.", [("THIS_NNS", "This")]),  # and not “is” for “are” as well
        ("It was a enormous post about npm.", [("EN_A_VS_AN", "a")]),
        ("There could be several version of it.", [("MANY_NN", "several version")]),
    ],
)
def test_what_an_editor_would_mark_is_marked_once(check: Check, text: str, found: list[tuple[str, str]]) -> None:
    assert rules(check(text)) == found


def test_the_variant_of_a_language_is_the_one_that_the_front_matter_names(check: Check) -> None:
    text = "---\nlang: {}\n---\n\nFlips, crops, etc are made at random.\n"
    assert rules(check(text.format("en-US"))) == [("ETC_PERIOD", "etc")]
    assert rules(check(text.format("en"))) == [("ETC_PERIOD", "etc")]
    assert check(text.format("en_GB")) == []


def test_who_is_asked_about_each_finding_is_asked_about_grammar_too(server: Server, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    post.write_text("It was a fasion, and a enormous one.\n", "utf-8")
    _, shown = play(tmp_path, "wy", "fix", "--languagetool-url", server.url)
    assert '  w  accept "fasion" everywhere\n' in shown
    assert 'accept "a" everywhere' not in shown  # which is no wrong word, but stands at a wrong place
    assert post.read_text("utf-8") == "It was a fasion, and an enormous one.\n"
