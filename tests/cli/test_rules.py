"""`lint-post rules`, `lint-post explain`, help and version."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from lint_post import __version__
from lint_post.cli.explain import page
from lint_post.rule.catalogue import load
from lint_post.rule.markdownlint import absent

from .process import lint_post

IDS = [entry.id for entry in load()]


def test_the_table_has_a_line_for_each_rule(tmp_path: Path) -> None:
    run = lint_post("rules", cwd=tmp_path)
    assert (run.code, run.notes) == (0, "")
    head, *lines = run.output.splitlines()
    assert head.split() == ["RULE", "SEVERITY", "DEFAULT", "FIX", "SUMMARY"]
    assert [line.split()[0] for line in lines] == IDS
    assert {len(line[: head.index("SUMMARY")].rstrip()) <= head.index("SUMMARY") - 2 for line in lines} == {True}
    for entry, line in zip(load(), lines, strict=True):
        cells = [line[head.index(title) :].split("  ")[0] for title in ("SEVERITY", "DEFAULT", "FIX", "SUMMARY")]
        assert cells == [
            str(entry.rule.severity),
            "on" if entry.rule.on else "off",
            "fix" if entry.fixable else "",
            entry.page.summary,
        ]


def test_rules_and_pages_are_also_json(tmp_path: Path) -> None:
    run = lint_post("rules", "--output-format", "json", cwd=tmp_path)
    document = json.loads(run.output)
    assert (run.code, document["version"]) == (0, 1)
    assert [rule["id"] for rule in document["rules"]] == IDS
    stub = json.loads(lint_post("explain", "sections/stub", "--output-format", "json", cwd=tmp_path).output)
    assert {name: stub[name] for name in document["rules"][0]} in document["rules"]
    assert stub["options"][0].keys() == {"name", "type", "default", "doc"}
    bad = next(example for example in stub["examples"] if example["kind"] == "bad")
    assert all(bad["text"][mark["start"] : mark["end"]].strip() for mark in bad["marks"])


@pytest.mark.parametrize("rule", IDS)
def test_every_rule_is_explained(rule: str) -> None:
    entry = load().entries[rule]
    text = "".join(f"{piece}\n" for piece in page(entry))
    assert text.startswith(f"{rule} ({entry.rule.severity}, {'on' if entry.rule.on else 'off'} by default")
    assert entry.page.summary in text
    assert f"<!-- lint-post-disable-next-line {rule}: the reason -->" in text
    options = re.search(r"    (\[rules\..*\n(?:    .*\n)*)", text)
    if entry.options:
        assert options
        shown = tomllib.loads(options[1])["rules"][rule]
        assert set(shown) == {option.name for option in entry.options}
    else:
        assert options is None


def test_the_page_of_a_rule(tmp_path: Path) -> None:
    run = lint_post("explain", "sections/empty", cwd=tmp_path)
    examples = load().entries["sections/empty"].page.examples
    bad = next(example for example in examples if example.kind == "bad")
    first = bad.text[bad.marks[0].start : bad.marks[0].end]
    assert "\nIncorrect:\n\n    " in run.output
    assert f"    {first}\n    {'^' * len(first)}\n" in run.output
    assert "\nCorrect:\n\n    " in run.output
    assert "⟦" not in run.output


def test_a_rule_goes_by_its_other_names_too(tmp_path: Path) -> None:
    assert lint_post("explain", "MD009", cwd=tmp_path) == lint_post("explain", "markdown/trailing-spaces", cwd=tmp_path)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sections/emtpy", '"sections/empty"'),
        ("empty", 'did you mean "links/empty" or "sections/empty"?'),
        ("sections", "sections/empty, "),
        ("xyzzy", 'run "lint-post rules" to list all rules'),
    ],
)
def test_what_is_no_rule_gets_a_hint(name: str, words: str, tmp_path: Path) -> None:
    run = lint_post("explain", name, cwd=tmp_path)
    assert (run.code, run.output) == (2, "")
    assert re.search(f'[“"]{name}[”"]', run.notes)
    assert words in run.notes


NUMBERS = [f"MD{number:03}" for number in range(1, 61) if number not in (8, 15, 16, 17, 57)]  # those were never in use


@pytest.mark.parametrize("number", NUMBERS)
def test_every_rule_of_markdownlint_is_an_alias_or_is_said_to_be_missing(number: str) -> None:
    catalogue = load()
    said = absent(number)
    assert catalogue.match(number) or said
    nearest = re.search('nearest rule is "(.*)"$', said or "")
    assert nearest is None or nearest[1] in catalogue.entries


def test_a_rule_of_markdownlint_that_is_missing_is_explained(tmp_path: Path) -> None:
    said = "No rule for markdownlint's MD013 (line-length): line length does not change the page"
    for name in ("MD013", "md013", "line-length"):
        run = lint_post("explain", name, cwd=tmp_path)
        assert (run.code, run.output) == (2, "")
        assert run.notes.startswith(f"lint-post: {said}\n")
    assert said in lint_post("check", "--select", "MD013", cwd=tmp_path).notes
    notes = lint_post("explain", "MD059", cwd=tmp_path).notes
    assert "No rule for markdownlint's MD059 (descriptive-link-text); the nearest rule is \"links/vague" in notes


@pytest.mark.parametrize("arguments", [("rules",), ("explain", "sections/empty")])
def test_rules_are_painted_where_colors_are_wanted(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    plain = lint_post(*arguments, cwd=tmp_path)
    painted = lint_post(*arguments, cwd=tmp_path, FORCE_COLOR="1")
    assert "\x1b[" not in plain.output
    assert "\x1b[1;31merror\x1b[0m" in painted.output
    assert re.sub(r"\x1b\[[\d;]*m", "", painted.output) == plain.output
    assert lint_post(*arguments, cwd=tmp_path, FORCE_COLOR="1", NO_COLOR="1") == plain


def test_help_shows_all_commands_and_each_an_example() -> None:
    run = lint_post("--help")
    assert (run.code, run.notes) == (0, "")
    commands = re.findall(r"^  ([a-z]+) {2,}\S", run.output.partition("Commands:")[2], re.MULTILINE)
    assert commands == [
        "check",
        "fix",
        "links",
        "rules",
        "explain",
        "init",
        "config",
        "schema",
        "languagetool",
        "cache",
        "completion",
        "ast",
        "help",
    ]
    for command in commands:
        page = lint_post(command, "--help")
        assert (page.code, page.notes) == (0, "")
        assert page.output.startswith(f"Usage: lint-post {command}")
        assert f"lint-post {command} " in page.output.partition("xample")[2]


def test_help_groups_the_options_of_check() -> None:
    sections = re.findall(r"^(\w.*):$", lint_post("check", "--help").output, re.MULTILINE)
    wanted = {"Rule selection", "Output", "Fixes", "Filters", "Exit code", "Performance", "Web"}
    assert set(sections) == wanted | {"Configuration and input", "Grammar", "Other"}


def test_without_a_command_there_is_help_and_a_failure() -> None:
    run = lint_post()
    assert (run.code, run.output, run.notes) == (2, "", lint_post("--help").output)


def test_the_version() -> None:
    assert lint_post("--version") == (0, f"lint-post {__version__}\n", "")
    assert lint_post("-V") == (0, f"lint-post {__version__}\n", "")


def test_a_file_in_place_of_a_command_gets_a_hint(tmp_path: Path) -> None:
    (tmp_path / "post.md").touch()
    run = lint_post("post.md", cwd=tmp_path)
    assert (run.code, run.output) == (2, "")
    assert "lint-post check post.md" in run.notes


def test_a_mistyped_command_or_option_gets_a_suggestion(tmp_path: Path) -> None:
    run = lint_post("chekc", cwd=tmp_path)
    assert run == (
        2,
        "",
        'lint-post: Unknown command "chekc"; did you mean "check"?\nFor help, try "lint-post --help".\n',
    )
    assert 'Unknown command "xyzzy"; see "lint-post help"\n' in lint_post("xyzzy", cwd=tmp_path).notes
    assert 'Unknown command "cach"; did you mean "cache"?\n' in lint_post("help", "cach", cwd=tmp_path).notes
    assert 'Unknown option "--selct"; did you mean "--select"?\n' in lint_post("check", "--selct", cwd=tmp_path).notes
    assert 'Unknown command "strat"; did you mean "start"?\n' in lint_post("languagetool", "strat").notes
    assert 'Unknown command "strat"; did you mean "start"?\n' in lint_post("help", "languagetool", "strat").notes


@pytest.mark.parametrize("names", [(), ("check",), ("languagetool", "install")])
def test_help_has_a_command_an_option_and_a_short_option(names: tuple[str, ...]) -> None:
    page = lint_post(*names, "--help")
    assert page.output.startswith(" ".join(("Usage: lint-post", *names)))
    assert lint_post("help", *names) == page
    assert lint_post(*names, "-h") == page


def test_version_and_help_import_no_more_than_they_use() -> None:
    heavy = {"mistune", "yaml", "pydantic", "httpx", "wcwidth", "json", "lint_post.parse", "lint_post.rule.catalogue"}
    for option, unused in (("--version", heavy | {"lint_post.report", "lint_post.rule.finding"}), ("--help", heavy)):
        run = lint_post(option, PYTHONPROFILEIMPORTTIME="1")
        imported = {line.rpartition("|")[2].strip() for line in run.notes.splitlines()}
        assert "lint_post.cli._commands" in imported
        assert imported & unused == set()
