from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from lint_post.errors import CatalogueError
from lint_post.rule.catalogue import load, load_folder, table

from ..conftest import Offer, Tree, word_rule


def test_an_id_is_a_files_place(offer: Offer) -> None:
    catalogue = offer({"words/bad": word_rule("bad"), "other-words/worse": word_rule("worse")})
    assert [entry.id for entry in catalogue] == ["other-words/worse", "words/bad"]
    assert catalogue.entries["other-words/worse"].rule.__name__ == "Worse"
    assert catalogue.entries["other-words/worse"].group == "other-words"


def test_a_file_with_a_leading_underscore_is_not_a_rule(offer: Offer) -> None:
    catalogue = offer({"words/bad": word_rule("bad"), "words/_shared": "", "_all/x": ""})
    assert list(catalogue.entries) == ["words/bad"]


def test_nothing_is_imported_before_it_is_asked_for(offer: Offer) -> None:
    catalogue = offer({"words/bad": "raise RuntimeError('too early')"})
    assert catalogue.match("words/bad")
    assert catalogue.match("words")
    with pytest.raises(CatalogueError, match=r'Cannot import ".*bad\.py": RuntimeError: too early'):
        _ = catalogue.entries["words/bad"].rule


def test_a_rule_that_is_off_is_known_without_importing_it(offer: Offer) -> None:
    catalogue = offer({"words/bad": word_rule("bad", on=False) + "\nraise RuntimeError('too early')\n"})
    assert not catalogue.entries["words/bad"].on


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('"""Page."""\n', "must define exactly one rule; found none"),
        (word_rule("bad") + "\nclass Worse(Rule):\n    pass\n", "exactly one rule; found Bad and Worse"),
        (word_rule("bad").replace("class Bad", "class Other"), '"Other" does not match the file name; use "Bad"'),
        ("from lint_post.api import Rule\nclass Bad(Rule):\n    pass\n", "Missing rule page"),
        (word_rule("bad").replace("on = True", "on = not True"), '"on = False" must be on a line of its own'),
    ],
)
def test_a_file_that_is_not_a_rule_is_named(offer: Offer, source: str, message: str) -> None:
    catalogue = offer({"words/bad": source})
    with pytest.raises(CatalogueError, match=message) as caught:
        _ = catalogue.entries["words/bad"].rule
    assert str(catalogue.entries["words/bad"].file) in str(caught.value)


def test_a_base_class_with_an_underscore_is_not_a_second_rule(offer: Offer) -> None:
    source = word_rule("bad").replace("class Bad(Rule):", "class _Base(Rule):\n    pass\n\n\nclass Bad(_Base):")
    assert offer({"words/bad": source}).entries["words/bad"].rule.__name__ == "Bad"


@pytest.mark.parametrize("kind", ["bad", "good"])
def test_a_page_needs_a_bad_and_a_good_example(offer: Offer, kind: str) -> None:
    source = word_rule("bad").replace(f"```markdown {kind}", "```text").replace("⟦bad⟧", "bad")
    catalogue = offer({"words/bad": source})
    with pytest.raises(CatalogueError, match=rf"bad\.py: Missing {kind} example on the rule page"):
        _ = catalogue.entries["words/bad"].page


@pytest.mark.parametrize("path", ["bad.py", "words/more/bad.py", "words/Bad.py", "words/very-bad.py"])
def test_a_rule_in_the_wrong_place_is_named(tmp_path: Path, path: str) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(word_rule("bad"), encoding="utf-8")
    with pytest.raises(CatalogueError, match=str(tmp_path)):
        load_folder(tmp_path, f"misplaced_{tmp_path.name}")


def test_names_are_ids_groups_aliases_and_all(offer: Offer) -> None:
    catalogue = offer(
        {"a/bad": word_rule("bad", aliases=("MD009",)), "a/worse": word_rule("worse"), "b/worst": word_rule("worst")}
    )

    def ids(name: str) -> set[str]:
        match = catalogue.match(name)
        return set(match.ids) if match else set()

    assert ids("all") == {"a/bad", "a/worse", "b/worst"}
    assert ids("a") == {"a/bad", "a/worse"}
    assert ids("a/bad") == ids("MD009") == ids("md009") == {"a/bad"}
    assert ids("bad") == ids("") == ids("a/") == set()
    found = catalogue.find("md009")
    assert found is not None
    assert found.id == "a/bad"
    assert catalogue.find("a") is None


