from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from lint_post.config.config import Config, Configs
from lint_post.errors import UsageError
from lint_post.rule.finding import Severity
from lint_post.run.select import Choice, Selection, Selector

from ..conftest import Offer, word_rule

OWN = {"lint-post/own": word_rule("own")}
RULES = {
    "spelling/typo": word_rule("typo"),
    "spelling/rare": word_rule("rare", on=False),
    "links/bare": word_rule("bare", aliases=("MD034",)),
    "links/vague": word_rule("vague"),
    **OWN,
}


@pytest.fixture
def select(offer: Offer) -> Any:
    """The selection of what the command line and the configuration say."""

    def chosen(choice: Choice | None = None, **config: Any) -> Selection:
        return Selector(Configs(offer(RULES), isolated=True), choice).selection(Config(**config))

    return chosen


def others(selection: Selection) -> set[str]:
    assert "lint-post/own" in selection.rules
    return set(selection.rules) - {"lint-post/own"}


def test_by_default_what_is_on_runs(select: Any) -> None:
    assert others(select()) == {"spelling/typo", "links/bare", "links/vague"}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"select": ["spelling"]}, {"spelling/typo", "spelling/rare"}),
        ({"select": ["all"]}, {"spelling/typo", "spelling/rare", "links/bare", "links/vague"}),
        ({"select": ["links"], "ignore": ["links/bare"]}, {"links/vague"}),
        ({"select": ["links/bare"], "ignore": ["links"]}, {"links/bare"}),
        (
            {"select": ["all"], "ignore": ["links"], "extend_select": ["links/bare"]},
            {"spelling/typo", "spelling/rare", "links/bare"},
        ),
        ({"select": ["spelling/typo , MD034", "links/vague"]}, {"spelling/typo", "links/bare", "links/vague"}),
        ({"select": ["links"], "ignore": ["md034"]}, {"links/vague"}),
        ({"extend_select": ["spelling/rare"]}, {"spelling/typo", "spelling/rare", "links/bare", "links/vague"}),
        ({"ignore": ["spelling,links/bare"]}, {"links/vague"}),
        ({"ignore": ["all"]}, set()),
        ({"select": ["links/bare"], "ignore": ["links/bare"]}, set()),
        ({"ignore": ["lint-post"]}, {"spelling/typo", "links/bare", "links/vague"}),
    ],
)
def test_the_longest_match_wins(select: Any, said: dict[str, list[str]], expected: set[str]) -> None:
    assert others(select(Choice.parse(**said))) == expected
    in_a_file = Choice.parse(**said)
    config = {"select": in_a_file.select, "extend_select": in_a_file.extend_select, "ignore": in_a_file.ignore}
    assert others(select(**config)) == expected


def test_the_command_line_goes_over_the_configuration(select: Any) -> None:
    config = {"select": ("spelling",), "ignore": ("links/bare",)}
    assert others(select(Choice.parse(select=["links"]), **config)) == {"links/bare", "links/vague"}
    assert others(select(Choice.parse(extend_select=["links/bare"]), **config)) == {
        "spelling/typo",
        "spelling/rare",
        "links/bare",
    }
    assert others(select(Choice.parse(ignore=["spelling/rare"]), **config)) == {"spelling/typo"}


def test_what_the_command_line_leaves_out_is_known(select: Any) -> None:
    assert select().left_out == frozenset()
    assert select(Choice.parse(select=["spelling"])).left_out == {"links/bare", "links/vague"}
    assert select(Choice.parse(ignore=["links/bare"]), ignore=("links/vague",)).left_out == {"links/bare"}


def test_an_unknown_name_is_refused_with_a_hint(select: Any) -> None:
    with pytest.raises(UsageError, match=r'Unknown rule "links/bear"; did you mean "links/bare"\?'):
        select(Choice.parse(ignore=["links/bear"]))


def test_options_severities_and_words_reach_the_rule(offer: Offer) -> None:
    source = word_rule("bad").replace("    def check", "    accept: tuple[str, ...] = ('a',)\n\n    def check")
    config = Config(accept=("NeRF",), options={"x/bad": {"times": 3}}, severities={"x/bad": Severity.INFO})
    selection = Selector(Configs(offer({"x/bad": source}), isolated=True)).selection(config)
    configured = selection.rules["x/bad"]
    assert configured.severity is Severity.INFO
    assert configured.rule.times == 3  # type: ignore[attr-defined]
    assert configured.rule.accept == ("a", "NeRF")  # type: ignore[attr-defined]


def test_only_what_is_selected_is_imported(offer: Offer) -> None:
    catalogue = offer({"a/bad": word_rule("bad"), "b/broken": "raise RuntimeError"})
    selection = Selector(Configs(catalogue, isolated=True), Choice.parse(select=["a"])).selection(Config())
    assert list(selection.rules) == ["a/bad"]


def test_a_real_group_does_not_import_the_others() -> None:
    script = (
        "import sys\nfrom lint_post.rule.catalogue import load\nfrom lint_post.config.config import Config, Configs\n"
        "from lint_post.run.select import Choice, Selector\n"
        "Selector(Configs(load(), isolated=True), Choice.parse(select=['lint-post'])).selection(Config())\n"
        "package = next(iter(load())).module.partition('.')[0] + '.'\n"
        "print(sorted(name.split('.')[1] for name in sys.modules if name.startswith(package)))"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.replace("'lint_post', ", "") == "['lint_post']\n"
