"""What can happen to a process: interrupted, cut off, no room, no permission, a bug."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import BAD
from .process import COMMAND, beside_grammar, environment, lint_post


def _interrupted(posts: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """A run over a bad post and a file that never comes, ended by Ctrl-C while it waits."""
    fifo = posts / "never.md"
    os.mkfifo(fifo)
    with subprocess.Popen(
        [*COMMAND, "check", *options, "bad.md", "never.md"],
        cwd=posts,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        writer = _open_when_read(fifo)
        try:
            output, notes = _press_ctrl_c(process)
        finally:
            os.close(writer)
    return subprocess.CompletedProcess(process.args, process.returncode, output, beside_grammar(notes))


def _press_ctrl_c(process: subprocess.Popen[str]) -> tuple[str, str]:
    """What ``process`` printed; again, as people do, if the signal fell between Python's check for it and a read."""
    for _ in range(10):
        process.send_signal(signal.SIGINT)
        try:
            return process.communicate(timeout=6)
        except subprocess.TimeoutExpired:
            continue
    process.kill()
    pytest.fail("lint-post does not end when it is interrupted")


def _open_when_read(fifo: Path) -> int:
    """The writing end of ``fifo``, as soon as somebody reads it: lint-post reads the files in order."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            return os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.01)
    pytest.fail("lint-post never began to read the second file")


@pytest.mark.parametrize("name", ["concise", "full", "json", "github"])
def test_ctrl_c_prints_what_is_known(posts: Path, name: str) -> None:
    run = _interrupted(posts, "--output-format", name)
    assert run.returncode == 130
    assert run.stdout == lint_post("check", "bad.md", "--output-format", name, cwd=posts).output
    assert run.stderr.startswith("Interrupted after 1 file. Found 3 problems")
    assert "Traceback" not in run.stderr
    if name == "json":
        assert len(json.loads(run.stdout)["diagnostics"]) == 3


def test_ctrl_c_while_waiting_for_input_is_quiet(posts: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "ast", "bad.md", "-"],
        cwd=posts,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stdout.readline().startswith(b'{"file": "bad.md"')
        process.send_signal(signal.SIGINT)
        _, notes = process.communicate(timeout=60)
    assert (process.returncode, notes.strip()) == (130, b"")


@pytest.mark.parametrize(
    ("name", "more", "code"),
    [("concise", (), 1), ("full", ("--exit-zero",), 0), ("json", ("gone.md",), 2), ("github", (), 1)],
)
def test_a_closed_pipe_is_silent_and_keeps_the_exit_code(
    posts: Path, name: str, more: tuple[str, ...], code: int
) -> None:
    (posts / "many.md").write_text("It is is here.\n\n" * 2000, "utf-8")
    command = [*COMMAND, "check", "--quiet", "--select", "grammar", "--output-format", name, "many.md", *more]
    with subprocess.Popen(
        command, cwd=posts, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(100)
        process.stdout.close()
        notes = process.stderr.read().decode()
    assert process.returncode == code
    expected = {"json": "lint-post: gone.md: File not found\n", "github": "GitHub shows 10 of 2000"}
    assert notes.startswith(expected.get(name, ""))
    assert notes.count("\n") == (name in expected)


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("rules",), ("ast", "bad.md")])
def test_a_pipe_closed_from_the_start_is_silent(posts: Path, arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run(
        [*COMMAND, *arguments], cwd=posts, env=environment(), stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert (run.returncode, run.stderr) == (0, b"")


@pytest.mark.parametrize(
    "arguments", [("check",), ("check", "--output-format", "json"), ("--version",), ("rules",), ("ast", "bad.md")]
)
def test_a_full_disk_is_said(posts: Path, arguments: tuple[str, ...]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here to stand for a full disk")
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        run = subprocess.run(
            [*COMMAND, *arguments], cwd=posts, env=environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert run.returncode == 2
    assert run.stderr.decode().endswith("lint-post: Cannot write to standard output: No space left on device.\n")
    assert b"Traceback" not in run.stderr


def test_a_full_disk_for_notes_changes_nothing(posts: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here to stand for a full disk")
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        run = subprocess.run(
            [*COMMAND, "check"], cwd=posts, env=environment(), stdout=subprocess.PIPE, stderr=full, check=False
        )
    assert (run.returncode, run.stdout.decode()) == (1, lint_post("check", cwd=posts).output)


def test_closed_streams_are_no_traceback(posts: Path) -> None:
    script = 'exec "$@" {}'
    for closing, code in ((">&-", 2), ("2>&-", 1), ("<&-", 1)):
        run = subprocess.run(
            ["sh", "-c", script.format(closing), "sh", *COMMAND, "check"],
            cwd=posts,
            env=environment(),
            capture_output=True,
            check=False,
        )
        assert run.returncode == code, closing
        assert b"Traceback" not in run.stderr
        if closing == ">&-":
            assert b"Cannot write to standard output: closed." in run.stderr


def test_a_working_directory_that_is_gone_is_said(posts: Path) -> None:
    folder = posts / "gone"
    for arguments in (("check",), ("check", str(posts / "bad.md")), ("check", "-"), ("rules",)):
        folder.mkdir()
        run = subprocess.run(
            ["sh", "-c", 'rmdir "$PWD" && exec "$@"', "sh", *COMMAND, *arguments],
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        message = "lint-post: Working directory not found; change to an existing folder.\n"
        assert (run.returncode, run.stdout, run.stderr.decode()) == (2, b"", message), arguments


@pytest.mark.parametrize("columns", ["0", "1", "9" * 5000, "-3", "²", "wide"])
def test_a_width_without_sense_is_no_bug(posts: Path, columns: str) -> None:
    run = lint_post("check", "--output-format", "full", "bad.md", cwd=posts, COLUMNS=columns)
    assert run.code == 1
    assert "bug" not in run.notes


def test_a_path_that_is_empty_is_not_standard_input(posts: Path) -> None:
    assert lint_post("check", "", cwd=posts).notes.startswith('lint-post: "": File not found\n')
    run = lint_post("check", "", "--output-format", "github", cwd=posts)
    assert run.output == '::error title=lint-post,file=""::File not found\n'


# The permission bits of a file do not bind root as long as it has these capabilities.
WITHOUT_PRIVILEGE = """
import ctypes, os, sys
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2
prctl = ctypes.CDLL(None, use_errno=True).prctl
if prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0) or prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH, 0, 0, 0):
    sys.exit(99)
