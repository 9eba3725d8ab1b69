"""Only what has changed, and only what is not known: in real repositories."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from .process import lint_post

Git = Callable[..., None]
ODD = 'an odd “näme” with\ttab, "quotes" and \\.md'


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Runs git in a new repository."""

    def run(*arguments: str) -> None:
        who = ("-c", "user.name=A writer", "-c", "user.email=writer@example.com")
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    run("init", "--quiet", "--initial-branch=main")
    return run


@pytest.fixture
def site(tmp_path: Path, git: Git) -> Path:
    """A repository with two posts that have their faults."""
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/old.md").write_text("# Old\n\nIt is is here.\n\nIt was was there.\n", "utf-8")
    (tmp_path / "posts/other.md").write_text("# Other\n\nIt says says it.\n", "utf-8")
    (tmp_path / ODD).write_text("# Odd\n\nIt is is odd.\n", "utf-8")
    git("add", ".")
    git("commit", "-qm", "All of it")
    return tmp_path


def found(folder: Path, *arguments: str) -> list[str]:
    """The places and rules that a run reports."""
    output = lint_post("check", "--output-format", "json", *arguments, cwd=folder).output
    return [f"{one['file']}:{one['range']['start']['line']}" for one in json.loads(output)["diagnostics"]]


def test_only_what_meets_changed_lines_is_reported(site: Path, git: Git) -> None:
    git("checkout", "-qb", "mine")
    text = (site / "posts/old.md").read_text("utf-8")
    (site / "posts/old.md").write_text(text.replace("It was was", "It was was still"), "utf-8")
    (site / ODD).write_text("# Odd\n\nIt is is odd.\n\n++ b/x\n\nIt was was odd.\n", "utf-8")
    git("commit", "-qam", "One line")
    (site / "new.md").write_text("# New\n\nIt is is new.\n", "utf-8")
    assert sorted(found(site, "--diff-base", "main")) == [f"{ODD}:7", "new.md:3", "posts/old.md:5"]
    assert sorted(found(site, "--diff-base", "main", "--diff-scope", "file")) == [
        f"{ODD}:3", f"{ODD}:7", "new.md:3", "posts/old.md:3", "posts/old.md:5",
    ]  # fmt: skip
    assert found(site / "posts", "--diff-base", "main") == ["old.md:5"]
    outcome = lint_post("check", "--diff-base", "main", cwd=site)
    assert outcome.code == 1
    assert "Left out 3 problems outside of changed lines.\n" in outcome.notes
    git("checkout", "-q", "--", ".")
    assert lint_post("check", "posts/other.md", "--diff-base", "main", cwd=site).code == 0


def test_what_is_renamed_or_has_other_line_ends_is_no_news(site: Path, git: Git) -> None:
    git("config", "diff.noprefix", "true")
    git("config", "diff.external", "false")
    git("mv", "posts/old.md", "posts/young.md")
    assert found(site, "--diff-base", "HEAD") == []
    (site / "posts/other.md").write_bytes(b"# Other\n\nIt says says it.\n\nA new new line.\r\n")
    assert found(site, "--diff-base", "HEAD") == ["posts/other.md:5"]


def test_since_checks_changed_files_alone_but_knows_the_others(site: Path, git: Git) -> None:
    (site / "posts/other.md").write_text("# Other\n\nIt says says it, [there](old.md#gone).\n", "utf-8")
    assert found(site, "--since", "HEAD") == ["posts/other.md:3", "posts/other.md:3"]
    outcome = lint_post("check", "--since", "HEAD", cwd=site)
    assert "in 1 file." in outcome.notes


@pytest.mark.parametrize("option", ["--since", "--diff-base"])
def test_a_revision_that_is_not_there_is_said(site: Path, option: str) -> None:
    for name in ("nowhere", "--help", "-p"):
        outcome = lint_post("check", f"{option}={name}", cwd=site)
        assert outcome.code == 2
        assert f'Unknown git revision "{name}"; fetch it first.' in outcome.notes
        assert "fetch-depth: 2" in outcome.notes


