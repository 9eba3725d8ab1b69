"""Shells that complete what is typed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from .process import COMMAND, environment, lint_post


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_script_for_each_shell(shell: str) -> None:
    outcome = lint_post("completion", shell)
    assert (outcome.code, outcome.notes) == (0, "")
    assert "_LINT_POST_COMPLETE" in outcome.output


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("lint-post ch", ["check"]),
        ("lint-post check --sta", ["--statistics"]),
        ("lint-post check --select sections/em", ["sections/empty"]),
        ("lint-post check --ignore links,sections/em", ["links,sections/empty"]),
    ],
)
def test_commands_options_and_rules_are_completed(typed: str, offered: list[str], tmp_path: Path) -> None:
    settings = {"_LINT_POST_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    run = subprocess.run(
        COMMAND, cwd=tmp_path, env=environment(**settings), capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert [line.partition(",")[2] for line in run.stdout.splitlines()] == offered


def test_bash_takes_the_script(tmp_path: Path) -> None:
    script = lint_post("completion", "bash").output
    check = subprocess.run(["bash", "-n"], input=script, cwd=tmp_path, text=True, capture_output=True, check=False)
    assert (check.returncode, check.stderr) == (0, "")
