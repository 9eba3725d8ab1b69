"""`lint-post check` as its user sees it."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lint_post.cli._environment import wants_color

from .conftest import BAD, GOOD
from .process import COMMAND, environment, lint_post

FORMATS = ("full", "concise", "json", "github")


def _places(output: str) -> list[str]:
    """File, line, column, severity and rule of each line of ``output``."""
    return [line[: re.search(r": \w+ [\w/-]+", line).end()] for line in output.splitlines()]  # type: ignore[union-attr]


FOUND = [
    "bad.md:3:6: warning grammar/repeated-word",
    "bad.md:3:15: warning markdown/trailing-spaces",
    "bad.md:9:1: error sections/empty",
]


def test_a_folder_is_checked_and_summed_up(posts: Path) -> None:
    run = lint_post("check", cwd=posts)
    assert run.code == 1
    assert _places(run.output) == FOUND
    assert re.fullmatch(r"Found 3 problems \(1 error, 2 warnings\) in 1 file\. .*\n", run.notes)


def test_good_posts_are_all_good(posts: Path) -> None:
    assert lint_post("check", "good.md", cwd=posts) == (0, "", "All good: 1 file checked.\n")
    (posts / "bad.md").write_text(GOOD, "utf-8")
    assert lint_post("check", cwd=posts) == (0, "", "All good: 2 files checked.\n")


def test_nothing_to_check_is_no_failure(tmp_path: Path) -> None:
    assert lint_post("check", tmp_path) == (0, "", "Nothing to check.\n")


def test_quiet_hides_the_last_line_and_nothing_else(posts: Path) -> None:
    run = lint_post("check", "--quiet", "bad.md", "gone.md", cwd=posts)
    assert (run.code, run.notes) == (2, "lint-post: gone.md: File not found\n")
    assert _places(run.output) == FOUND


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_the_same(posts: Path, name: str) -> None:
    run = lint_post("check", "--output-format", name, cwd=posts)
    assert run.code == 1
    for rule in ("grammar/repeated-word", "markdown/trailing-spaces", "sections/empty"):
        assert run.output.count(rule) == 1
    assert "Found 3 problems" in run.notes
    assert lint_post("check", cwd=posts, LINT_POST_OUTPUT_FORMAT=name).output == run.output


def test_json_and_its_notes_are_apart(posts: Path) -> None:
    run = lint_post("check", "--output-format", "json", "bad.md", "gone.md", cwd=posts)
    document = json.loads(run.output)
    assert run.code == 2
    assert document["errors"] == [{"file": "gone.md", "message": "File not found"}]
    assert document["summary"].items() >= {"files": 1, "error": 1, "warning": 2, "info": 0}.items()
    assert [found["rule"] for found in document["diagnostics"]] == [place.split(" ")[-1] for place in FOUND]


def test_the_failing_severity_can_be_chosen(posts: Path) -> None:
    warnings = ("check", "--ignore", "sections/empty", "bad.md")
    assert lint_post(*warnings, cwd=posts).code == 1
    assert lint_post(*warnings, "--fail-on", "error", cwd=posts).code == 0
    assert lint_post("check", "--fail-on", "error", cwd=posts).code == 1
    assert lint_post("check", "--fail-on", "never", cwd=posts).code == 0
    (posts / "lint-post.toml").write_text('[rules."sections/empty"]\nseverity = "info"\n', "utf-8")
    only_info = ("check", "--select", "sections/empty", "bad.md")
    assert lint_post(*only_info, cwd=posts).code == 0
    assert lint_post(*only_info, "--fail-on", "info", cwd=posts).code == 1


def test_exit_zero_hides_findings_and_no_failure(posts: Path) -> None:
    run = lint_post("check", "--exit-zero", cwd=posts)
    assert (run.code, _places(run.output)) == (0, FOUND)
    assert lint_post("check", "--exit-zero", "bad.md", "gone.md", cwd=posts).code == 2


def test_rules_are_chosen_by_id_group_and_comma(posts: Path) -> None:
    def rules(*options: str) -> list[str]:
        return [place.split(" ")[-1] for place in _places(lint_post("check", *options, cwd=posts).output)]

    assert rules("--select", "sections/empty") == ["sections/empty"]
    assert rules("--select", "sections, grammar/repeated-word") == ["grammar/repeated-word", "sections/empty"]
    assert rules("--select", "sections", "--select", "markdown") == ["markdown/trailing-spaces", "sections/empty"]
    assert rules("--ignore", "sections,grammar") == ["markdown/trailing-spaces"]
    assert rules("--select", "sections", "--extend-select", "markdown") == [
        "markdown/trailing-spaces",
        "sections/empty",
    ]
    assert rules("--select", "all", "--ignore", "sections") == ["grammar/repeated-word", "markdown/trailing-spaces"]


def test_rules_are_chosen_by_pattern(posts: Path) -> None:
    def places(*options: str) -> list[str]:
        return _places(lint_post("check", *options, cwd=posts).output)

    assert places("--select", "sections/*") == FOUND[2:]
    assert places("--select", "*/repeated-*,*/trailing-*") == FOUND[:2]
    assert places("--ignore", "*/e*") == FOUND[:2]
    assert places("--select", "grammar", "--ignore", "grammar/*") == []
    assert places("--select", "*", "--ignore", "gram*") == FOUND[1:]
    assert places("--select", "grammar/repeated-word", "--ignore", "grammar/*") == FOUND[:1]
    (posts / "lint-post.toml").write_text('select = ["*/empty"]\n', "utf-8")
    assert places() == FOUND[2:]
    assert places("--extend-select", "markdown/*spaces") == FOUND[1:]
    (posts / "lint-post.toml").write_text('\nselect = ["sektions/*"]\n', "utf-8")
    run = lint_post("check", cwd=posts)
    assert (run.code, run.output) == (2, "")
    assert run.notes.startswith("lint-post: lint-post.toml:2: ")
    assert "sektions/*" in run.notes


@pytest.mark.parametrize("option", ["--select", "--extend-select", "--ignore"])
def test_an_unknown_rule_is_an_error_with_a_hint(posts: Path, option: str) -> None:
    run = lint_post("check", option, "sections/emtpy", cwd=posts)
    assert (run.code, run.output) == (2, "")
    assert "sections/emtpy" in run.notes
    assert '"sections/empty"' in run.notes


def test_a_configuration_is_read_replaced_or_left_alone(posts: Path) -> None:
    (posts / "lint-post.toml").write_text('select = ["sections"]\n', "utf-8")
    (posts / "other.toml").write_text('select = ["grammar"]\n', "utf-8")
    assert _places(lint_post("check", cwd=posts).output) == FOUND[2:]
    assert _places(lint_post("check", "--config", "other.toml", cwd=posts).output) == FOUND[:1]
    assert _places(lint_post("check", "--isolated", cwd=posts).output) == FOUND


def test_a_broken_configuration_ends_the_run_with_its_place(posts: Path) -> None:
    (posts / "lint-post.toml").write_text('\nselekt = ["sections"]\n', "utf-8")
    run = lint_post("check", cwd=posts)
    assert (run.code, run.output) == (2, "")
    assert "lint-post.toml:2" in run.notes
    assert "select" in run.notes
    run = lint_post("check", "--config", "gone.toml", cwd=posts)
    assert (run.code, run.output) == (2, "")
    assert "gone.toml" in run.notes


def test_standard_input_is_checked_like_a_file(posts: Path) -> None:
    file = lint_post("check", "bad.md", cwd=posts)
    for data in (BAD.encode(), b"\xef\xbb\xbf" + BAD.encode(), BAD.replace("\n", "\r\n").encode()):
        run = lint_post("check", "-", given=data, cwd=posts)
        assert (run.code, _places(run.output)) == (1, [place.replace("bad.md", "<stdin>") for place in FOUND])
    run = lint_post("check", "--stdin-filename", "bad.md", "-", given=BAD, cwd=posts)
    assert run == file
    run = lint_post("check", "-", given="caf\xe9".encode("latin-1"), cwd=posts)
    assert run.code == 2
    assert run.notes.startswith("lint-post: <stdin>: Invalid UTF-8 at byte 3")


def test_the_name_of_standard_input_brings_its_configuration(posts: Path) -> None:
    (posts / "drafts").mkdir()
    (posts / "drafts/lint-post.toml").write_text('select = ["sections"]\nexclude = ["old.md"]\n', "utf-8")
    run = lint_post("check", "--stdin-filename", "drafts/new.md", "-", given=BAD, cwd=posts)
    assert (run.code, _places(run.output)) == (1, [FOUND[2].replace("bad.md", "drafts/new.md")])
    run = lint_post("check", "--stdin-filename", "drafts/old.md", "-", given=BAD, cwd=posts)
    assert (run.code, run.output) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-", "bad.md"), 'Cannot combine standard input ("-")'),
        (("--stdin-filename", "a.md"), 'use "-" as the path'),
        (("--stdin-filename", "a.md", "bad.md"), 'use "-" as the path'),
        (("--config", "x.toml", "--isolated"), "Cannot combine --config FILE with --isolated"),
        (("--output-format", "xml"), "'xml' is not one of"),
        (("--fail-on", "sometimes"), "'sometimes' is not one of"),
        (("--fix-everything",), 'Unknown option "--fix-everything"'),
    ],
)
def test_what_makes_no_sense_is_said(posts: Path, arguments: tuple[str, ...], words: str) -> None:
    run = lint_post("check", *arguments, cwd=posts)
    assert (run.code, run.output) == (2, "")
    assert words in run.notes
    assert run.notes.endswith('For help, try "lint-post check --help".\n')


def test_columns_count_what_is_asked_for(posts: Path) -> None:
    (posts / "wide.md").write_text("👩 “é” is is here.\n", "utf-8")

    def column(unit: str) -> str:
        run = lint_post("check", "--select", "grammar/repeated-word", "--column-unit", unit, "wide.md", cwd=posts)
        return run.output.split(":")[2]

    assert [column(unit) for unit in ("codepoint", "utf8", "utf16")] == ["9", "17", "10"]


def _on_a_terminal(posts: Path, *arguments: str, **settings: str) -> str:
    """What a terminal gets to see of both streams."""
    pty = pytest.importorskip("pty", reason="this system has no terminals to pretend")
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=posts,
        env=environment(**settings),
        stdin=child,
        stdout=child,
        stderr=child,
        start_new_session=True,
    )
    os.close(child)
    seen = b"".join(_read_to_end(parent))
    assert process.wait(60) in (0, 1)
    return seen.decode().replace("\r\n", "\n")


def _read_to_end(terminal: int) -> Iterator[bytes]:
    """What arrives at ``terminal`` until nobody has it open: Linux then says that there is an error."""
    try:
        while more := os.read(terminal, 65536):
            yield more
    except OSError:
        pass
    os.close(terminal)


def test_a_terminal_gets_lines_and_colors_and_a_long_list_grouped_by_file(posts: Path) -> None:
    seen = _on_a_terminal(posts, "check", "bad.md", TERM="xterm")
    assert "\x1b[1;31merror[sections/empty]\x1b[0m" in seen
    assert "9 | " in re.sub(r"\x1b\[[\d;]*m", "", seen)
    (posts / "bad.md").write_text("It is is here.\n\n" * 30, "utf-8")
    assert "^^^" in _on_a_terminal(posts, "check", "--select", "grammar", TERM="dumb")
    (posts / "bad.md").write_text("It is is here.\n\n" * 31, "utf-8")
    seen = _on_a_terminal(posts, "check", "--select", "grammar", TERM="dumb")
    assert "^^^" not in seen
    assert seen.count("grammar/repeated-word") == 31
    assert seen.count("bad.md") == 1
    assert re.search(r"^  1:6   warning  .* grammar/repeated-word$", seen, re.MULTILINE)
    assert '31 findings, grouped by file; use "--output-format full" to show their source lines.\n' in seen


@pytest.mark.parametrize(
    ("choice", "terminal", "settings", "wanted"),
    [
        ("auto", True, {"TERM": "xterm"}, True),
        ("auto", True, {"TERM": "dumb"}, False),
        ("auto", True, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        ("auto", True, {"TERM": "xterm", "NO_COLOR": ""}, True),
        ("auto", True, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("auto", False, {"TERM": "xterm"}, False),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
        ("always", False, {"TERM": "dumb", "NO_COLOR": "1"}, True),
    ],
)
def test_colour_is_for_who_wants_it(
    monkeypatch: pytest.MonkeyPatch, choice: str, *, terminal: bool, settings: dict[str, str], wanted: bool
) -> None:
    for name in ("TERM", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Screen() if terminal else io.StringIO())
    assert wants_color(choice) is wanted


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_colour_can_be_asked_for(posts: Path) -> None:
    assert "\x1b[" in lint_post("check", "--color", "always", cwd=posts).output
    assert "\x1b[" not in lint_post("check", cwd=posts).output


def test_a_narrow_window_is_respected(posts: Path) -> None:
    (posts / "long.md").write_text(f"{'word ' * 50}is is {'word ' * 50}end.\n", "utf-8")
    run = lint_post("check", "--select", "grammar", "--output-format", "full", "long.md", cwd=posts, COLUMNS="50")
    line = next(line for line in run.output.split("\n") if line.startswith("1 | "))
    assert 45 <= len(line) <= 50


def test_files_are_named_as_the_user_named_them(posts: Path) -> None:
    (posts / "sub").mkdir()
    assert lint_post("check", "./bad.md", cwd=posts).output.startswith("bad.md:3:6:")
    assert lint_post("check", "../bad.md", cwd=posts / "sub").output.startswith("../bad.md:3:6:")
    assert lint_post("check", posts / "bad.md").output.startswith(f"{posts}/bad.md:3:6:")


def test_output_is_utf8_with_lf_in_every_locale(posts: Path) -> None:
    (posts / "é漢.md").write_text(BAD.replace("Nothing", "“Ünïcode”"), "utf-8")
    expected = lint_post("check", "--output-format", "full", cwd=posts)
    assert "“Ünïcode”" in expected.output
    for locale in ({"LC_ALL": "C"}, {"PYTHONIOENCODING": "cp1252"}, {"PYTHONIOENCODING": "ascii:strict"}):
        assert lint_post("check", "--output-format", "full", cwd=posts, **locale) == expected


def test_a_name_that_is_no_utf8_is_shown_as_far_as_it_goes(posts: Path) -> None:
    try:
        (posts / os.fsdecode(b"caf\xe9.md")).write_text(BAD, "utf-8")
    except OSError:
        pytest.skip("this file system has no names that are not UTF-8")
    for name in ("full", "json"):
        run = lint_post("check", "--output-format", name, cwd=posts)
        assert run.code == 1
        assert "caf\ufffd.md" in run.output


def test_what_nobody_could_answer_is_counted(posts: Path) -> None:
    (posts / ".git").mkdir()
    (posts / "good.md").write_text("# A\n\nSee ![it](../elsewhere.png) and ![that](../there.png).\n", "utf-8")
    run = lint_post("check", "good.md", cwd=posts)
    assert run == (
        0,
        "",
        "2 links not checked: outside the project.\nAll good: 1 file checked.\n",
    )
    assert lint_post("check", "--quiet", "good.md", cwd=posts) == (0, "", "")


def test_statistics_say_how_much_each_rule_found(posts: Path) -> None:
    outcome = lint_post("check", "--statistics", cwd=posts)
    assert outcome.code == 1
    assert outcome.output == (
        "1  grammar/repeated-word  (fixable: 1 with --fix)\n"
        "1  markdown/trailing-spaces  (fixable: 1 with --fix)\n"
        "1  sections/empty\n"
    )
    assert outcome.notes.startswith("Found 3 problems")
    read = json.loads(lint_post("check", "--statistics", "--output-format", "json", cwd=posts).output)
    assert read["statistics"][0] == {
        "rule": "grammar/repeated-word",
        "findings": 1,
        "fixable": 1,
        "unsafely_fixable": 0,
    }
    assert lint_post("check", "--statistics", "good.md", cwd=posts).output == ""


@pytest.mark.parametrize(
    ("file", "data", "why"),
    [
        ("photo.JPG", b"\xff\xd8\xff", 'Not a Markdown file: ".jpg" is the suffix of an image'),
        ("notes.ipynb", b"{}", 'Not a Markdown file: ".ipynb" is the suffix of a Jupyter notebook'),
        ("guide.rst", b"Guide\n=====\n", 'Not a Markdown file: ".rst" is the suffix of reStructuredText'),
        ("guide.adoc", b"= Guide\n", 'Not a Markdown file: ".adoc" is the suffix of AsciiDoc'),
        ("page.html", b"<p>It is is here.</p>\n", 'Not a Markdown file: ".html" is the suffix of HTML'),
        ("tool.py", b"print()\n", 'Not a Markdown file: ".py" is the suffix of source code'),
        ("core", b"\x7fELF\0\0\0", "Not a Markdown file: binary data"),
    ],
)
def test_a_file_of_another_kind_is_refused_and_the_others_are_checked(
    posts: Path, file: str, data: bytes, why: str
) -> None:
    (posts / file).write_bytes(data)
    run = lint_post("check", file, "bad.md", cwd=posts)
    assert (run.code, _places(run.output)) == (2, FOUND)
    assert run.notes.startswith(f"lint-post: {file}: {why}\n")


@pytest.mark.parametrize("file", ["README", "notes.txt", "notes.markdown", "LICENSE.en", ".hidden", "v1.2 plan"])
def test_a_text_is_checked_whatever_it_is_called(posts: Path, file: str) -> None:
    (posts / file).write_text(BAD, "utf-8")
    run = lint_post("check", file, cwd=posts)
    assert (run.code, _places(run.output)) == (1, [place.replace("bad.md", file) for place in FOUND])
