"""``--fix`` and its kin, as their user sees them."""

from __future__ import annotations

import os
import random
import shutil
import signal
import stat
import subprocess
import time
from pathlib import Path

import pytest

from .process import COMMAND, environment, lint_post

BAD = "# A post  \n\nIt is is here.\n\nIt was recieved.\n"
GOOD = "# A post\n\nIt is here.\n\nIt was received.\n"


@pytest.fixture
def post(tmp_path: Path) -> Path:
    file = tmp_path / "post.md"
    file.write_bytes(BAD.encode())
    return file


def test_fix_mends_what_is_safe_and_reports_what_is_left(post: Path) -> None:
    post.write_text(f"{BAD}\n## Nothing\n", "utf-8")
    outcome = lint_post("check", "--fix", cwd=post.parent)
    assert post.read_text("utf-8") == f"{GOOD}\n## Nothing\n"
    assert outcome.code == 1
    assert outcome.output.startswith("post.md:7:1: error sections/empty ")
    assert outcome.notes == "Fixed 3 problems in 1 file. Found 1 problem (1 error) in 1 file.\n"


def test_a_second_run_changes_nothing(post: Path) -> None:
    assert lint_post("fix", cwd=post.parent).notes == "Fixed 3 problems in 1 file. All good: 1 file checked.\n"
    before = post.stat()
    assert lint_post("fix", cwd=post.parent).notes == "All good: 1 file checked.\n"
    assert post.stat().st_ino == before.st_ino


def test_diff_shows_the_changes_and_makes_none(post: Path) -> None:
    outcome = lint_post("check", "--diff", cwd=post.parent)
    assert outcome.code == 1
    assert outcome.notes == "Would fix 3 problems in 1 file.\n"
    assert "-It is is here.\n+It is here.\n" in outcome.output
    assert post.read_text("utf-8") == BAD
    subprocess.run(["git", "apply"], input=outcome.output, cwd=post.parent, text=True, check=True)
    assert post.read_text("utf-8") == GOOD
    assert lint_post("check", "--diff", cwd=post.parent) == (0, "", "Nothing to fix.\n")


ODD_NAMES = ("plain.md", "with spaces.md", 'näme “with” "quotes".md', "tab\tand \\.md", "sub/漢字.md")
ODD_FILES = {
    "lf": (BAD, GOOD),
    "crlf": (BAD.replace("\n", "\r\n"), GOOD.replace("\n", "\r\n")),
    "no line break at the end": (f"{BAD}\nIt is is all", f"{GOOD}\nIt is all\n"),
    "byte order mark": (f"\ufeff{BAD}", f"\ufeff{GOOD}"),
    "lone cr": ("# A post\r\rIt is is here.\r", "# A post\r\rIt is here.\r"),
}


@pytest.mark.parametrize("command", [("git", "apply"), ("patch", "-p1", "--binary", "--quiet")], ids=["git", "patch"])
@pytest.mark.parametrize("kind", ODD_FILES)
def test_git_and_patch_apply_a_diff_whatever_the_file(tmp_path: Path, command: tuple[str, ...], kind: str) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    before, after = (text.encode() for text in ODD_FILES[kind])
    (tmp_path / "sub").mkdir()
    for name in ODD_NAMES:
        (tmp_path / name).write_bytes(before)
    run = subprocess.run([*COMMAND, "fix", "--diff"], cwd=tmp_path, env=environment(), capture_output=True, check=False)
    assert run.returncode == 1
    assert b"--- a/plain.md\n+++ b/plain.md\n" in run.stdout
    subprocess.run(command, input=run.stdout, cwd=tmp_path, check=True)
    assert {name: (tmp_path / name).read_bytes() for name in ODD_NAMES} == dict.fromkeys(ODD_NAMES, after)


@pytest.mark.parametrize(
    "setting",
    [
        'unfixable = ["grammar/repeated-word"]',
        'fixable = ["*"]\nunfixable = ["grammar"]',
        'fixable = ["markdown", "spelling"]',
    ],
)
def test_what_is_not_to_be_fixed_is_reported_and_left(post: Path, setting: str) -> None:
    (post.parent / "lint-post.toml").write_text(f"{setting}\n", "utf-8")
    outcome = lint_post("check", cwd=post.parent)
    assert outcome.output.count("[*]") == 2
    assert "warning grammar/repeated-word [*]" not in outcome.output
    assert outcome.notes.endswith(" 2 fixable with --fix.\n")
    outcome = lint_post("fix", "--unsafe-fixes", cwd=post.parent)
    assert post.read_text("utf-8") == GOOD.replace("It is here", "It is is here")
    assert outcome.output.startswith("post.md:3:6: warning grammar/repeated-word ")
    assert outcome.notes.startswith("Fixed 2 problems in 1 file. Found 1 problem ")


def test_an_unknown_rule_among_those_not_to_be_fixed_is_an_error(post: Path) -> None:
    (post.parent / "lint-post.toml").write_text('unfixable = ["grammar/repeated-wrod"]\n', "utf-8")
    outcome = lint_post("check", cwd=post.parent)
    assert (outcome.code, outcome.output) == (2, "")
    assert outcome.notes.startswith("lint-post: lint-post.toml:1: ")


def test_fix_only_reports_nothing_that_is_left(post: Path) -> None:
    post.write_text(f"{BAD}\n## Nothing\n", "utf-8")
    assert lint_post("fix", "--fix-only", cwd=post.parent) == (0, "", "Fixed 3 problems in 1 file.\n")