def test_a_shallow_clone_and_no_repository_are_said(
    site: Path, git: Git, tmp_path_factory: pytest.TempPathFactory
) -> None:
    git("commit", "--allow-empty", "-qm", "Another")
    clone = tmp_path_factory.mktemp("clones") / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{site}", str(clone)], check=True)
    assert "fetch-depth: 2" in lint_post("check", "--diff-base", "HEAD^1", cwd=clone).notes
    bare = tmp_path_factory.mktemp("bare")
    outcome = lint_post("check", "--diff-base", "HEAD", cwd=bare, GIT_CEILING_DIRECTORIES=str(bare.parent))
    assert outcome.code == 2
    assert "not in a git repository" in outcome.notes


def test_known_findings_are_not_reported_and_new_ones_are(site: Path) -> None:
    outcome = lint_post("check", "--write-baseline", "known.json", cwd=site)
    assert outcome == (0, "", "Wrote 4 known problems to known.json. Use it with: --baseline known.json\n")
    (site / "lint-post.toml").write_text('baseline = "known.json"\n', "utf-8")
    clean = lint_post("check", cwd=site)
    assert (clean.code, clean.output) == (0, "")
    assert clean.notes == "Left out 4 known problems.\nAll good: 3 files checked.\n"
    text = (site / "posts/old.md").read_text("utf-8")
    (site / "posts/old.md").write_text(
        "# Old\n\nA line above.\n\nIt is is new.\n" + text.removeprefix("# Old\n"), "utf-8"
    )
    assert found(site) == ["posts/old.md:5"]
    assert found(site / "posts") == ["old.md:5"]


def test_of_two_that_are_the_same_one_may_go(site: Path) -> None:
    post = site / "posts/other.md"
    post.write_text("# Other\n\nIt says says it.\n\nBetween.\n\nIt says says it.\n", "utf-8")
    lint_post("check", "--write-baseline", "known.json", cwd=site)
    post.write_text("# Other\n\nBetween.\n\nIt says says it.\n", "utf-8")
    assert found(site, "--baseline", "known.json") == []
    notes = lint_post("check", "--baseline", "known.json", cwd=site).notes
    assert "1 known problem no longer found; remove with --prune-baseline.\n" in notes
    lint_post("check", "--baseline", "known.json", "--prune-baseline", cwd=site)
    assert "no longer" not in lint_post("check", "--baseline", "known.json", cwd=site).notes
    post.write_text("# Other\n\nIt says says it.\n\nBetween.\n\nIt says says it.\n", "utf-8")
    assert found(site, "--baseline", "known.json") == ["posts/other.md:7"]


def test_what_was_not_looked_at_is_not_stale(site: Path) -> None:
    lint_post("check", "--write-baseline", "known.json", cwd=site)
    for arguments in (("posts/old.md",), ("--ignore", "grammar"), ("--select", "spelling")):
        assert "no longer" not in lint_post("check", *arguments, "--baseline", "known.json", cwd=site).notes
    (site / "posts/old.md").unlink()
    assert "2 known problems no longer found" in lint_post("check", "posts", "--baseline", "known.json", cwd=site).notes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Invalid JSON in baseline"),
        ("[]", "has no version"),
        ('{"version": 9}', "has version 9 instead of 1"),
        ('{"version": 1, "findings": [1]}', "Invalid entry in baseline"),
    ],
)
def test_a_file_that_is_no_baseline_is_said(site: Path, text: str, said: str) -> None:
    (site / "known.json").write_text(text, "utf-8")
    outcome = lint_post("check", "--baseline", "known.json", cwd=site)
    assert outcome.code == 2
    assert said in outcome.notes
    assert "no such file" in lint_post("check", "--baseline", "gone.json", cwd=site).notes


def test_a_baseline_that_cannot_be_written_is_said(site: Path) -> None:
    (site / "folder").mkdir()
    for name in ("folder", "gone/known.json"):
        outcome = lint_post("check", "--write-baseline", name, cwd=site)
        assert outcome.code == 2
        assert f'lint-post: Cannot write baseline "{name}": ' in outcome.notes