os.execv(sys.argv[1], sys.argv[1:])
"""


def _bound_by_permissions(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A run whom permission bits bind, even in a test run as root."""
    command = [*COMMAND, *arguments]
    if os.geteuid() == 0:
        command = [sys.executable, "-c", WITHOUT_PRIVILEGE, *command]
    run = subprocess.run(
        command, cwd=cwd, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False
    )
    if run.returncode == 99:
        pytest.skip("running as root, whom permissions do not bind, and its capabilities cannot be dropped")
    return run


def test_a_file_without_permission_costs_only_itself(posts: Path) -> None:
    (posts / "secret.md").write_text(BAD, "utf-8")
    (posts / "secret.md").chmod(0)
    run = _bound_by_permissions("check", "secret.md", "bad.md", cwd=posts)
    assert run.returncode == 2
    assert run.stdout == lint_post("check", "bad.md", cwd=posts).output
    assert run.stderr.startswith("lint-post: secret.md: Cannot read file: permission denied\n")


BUG = """
import sys
import lint_post.cli.check as check
def broken(*arguments):
    raise RuntimeError("a ##[error]\\n::error::bug")
check._lint = broken
sys.argv = ["lint-post", "check"]
from lint_post.cli._main import main
main()
"""


@pytest.mark.parametrize("error", ["SystemExit(3)", "GeneratorExit()", "BaseException()"])
def test_no_error_ends_the_process_in_silence(posts: Path, error: str) -> None:
    script = BUG.replace('RuntimeError("a ##[error]\\n::error::bug")', error)
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=posts, env=environment(), capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(f"lint-post: This is a bug in lint-post ({error.partition('(')[0]}:")
    assert run.stderr.count("\n") == 1


def test_a_bug_is_one_line_and_its_story_on_demand(posts: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", BUG], cwd=posts, env=environment(), capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("lint-post: This is a bug in lint-post (RuntimeError: a # #[error] ::error::bug).")
    assert run.stderr.count("\n") == 1
    assert "LINT_POST_TRACEBACK=1" in run.stderr
    run = subprocess.run(
        [sys.executable, "-c", BUG],
        cwd=posts,
        env=environment(LINT_POST_TRACEBACK="1"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert "Traceback (most recent call last)" in run.stderr


def test_findings_are_printed_as_they_come(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\nIt is is here.\n", "utf-8")
    os.mkfifo(tmp_path / "b.md")
    command = [*COMMAND, "check", "a.md", "b.md", "--no-cache", "-j1"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("a.md:3:6: warning grammar/repeated-word")
        (tmp_path / "b.md").write_text("# B\n\nIt was was there.\n", "utf-8")
        assert process.stdout.read().startswith("b.md:3:7: warning grammar/repeated-word")
    assert process.returncode == 1


@pytest.mark.parametrize("option", ["--no-cache", "--quiet"])
def test_what_can_be_read_but_once_is_read_once(tmp_path: Path, option: str) -> None:
    script = f"{' '.join(COMMAND)} check {option} <(printf '# A\\n\\nIt is is here.\\n')"
    command = ["timeout", "60", "bash", "-c", script]
    run = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert ":3:6: warning grammar/repeated-word" in run.stdout
