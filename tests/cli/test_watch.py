"""Checking again and again, and how far a long run is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .process import COMMAND, environment, lint_post

if sys.platform == "win32":
    pytest.skip("a terminal to play the user on is not to be had on Windows", allow_module_level=True)
import pexpect


def _start(folder: Path, *arguments: str) -> pexpect.spawn[str]:
    settings = environment(NO_COLOR="1")
    rest = [*COMMAND[1:], "check", *arguments]
    return pexpect.spawn(
        COMMAND[0], rest, cwd=str(folder), env=settings, encoding="utf-8", timeout=30, dimensions=(40, 120)
    )


def test_it_tells_what_is_new_and_takes_nothing_back(tmp_path: Path) -> None:
    first, second = tmp_path / "a.md", tmp_path / "b.md"
    first.write_text("# A\n\nIt is is here.\n", "utf-8")
    second.write_text("# B\n\nAll is well.\n", "utf-8")
    terminal = _start(tmp_path, "--watch")
    terminal.expect(r"a\.md:3:6: warning grammar/repeated-word")
    terminal.expect("Found 1 problem .* Watching")
    second.write_text("# B\n\nAll all is well, and and good.\n", "utf-8")
    terminal.expect(r"b\.md:3:21: warning grammar/repeated-word")
    assert "a.md" not in str(terminal.before)
    terminal.expect("Found . problems .* Watching")
    first.write_text("# A\n\nIt is here.\n", "utf-8")
    terminal.expect(r"a\.md: 1 problem fixed, none left\.")
    (tmp_path / "c.md").write_text("# C\n\nIt is is new.\n", "utf-8")
    terminal.expect(r"c\.md:3:6: warning")
    terminal.expect("Watching")
    terminal.sendintr()
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 1


def test_it_does_nothing_else_beside(posts: Path) -> None:
    for other in ("--fix", "--diff", "--statistics", "--output-format=json"):
        assert lint_post("check", "--watch", other, cwd=posts).code == 2


def test_a_long_run_shows_how_far_it_is_and_leaves_no_trace(tmp_path: Path) -> None:
    for number in range(150):
        (tmp_path / f"{number}.md").write_text("# A post\n\nIt says a lot of things, one by one.\n" * 40, "utf-8")
    terminal = _start(tmp_path, "--no-cache", "-j1")
    terminal.expect(r"\r\d+ of 150 files")
    terminal.expect(pexpect.EOF)
    assert "\r\x1b[K" in str(terminal.before)
    assert "of 150 files" not in lint_post("check", "--no-cache", cwd=tmp_path).notes