@pytest.mark.parametrize(
    ("name", "near"), [("a/bda", "a/bad"), ("bad", "a/bad"), ("a/worse_", "a/worse"), ("MD010", "MD009"), ("zzz", None)]
)
def test_an_unknown_name_gets_a_hint(offer: Offer, name: str, near: str | None) -> None:
    catalogue = offer({"a/bad": word_rule("bad", aliases=("MD009",)), "a/worse": word_rule("worse")})
    assert catalogue.near(name) == near
    assert (f'did you mean "{near}"?' if near else 'run "lint-post rules" to list all rules') in catalogue.unknown(name)


def test_options_come_from_the_fields_and_the_texts_under_them(offer: Offer) -> None:
    source = word_rule("bad").replace(
        "    def check",
        "    some_words: tuple[str, ...] = ('x',)\n    '''Some\n    words.'''\n"
        "    level: Literal['low', 'high'] = 'low'\n\n    def check",
    ).replace("import re", "import re\nfrom typing import Literal")  # fmt: skip
    entry = offer({"words/bad": source}).entries["words/bad"]
    rows = [(option.name, option.field, option.type, option.default, option.doc) for option in entry.options]
    assert rows == [
        ("times", "times", "integer", 1, "How often it is said."),
        ("some-words", "some_words", "list of strings", ("x",), "Some words."),
        ("level", "level", '"low" or "high"', "low", ""),
    ]


def test_a_page_keeps_its_tabs_and_escapes(offer: Offer) -> None:
    source = word_rule("bad").replace("Some ⟦bad⟧ word.", "a\\tb\tc ⟦bad⟧\\x20\\x20")
    assert offer({"words/bad": source}).entries["words/bad"].page.examples[0].text == "a\tb\tc bad  \n"


ACME = {
    "acme_rules/__init__.py": "",
    "acme_rules/house/oxford_comma.py": word_rule("comma").replace("class Comma", "class OxfordComma"),
    "acme-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n",
    "acme-1.0.dist-info/entry_points.txt": "[lint_post.rules]\n"
    "acme = acme_rules\nwords = acme_rules\nlost = acme_lost\n",
}


def test_a_plugins_rules_bear_its_name(offer: Offer, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tree(ACME))
    catalogue = offer({"words/bad": word_rule("bad")}).with_plugins(["acme"])
    assert list(catalogue.entries) == ["acme/house/oxford-comma", "words/bad"]
    assert catalogue.entries["acme/house/oxford-comma"].rule.__name__ == "OxfordComma"
    assert catalogue.groups == ("acme", "acme/house", "words")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("acne", 'Plugin "acne" is not installed .*"acme"'),
        ("words", 'name "words" is already used by a rule group'),
        ("lost", 'Cannot import plugin "lost"'),
    ],
)
def test_a_plugin_that_cannot_join(
    offer: Offer, tree: Tree, monkeypatch: pytest.MonkeyPatch, name: str, message: str
) -> None:
    monkeypatch.syspath_prepend(tree(ACME))
    with pytest.raises(CatalogueError, match=message):
        offer({"words/bad": word_rule("bad")}).with_plugins([name])


def test_rules_are_values_that_can_be_pickled() -> None:
    for entry in load():
        rule = entry.rule()
        copy = pickle.loads(pickle.dumps(rule))
        assert type(copy) is type(rule)
        assert vars(copy) == vars(rule)


def test_the_table_has_a_row_for_each_rule(offer: Offer) -> None:
    catalogue = offer({"a/bad": word_rule("bad", severity="ERROR"), "a/worse": word_rule("worse", on=False)})
    assert table(catalogue).splitlines()[2:] == [
        "| `a/bad` | error |  | The word “bad” is not written. |",
        "| `a/worse` | off |  | The word “worse” is not written. |",
    ]


def test_rules_work_without_docstrings() -> None:
    script = (
        "from lint_post.rule.catalogue import load;"
        "print(sum(len(e.page.examples) > 0 and bool(e.rule) for e in load()))"
    )
    result = subprocess.run([sys.executable, "-OO", "-c", script], capture_output=True, text=True, check=True)
    assert int(result.stdout) > 0
