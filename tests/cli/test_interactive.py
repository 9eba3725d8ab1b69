"""One key a finding, on a real terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .process import COMMAND, environment, lint_post

if sys.platform == "win32":
    pytest.skip("a terminal to play the user on is not to be had on Windows", allow_module_level=True)
import pexpect

POST = """# A post

This is a speeech about fasion and the the rest.

It was recieved well by all of them.
"""
PROMPT = r"\[[^\]\r\n]*\] $"


def play(folder: Path, keys: str, *arguments: str) -> tuple[int, str]:
    """Press ``keys``, one a prompt; the exit code, and all that was shown."""
    command, *rest = [*COMMAND, *arguments, "--interactive"]
    terminal = pexpect.spawn(
        command, rest, cwd=str(folder), env=environment(NO_COLOR="1"), encoding="utf-8", timeout=30, dimensions=(40, 90)
    )
    shown = ""
    for key in keys:
        terminal.expect(PROMPT)
        shown += f"{terminal.before}{terminal.after}"
        terminal.send(key)
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus is not None
    return terminal.exitstatus, f"{shown}{terminal.before}".replace("\r\n", "\n")


@pytest.fixture
def post(tmp_path: Path) -> Path:
    file = tmp_path / "post.md"
    file.write_text(POST, "utf-8")
    return file


def test_each_key_does_what_stands_beside_it(post: Path) -> None:
    code, shown = play(post.parent, "ywin", "check")
    assert '  y  Replace with "speech"\n' in shown
    assert '  w  accept "fasion" everywhere\n' in shown
    assert post.read_text("utf-8") == POST.replace("speeech", "speech").replace(
        "This is", "<!-- lint-post-disable-next-line grammar/repeated-word -->\nThis is"
    )
    assert (post.parent / "lint-post.toml").read_text("utf-8") == '[words]\naccept = ["fasion"]\n'
    assert code == 1
    assert shown.endswith(
        "Ignored 1 problem.\nFixed 1 problem in 1 file. Found 1 problem (1 error) in 1 file. 1 fixable with --fix.\n"
    )
    assert lint_post("check", cwd=post.parent).output.count("\n") == 1


def test_stopping_keeps_what_was_done_and_leaves_the_rest(post: Path) -> None:
    code, shown = play(post.parent, "yq", "fix")
    assert post.read_text("utf-8") == POST.replace("speeech", "speech")
    assert code == 1
    assert "Fixed 1 problem in 1 file. Found 3 problems" in shown


def test_ctrl_c_stops_as_well(post: Path) -> None:
    code, _ = play(post.parent, "n\x03", "check")
    assert code == 1
    assert post.read_text("utf-8") == POST


def test_a_key_that_stands_for_nothing_does_nothing(post: Path) -> None:
    _, shown = play(post.parent, "nnyn", "check")
    assert post.read_text("utf-8") == POST.replace("the the", "the")
    assert shown.count("[y/i/w/n/q]") == 3


def test_a_suggestion_is_one_key_away_and_words_go_where_words_are(post: Path) -> None:
    (post.parent / "pyproject.toml").write_text(
        '[tool.lint-post]\nfail-on = "error" # as agreed\n\n'
        '[tool.lint-post.words]\naccept = [\n  "Zig", # a language\n]\n',
        "utf-8",
    )
    play(post.parent, "nwq", "check")
    text = (post.parent / "pyproject.toml").read_text("utf-8")
    assert "# as agreed" in text
    assert '"Zig", # a language' in text
    assert '"fasion"' in text
    assert not (post.parent / "lint-post.toml").exists()
    assert "fasion" not in lint_post("check", cwd=post.parent).output


def test_without_a_terminal_it_says_what_to_do(post: Path) -> None:
    outcome = lint_post("check", "--interactive", cwd=post.parent)
    assert outcome.code == 2
    assert "use --fix" in outcome.notes
    assert lint_post("check", "--interactive", "--diff", cwd=post.parent).code == 2
