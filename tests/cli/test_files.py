"""Which files are checked: patterns, what is excluded, and what is printed about it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .process import lint_post

BAD = "# A post\n\nIt is is here.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Posts in folders, with files that are ignored or excluded among them."""
    for name in ("a.md", "posts/b.md", "posts/old/c.md", "drafts/d.md", "node_modules/e.md", "build/f.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(BAD, "utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("build/\n", "utf-8")
    (tmp_path / "lint-post.toml").write_text('exclude = ["drafts"]\n', "utf-8")
    (tmp_path / "posts/photo.png").write_bytes(b"\x89PNG\0")
    return tmp_path


def shown(folder: Path, *arguments: str) -> list[str]:
    """The files that would be checked."""
    run = lint_post("check", "--show-files", *arguments, cwd=folder)
    assert (run.code, run.notes) == (0, "")
    return run.output.splitlines()


def test_the_files_that_would_be_checked_are_listed(site: Path) -> None:
    assert shown(site) == ["a.md", "posts/b.md", "posts/old/c.md"]
    assert shown(site, "posts") == ["posts/b.md", "posts/old/c.md"]
    assert shown(site, "drafts/d.md") == ["drafts/d.md"]
    run = lint_post("check", "--show-files", "gone.md", "a.md", cwd=site)
    assert (run.code, run.output) == (2, "a.md\n")
    assert run.notes.startswith("lint-post: gone.md: ")


def test_excluded_files_are_replaced_or_extended(site: Path) -> None:
    assert shown(site, "--exclude", "old") == ["a.md", "drafts/d.md", "posts/b.md"]
    assert shown(site, "--exclude", "old,b.md", "--exclude", "a.md") == ["drafts/d.md"]
    assert shown(site, "--extend-exclude", "posts/old/**") == ["a.md", "posts/b.md"]
    assert shown(site, "--exclude", "posts", "--extend-exclude", "/a.md") == ["drafts/d.md"]
    assert shown(site, "--isolated", "--extend-exclude", "posts") == ["a.md", "drafts/d.md"]
    assert shown(site / "posts", "--extend-exclude", "/old") == ["b.md"]
    assert shown(site, "--exclude", "*.md", "a.md") == ["a.md"]
    run = lint_post("check", "--extend-exclude", "posts", cwd=site)
    assert (run.code, re.findall(r"^\S+?\.md", run.output, re.MULTILINE)) == (1, ["a.md"])
    run = lint_post("check", "--exclude", "!", cwd=site)
    assert (run.code, run.output) == (2, "")
    assert run.notes.startswith("lint-post: --exclude: ")


def test_a_quoted_pattern_stands_for_what_it_matches(site: Path) -> None:
    assert shown(site, "**/*.md") == ["a.md", "posts/b.md", "posts/old/c.md"]
    assert shown(site, "posts/*") == ["posts/b.md", "posts/old/c.md"]
    assert shown(site, "posts/**", "[a-z].md") == ["a.md", "posts/b.md", "posts/old/c.md"]
    assert shown(site, "node_modules/*.md") == ["node_modules/e.md"]
    assert lint_post("check", "post?/*.md", cwd=site).output.startswith("posts/b.md:3:6: ")


def test_a_file_that_looks_like_a_pattern_is_taken_by_its_name(site: Path) -> None:
    (site / "[ab].md").write_text(BAD, "utf-8")
    assert shown(site, "[ab].md") == ["[ab].md"]


def test_a_pattern_without_a_match_is_an_error_and_the_others_are_checked(site: Path) -> None:
    for pattern in ("posts/**/*.mdx", "posts/*.png", "drafts/*.md"):
        run = lint_post("check", pattern, "a.md", cwd=site)
        assert (run.code, run.output.partition(":")[0]) == (2, "a.md")
        assert run.notes.startswith(f"lint-post: {pattern}: No Markdown files match this pattern\n")
        assert lint_post("check", pattern, cwd=site).output == ""


def test_the_settings_of_the_first_file_are_printed(site: Path) -> None:
    (site / "lint-post.toml").write_text('fail-on = "error"\n', "utf-8")
    run = lint_post("check", "--show-settings", "--select", "sections", "posts", cwd=site)
    assert (run.code, run.notes) == (0, "")
    assert run.output.startswith('# Settings for posts/b.md\nfail-on = "error"  # lint-post.toml:1\n')
    assert "#   sections/empty (error)\n" in run.output
    assert "grammar/repeated-word" not in run.output


@pytest.mark.parametrize(
    "arguments", [("--show-files", "-"), ("--show-settings", "-"), ("--show-files", "--show-settings")]
)
def test_what_cannot_be_shown_is_said(site: Path, arguments: tuple[str, ...]) -> None:
    run = lint_post("check", *arguments, cwd=site)
    assert (run.code, run.output) == (2, "")
    assert "Cannot combine --show-" in run.notes


def test_verbose_says_what_a_run_is_made_of(site: Path) -> None:
    (site / "base.toml").write_text("", "utf-8")
    (site / "lint-post.toml").write_text('extend = "base.toml"\nexclude = ["drafts"]\n', "utf-8")
    (site / ".hidden.md").write_text(BAD, "utf-8")
    run = lint_post("check", "--verbose", "--cache-dir", site / ".kept", cwd=site)
    plain = lint_post("check", cwd=site)
    assert run.output == plain.output
    notes = run.notes.splitlines()
    assert notes[:-2] == [
        f"Cache: {site / '.kept'}",
        "Config files: base.toml, lint-post.toml",
        "Skipped .kept/: hidden",
        "Skipped build/: ignored by .gitignore",
        "Skipped drafts/: excluded by exclude",
        "Skipped node_modules/: dependencies",
        "Skipped .hidden.md: hidden",
        "Checking 3 files",
    ]
    assert notes[-2] == plain.notes.rstrip("\n")
    assert re.fullmatch(r"Finished in \d+\.\d\d s", notes[-1])
    notes = lint_post("check", "-v", "--isolated", "--no-cache", "a.md", cwd=site).notes.splitlines()
    assert notes[:3] == ["Cache: off", "Config files: none", "Checking 1 file"]