def test_suggestions_are_left_to_people(post: Path) -> None:
    post.write_text("# A post\n\nA new speeech is here.\n", "utf-8")
    outcome = lint_post("check", "--fix", "--unsafe-fixes", cwd=post.parent)
    assert 'did you mean "speech"?' in outcome.output
    assert post.read_text("utf-8") == "# A post\n\nA new speeech is here.\n"


def test_what_a_comment_silences_is_not_fixed(post: Path) -> None:
    text = "# A post\n\n<!-- lint-post-disable-next-line grammar/repeated-word -->\nIt is is here.\n"
    post.write_text(text, "utf-8")
    assert lint_post("fix", cwd=post.parent).notes == "All good: 1 file checked.\n"
    assert post.read_text("utf-8") == text


def test_a_fixed_text_from_standard_input_goes_to_standard_output() -> None:
    outcome = lint_post("fix", "-", given=f"\ufeff{BAD}\n## Nothing\n".replace("\n", "\r\n"))
    assert outcome.code == 1
    assert outcome.output == f"\ufeff{GOOD}\n## Nothing\n".replace("\n", "\r\n")
    assert "sections/empty" in outcome.notes
    assert "Fixed 3 problems" in outcome.notes


@pytest.mark.parametrize("data", [b"# A\r\n\r\nIt is.\r\n", b"\xef\xbb\xbf# A\n", b"\xff\xfe", b""])
def test_a_text_from_standard_input_that_needs_no_fix_is_echoed_byte_for_byte(data: bytes) -> None:
    run = subprocess.run([*COMMAND, "fix", "-"], input=data, capture_output=True, env=environment(), check=False)
    assert run.stdout == data


def test_a_file_keeps_its_mode_its_mark_its_line_ends_and_its_link(post: Path) -> None:
    post.write_bytes(b"\xef\xbb\xbf" + BAD.replace("\n", "\r\n").encode())
    post.chmod(0o640)
    link = post.with_name("link.md")
    link.symlink_to(post.name)
    assert lint_post("fix", "link.md", cwd=post.parent).code == 0
    assert link.is_symlink()
    assert post.read_bytes() == b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert stat.S_IMODE(post.stat().st_mode) == 0o640
    assert sorted(path.name for path in post.parent.iterdir()) == ["link.md", "post.md"]


def test_a_file_that_cannot_be_written_stays_and_the_others_are_fixed(post: Path) -> None:
    other = post.with_name("other.md")
    other.write_text(BAD, "utf-8")
    limit = "ulimit -f 0; exec"  # no file may grow: a full disk as far as a program can tell
    command = f"{limit} {' '.join(COMMAND)} fix post.md"
    run = subprocess.run(
        ["bash", "-c", command], cwd=post.parent, env=environment(), capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert "lint-post: post.md: Cannot write file: file too large; the file was not changed\n" in run.stderr
    assert post.read_text("utf-8") == BAD
    assert sorted(path.name for path in post.parent.iterdir()) == ["other.md", "post.md"]
    assert lint_post("fix", "gone.md", "other.md", cwd=post.parent).code == 2
    assert other.read_text("utf-8") == GOOD


def test_unsafe_fixes_need_the_option_which_fixes_by_itself(post: Path) -> None:
    post.write_text(f"{BAD}\nThe cat cat sat.\n", "utf-8")
    notes = lint_post("check", cwd=post.parent).notes
    assert notes.endswith(" in 1 file. 3 fixable with --fix, 1 more with --unsafe-fixes.\n")
    assert lint_post("fix", cwd=post.parent).notes.endswith(" 1 fixable with --unsafe-fixes.\n")
    assert lint_post("check", "--unsafe-fixes", cwd=post.parent).code == 0
    assert post.read_text("utf-8") == f"{GOOD}\nThe cat sat.\n"


def test_what_other_documents_are_asked_is_answered_as_they_are_after_their_fixes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A post\n\nSee [the end](b.md#to-the-the-end).\n", "utf-8")
    (tmp_path / "b.md").write_text("# Another\n\nIt says.\n\n## To the the end\n\nIt ends.\n", "utf-8")
    outcome = lint_post("fix", cwd=tmp_path)
    assert "## To the end\n" in (tmp_path / "b.md").read_text("utf-8")
    assert outcome.output == lint_post("check", cwd=tmp_path).output
    assert outcome.output.startswith("a.md:3:")
    assert "links/missing-anchor" in outcome.output


def test_diff_and_fix_only_exclude_each_other(post: Path) -> None:
    outcome = lint_post("fix", "--diff", "--fix-only", cwd=post.parent)
    assert outcome.code == 2
    assert "Cannot combine --diff with --fix-only" in outcome.notes


def test_killing_it_at_any_moment_loses_no_file(tmp_path: Path) -> None:
    names = [f"{number:03}.md" for number in range(40)]
    moments = random.Random(4)
    for _ in range(12):
        for name in names:
            (tmp_path / name).write_text(BAD, "utf-8")
        with subprocess.Popen([*COMMAND, "fix"], cwd=tmp_path, env=environment(), stderr=subprocess.DEVNULL) as process:
            time.sleep(moments.uniform(0.05, 0.6))
            os.kill(process.pid, signal.SIGKILL)
        assert {(tmp_path / name).read_text("utf-8") for name in names} <= {BAD, GOOD}
        for left in tmp_path.glob(".*.lint-post"):
            left.unlink()
