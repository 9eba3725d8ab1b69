"""What is kept from run to run, as the user sees it."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .process import COMMAND, environment, lint_post


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def test_it_says_where_it_is_and_how_much_and_can_be_deleted(posts: Path, folder: Path) -> None:
    first = lint_post("check", "--cache-dir", folder, cwd=posts)
    assert lint_post("check", "--cache-dir", folder, cwd=posts) == first
    info = lint_post("cache", "info", LINT_POST_CACHE_DIR=str(folder))
    assert re.fullmatch(rf"{re.escape(str(folder))}\n[1-9]\d* entries, \d+\.\d kB\n", info.output)
    assert lint_post("cache", "clear", "--cache-dir", folder).notes.startswith("Deleted ")
    assert lint_post("cache", "clear", "--cache-dir", folder).notes == "Nothing to delete.\n"
    assert lint_post("cache", "info", "--cache-dir", folder).output == f"{folder}\nempty\n"


def test_nothing_is_kept_if_the_user_says_so(posts: Path, folder: Path) -> None:
    lint_post("check", "--no-cache", "--cache-dir", folder, cwd=posts)
    assert not folder.exists()


def test_a_damaged_one_is_said_and_set_aside(posts: Path, folder: Path) -> None:
    first = lint_post("check", "--cache-dir", folder, cwd=posts)
    (folder / "store-1.sqlite3").write_bytes(b"no database at all, and that for many letters " * 90)
    assert lint_post("cache", "info", "--cache-dir", folder).code == 2
    second = lint_post("check", "--cache-dir", folder, cwd=posts)
    assert second.output == first.output
    assert "was damaged" in second.notes
    assert lint_post("check", "--cache-dir", folder, cwd=posts) == first


def test_a_folder_that_cannot_be_made_costs_speed_alone(posts: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    outcome = lint_post("check", "bad.md", "--cache-dir", tmp_path / "file" / "kept", cwd=posts)
    assert outcome.output == lint_post("check", "bad.md", "--no-cache", cwd=posts).output
    assert "continuing without a cache" in outcome.notes


def test_killing_a_run_leaves_the_next_one_right(posts: Path, folder: Path) -> None:
    for number in range(60):
        (posts / f"{number}.md").write_text(f"# Post {number}\n\nIt is is here, [there](#gone).\n" * 30, "utf-8")
    expected = lint_post("check", "--no-cache", "-j1", cwd=posts)
    moments = random.Random(2)
    for _ in range(8):
        command = [*COMMAND, "check", "--cache-dir", str(folder)]
        with subprocess.Popen(
            command, cwd=posts, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(moments.uniform(0.1, 0.9))
            os.kill(process.pid, signal.SIGKILL)
        assert lint_post("check", "--cache-dir", folder, cwd=posts).output == expected.output


@pytest.mark.skipif(sys.platform == "win32", reason="there is no ulimit on Windows")
def test_a_full_disk_costs_speed_alone(posts: Path, folder: Path) -> None:
    expected = lint_post("check", "--no-cache", cwd=posts)
    for blocks in (0, 1, 8, 32):
        script = f"ulimit -f {blocks}; exec {' '.join(COMMAND)} check --cache-dir '{folder}'"
        run = subprocess.run(["bash", "-c", script], cwd=posts, env=environment(), capture_output=True, check=False)
        assert (run.returncode, run.stdout.decode()) == (expected.code, expected.output)
        assert lint_post("check", "--cache-dir", folder, cwd=posts) == expected
