"""Posts of strangers in the logs of CI systems: the real command, and what a runner obeys of its output."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lint_post.report._formats import formats

from .runner import Command, obeyed

POST = """\
---
title: "##[error]t ::error::t ::error::t"
---
# ##[error]Injected ::error::too

::error::From a post post ##[warning]x ##vso[task.complete]

::stop-commands::abc

<!-- lint-post-disable ##[error]x, ::error::y -->

## ##vso[task.setvariable variable=a]b

## ::set-output name=a::b
"""
NAMES = ("plain.md", "::error::name.md", "##[error]name.md", "new\n::error::line.md", "##vso[task.complete]x.md")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A repository of a stranger."""
    for name in NAMES:
        (tmp_path / name).write_text(POST, "utf-8")
        (tmp_path / f"broken {name}").write_bytes(b"caf\xe9")
    return tmp_path


def _run(folder: Path, *arguments: str, **settings: str) -> tuple[str, str]:
    """Standard output and error of the command; it finds something and fails at something."""
    kept = {name: value for name, value in os.environ.items() if name not in ("GITHUB_ACTIONS", "TF_BUILD")}
    run = subprocess.run(
        [sys.executable, "-m", "lint_post", *arguments],
        cwd=folder,
        env=kept | settings,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 2, run.stderr
    return run.stdout.decode(), run.stderr.decode()


@pytest.mark.parametrize("name", [None, *formats()])
def test_a_runner_obeys_nothing_that_a_post_says(hostile: Path, name: str | None) -> None:
    output, notes = _run(hostile, "check", *(["--output-format", name] if name else []), GITHUB_ACTIONS="true")
    assert "sections/empty" in output
    assert obeyed(notes) == []
    commands = obeyed(output)
    if name in ("github", None):
        assert {one.name for one in commands} == {"error", "warning"}
        for one in commands:
            assert isinstance(one, Command)
            assert one.properties["file"].removeprefix("broken ") in NAMES
        assert {line[:2] for line in output.splitlines()} == {"::"}
    else:
        assert commands == []


def test_what_shows_posts_is_fenced_by_a_new_token_each_time(hostile: Path) -> None:
    tokens = set()
    for name in ("full", "concise"):
        output, _ = _run(hostile, "check", "--output-format", name, GITHUB_ACTIONS="true")
        first, *_, last = output.splitlines()
        fence = re.fullmatch("::stop-commands::([0-9a-f]{32})", first)
        assert fence
        assert last == f"::{fence[1]}::"
        tokens.add(fence[1])
    assert len(tokens) == 2


def test_elsewhere_nothing_is_fenced(hostile: Path) -> None:
    for name in ("full", "concise"):
        output, _ = _run(hostile, "check", "--output-format", name)
        assert "stop-commands" not in output.splitlines()[0]


@pytest.mark.parametrize("name", formats())
def test_azure_gets_no_line_of_a_post_and_no_other_command(hostile: Path, name: str) -> None:
    output, notes = _run(hostile, "check", "--output-format", name, "plain.md", "broken plain.md", TF_BUILD="True")
    assert "From a post post" not in output
    assert "##vso[" not in output
    assert "##vso[" not in notes


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "##[error]x"),
        ("check", "--select", "##[error]x\n::error::y"),
        ("check", "--config", "##[error]x\n::error::y.toml"),
        ("check", "--##[error]"),
        ("##[error]x",),
        ("explain", "a\n::error::b"),
    ],
)
def test_complaints_command_nothing(hostile: Path, arguments: tuple[str, ...]) -> None:
    output, notes = _run(hostile, *arguments, GITHUB_ACTIONS="true")
    assert notes or output
    assert all(isinstance(one, Command) and one.name == "error" for one in obeyed(output))
    assert obeyed(notes) == []


def test_a_configuration_commands_nothing(hostile: Path) -> None:
    (hostile / "lint-post.toml").write_text('"##[error]x\\n::error::y" = 1\n', "utf-8")
    _, notes = _run(hostile, "check", GITHUB_ACTIONS="true")
    assert "lint-post.toml" in notes
    assert obeyed(notes) == []
