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

from .process import lint_post

IDS = [entry.id for entry in load()]


def test_the_table_has_a_line_for_each_rule(tmp_path: Path) -> None:
    run = lint_post("rules", cwd=tmp_path)
    assert (run.code, run.notes) == (0, "")
    head, *lines = run.output.splitlines()
    assert head.split() == ["RULE", "SEVERITY", "DEFAULT", "FIX", "WHAT", "IT", "WANTS"]
    assert [line.split()[0] for line in lines] == IDS
    assert {len(line[: head.index("WHAT")].rstrip()) <= head.index("WHAT") - 2 for line in lines} == {True}
    for entry, line in zip(load(), lines, strict=True):
        cells = [line[head.index(title) :].split("  ")[0] for title in ("SEVERITY", "DEFAULT", "FIX", "WHAT")]
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
    assert "\nFound by this rule:\n\n    " in run.output
    assert f"    {first}\n    {'^' * len(first)}\n" in run.output
    assert "\nFine:\n\n    " in run.output
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
    ]
    for command in commands:
        page = lint_post(command, "--help")
        assert (page.code, page.notes) == (0, "")
        assert page.output.startswith(f"Usage: lint-post {command}")
        assert f"lint-post {command} " in page.output.partition("xample")[2]


def test_help_groups_the_options_of_check() -> None:
    sections = re.findall(r"^(\w.*):$", lint_post("check", "--help").output, re.MULTILINE)
    wanted = {"Which rules", "What is printed", "Fixing", "What is left out", "When it fails", "Speed", "The web"}
    assert set(sections) == wanted | {"Configuration and input", "Grammar", "Other"}


def test_without_a_command_there_is_help_and_a_failure() -> None:
    run = lint_post()
    assert (run.code, run.output, run.notes) == (2, "", lint_post("--help").output)


def test_the_version() -> None:
    assert lint_post("--version") == (0, f"lint-post {__version__}\n", "")


def test_a_file_in_place_of_a_command_gets_a_hint(tmp_path: Path) -> None:
    (tmp_path / "post.md").touch()
    run = lint_post("post.md", cwd=tmp_path)
    assert (run.code, run.output) == (2, "")
    assert "lint-post check post.md" in run.notes
    assert lint_post("chekc", cwd=tmp_path).code == 2


def test_version_and_help_import_no_more_than_they_use() -> None:
    heavy = {"mistune", "yaml", "pydantic", "httpx", "wcwidth", "json", "lint_post.parse", "lint_post.rule.catalogue"}
    for option, unused in (("--version", heavy | {"lint_post.report", "lint_post.rule.finding"}), ("--help", heavy)):
        run = lint_post(option, PYTHONPROFILEIMPORTTIME="1")
        imported = {line.rpartition("|")[2].strip() for line in run.notes.splitlines()}
        assert "lint_post.cli._commands" in imported
        assert imported & unused == set()
