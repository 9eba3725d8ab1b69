from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lint_post.config.config import Configs
from lint_post.errors import DecodeError, FileError, TooLargeError
from lint_post.project.files import Discovery, decode, discover, is_excluded, read

from ..conftest import Offer, Tree, word_rule

LIMIT = 10_000_000


@pytest.fixture
def found(offer: Offer) -> Any:
    """What a run with these paths is about."""

    def by(*paths: str) -> Discovery:
        return discover(paths, Configs(offer({"a/bad": word_rule("bad")})))

    return by


def test_without_a_path_the_working_directory_is_walked(tree: Tree, found: Any) -> None:
    names = ("b.md", "a.MD", "c/d.markdown", "c/e.mdown", "f.mdx", "g.qmd", "h.Rmd", "i.txt", "md")
    tree(dict.fromkeys(names, ""))
    assert found()[:2] == (("a.MD", "b.md", "c/d.markdown", "c/e.mdown", "f.mdx", "g.qmd", "h.Rmd"), ())


def test_a_named_file_is_checked_whatever_it_is_called(tree: Tree, found: Any) -> None:
    tree({"a.txt": "", ".hidden/b": "", "node_modules/c.md": "", "x/y.md": ""})
    paths = ("./a.txt", ".hidden/b", "node_modules/c.md", "x/../x//y.md")
    assert found(*paths).files == (".hidden/b", "a.txt", "node_modules/c.md", "x/../x/y.md")


def test_names_are_as_the_user_wrote_them(tree: Tree, found: Any) -> None:
    root = tree({"posts/a.md": "", "posts/in/b.md": ""})
    assert found("posts/").files == ("posts/a.md", "posts/in/b.md")
    assert found("./posts").files == ("posts/a.md", "posts/in/b.md")
    assert found(f"{root}/posts").files == (f"{root}/posts/a.md", f"{root}/posts/in/b.md")
    os.chdir(root / "posts")
    assert found("..").files == ("../posts/a.md", "../posts/in/b.md")


def test_a_file_named_twice_is_checked_once(tree: Tree, found: Any) -> None:
    root = tree({"posts/a.md": ""})
    assert found("posts/a.md", "./posts", ".", f"{root}/posts/a.md").files == ("posts/a.md",)


def test_a_folder_may_be_called_like_a_file(tree: Tree, found: Any) -> None:
    tree({"x.md/a.md": ""})
    assert found("x.md").files == found().files == ("x.md/a.md",)


def test_hidden_things_and_node_modules_are_not_walked(tree: Tree, found: Any) -> None:
    tree({".git/a.md": "", ".github/b.md": "", "x/node_modules/c.md": "", ".d.md": "", "x/e.md": ""})
    assert found()[:2] == (("x/e.md",), ())
    assert found(".github").files == (".github/b.md",)


IGNORED = {
    ".gitignore": "build/\n*.tmp.md\n!keep.tmp.md\n/only-top.md\nvendor/**\n!vendor/ours.md\n# a comment\n\n!\n",
    "a.md": "",
    "b.tmp.md": "",
    "keep.tmp.md": "",
    "only-top.md": "",
    "build/c.md": "",
    "docs/build/d.md": "",
    "docs/only-top.md": "",
    "docs/.gitignore": "drafts\n!x.tmp.md\n",
    "docs/drafts/e.md": "",
    "docs/x.tmp.md": "",
    "docs/y.tmp.md": "",
    "drafts/f.md": "",
    "vendor/ours.md": "",
    "vendor/theirs.md": "",
}
KEPT = ("a.md", "docs/only-top.md", "docs/x.tmp.md", "drafts/f.md", "keep.tmp.md", "vendor/ours.md")


def test_gitignore_is_honoured_as_git_does(tree: Tree, found: Any) -> None:
    root = tree(IGNORED)
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard", "*.md"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert tuple(sorted(listed.stdout.split())) == KEPT
    assert found().files == KEPT


def test_gitignore_above_a_named_folder_counts_in_a_repository(tree: Tree, found: Any) -> None:
    tree(IGNORED)
    assert found("docs").files == ("docs/build/d.md", "docs/only-top.md", "docs/x.tmp.md", "docs/y.tmp.md")
    tree({".git/HEAD": ""})
    assert found("docs").files == ("docs/only-top.md", "docs/x.tmp.md")


def test_a_named_folder_is_walked_though_it_is_ignored(tree: Tree, found: Any) -> None:
    tree({".git/HEAD": "", **IGNORED})
    assert found("build").files == ("build/c.md",)
    assert found("docs/drafts").files == ("docs/drafts/e.md",)
    assert found("b.tmp.md").files == ("b.tmp.md",)


def test_exclude_is_relative_to_its_configuration(tree: Tree, found: Any) -> None:
    tree(
        {
            "lint-post.toml": 'exclude = ["CHANGELOG.md", "/old/", "docs/*.mdx", "!keep.md"]',
            "CHANGELOG.md": "",
            "docs/CHANGELOG.md": "",
            "docs/a.mdx": "",
            "docs/b.md": "",
            "old/c.md": "",
            "new/old/d.md": "",
            "sub/lint-post.toml": 'exclude = ["/x.md"]',
            "sub/CHANGELOG.md": "",
            "sub/x.md": "",
        }
    )
    assert found().files == ("docs/b.md", "new/old/d.md", "sub/CHANGELOG.md")
    assert found("docs").files == ("docs/b.md",)
    assert found("CHANGELOG.md").files == ("CHANGELOG.md",)


def test_a_text_from_standard_input_may_be_excluded(tree: Tree, offer: Offer) -> None:
    root = tree({"lint-post.toml": 'exclude = ["old/"]', ".gitignore": "build/\n", ".git/HEAD": "", "a/b.md": ""})
    configs = Configs(offer({"a/bad": word_rule("bad")}))
    assert is_excluded("old/deep/new.md", configs)
    assert is_excluded("build/x.md", configs)
    assert is_excluded(f"{root}/build/x.md", configs)
    assert not is_excluded("a/not-there.md", configs)
    assert not is_excluded(".github/x.md", configs)


def test_missing_files_are_reported_and_the_rest_continues(tree: Tree, found: Any) -> None:
    tree({"a.md": ""})
    result = found("a.md", "lost.md", "lost/")
    assert result.files == ("a.md",)
    assert [(error.path, error.message) for error in result.failures] == [
        ("lost.md", "File not found"),
        ("lost/", "File not found"),
    ]
    assert [error.path for error in found("").failures] == [""]


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_links(tree: Tree, found: Any) -> None:
    root = tree({"real/a.md": "text", "b.md": ""})
    (root / "loop").symlink_to(root)
    (root / "real" / "self").symlink_to(root / "real")
    (root / "other-name.md").symlink_to("real/a.md")
    (root / "elsewhere.md").symlink_to(root / "text.txt")
    (root / "text.txt").write_text("", encoding="utf-8")
    (root / "broken.md").symlink_to("lost.md")
    (root / "broken.txt").symlink_to("lost.txt")
    result = found()
    assert result.files == ("b.md", "elsewhere.md", "real/a.md")
    assert [(error.path, error.message) for error in result.failures] == [
        ("broken.md", 'Broken symbolic link to "lost.md"')
    ]
    assert found("other-name.md").files == ("other-name.md",)
    assert found("loop").files == ("loop/b.md", "loop/elsewhere.md", "loop/real/a.md")
    assert [error.message for error in found("broken.md").failures] == [error.message for error in result.failures]


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_links_that_lead_to_themselves_cost_only_themselves(tree: Tree, found: Any) -> None:
    root = tree({"b.md": ""})
    (root / "loop.md").symlink_to("loop.md")
    (root / "there.md").symlink_to("back.md")
    (root / "back.md").symlink_to("there.md")
    for result in (found(), found("b.md", "loop.md", "there.md", "back.md")):
        assert result.files == ("b.md",)
        assert {error.path for error in result.failures} == {"loop.md", "there.md", "back.md"}
        assert all(error.message.startswith("Cannot read file: ") for error in result.failures)


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX file modes")
def test_a_folder_that_may_be_listed_but_not_entered(tree: Tree, offer: Offer, unprivileged: Any) -> None:
    root = tree({"a.md": "", "closed/b.md": ""})
    (root / "link.md").symlink_to("closed/b.md")
    (root / "closed").chmod(0o400)
    configs = Configs(offer({"a/bad": word_rule("bad")}))
    try:
        with unprivileged(root):
            results = [discover(paths, configs) for paths in (["."], ["closed", "a.md"])]
    finally:
        (root / "closed").chmod(0o700)
    assert [result.files for result in results] == [("a.md",), ("a.md",)]
    assert [sorted(str(error.path) for error in result.failures) for result in results] == [
        ["closed", "link.md"],
        ["closed"],
    ]


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX file modes")
def test_what_may_not_be_read(tree: Tree, offer: Offer, unprivileged: Any) -> None:
    root = tree({"a.md": "", "closed/b.md": "", "c.md": ""})
    (root / "closed").chmod(0)
    (root / "c.md").chmod(0)
    configs = Configs(offer({"a/bad": word_rule("bad")}))
    try:
        with unprivileged(root):
            result = discover(["."], configs)
            with pytest.raises(FileError, match=r"^Cannot read file: permission denied$"):
                read("c.md", LIMIT)
    finally:
        (root / "closed").chmod(0o755)
    assert result.files == ("a.md", "c.md")
    assert [(error.path, error.message) for error in result.failures] == [
        ("closed", "Cannot read file: permission denied")
    ]


@pytest.mark.skipif(os.name == "nt", reason="needs pipes with names")
def test_a_pipe_is_not_waited_for(tree: Tree, found: Any) -> None:
    root = tree({"a.md": ""})
    os.mkfifo(root / "pipe.md")
    assert found()[:2] == (("a.md",), ())


def test_a_very_deep_folder(tree: Tree, found: Any) -> None:
    root = tree({})
    for _ in range(400):
        root = root / "deep"
        root.mkdir()
        os.chdir(root)
    Path("a.md").write_text("", encoding="utf-8")
    os.chdir(tree({}))
    assert len(found().files) == 1


def test_reading(tree: Tree) -> None:
    tree({"a.md": "\ufeffé\r\n", "./b/c.md": ""})
    source = read("./a.md", LIMIT)
    assert (source.path, source.text, source.has_bom) == ("a.md", "é\r\n", True)
    assert read("b/c.md", LIMIT).text == ""


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"caf\xe9 au lait", "Invalid UTF-8 at byte 3"),
        ("text".encode("utf-16"), "UTF-16"),
        (b"\xff", "Invalid UTF-8 at byte 0"),
    ],
)
def test_other_encodings_are_reported_by_byte_or_name(tree: Tree, data: bytes, message: str) -> None:
    tree({"a.md": data})
    with pytest.raises(DecodeError, match=message) as caught:
        read("a.md", LIMIT)
    assert caught.value.path == "a.md"


def test_a_file_too_large_names_the_setting(tree: Tree) -> None:
    tree({"a.md": "x" * 1_234_567})
    assert len(read("a.md", 1_234_567).text) == 1_234_567
    with pytest.raises(TooLargeError, match=r'File size 1\.2 MB exceeds the limit of 1 MB; raise "max-file-size"'):
        read("a.md", 1_000_000)
    with pytest.raises(TooLargeError, match=r"File size 2 bytes exceeds the limit of 1 bytes;"):
        decode(b"xx", "a.md", 1)
    with pytest.raises(TooLargeError, match=r"File size 1,234,567 bytes exceeds the limit of 1,234,566;"):
        read("a.md", 1_234_566)
    assert read("a.md", sys.maxsize).text[:2] == "xx"


def test_a_folder_and_a_vanished_file(tree: Tree) -> None:
    tree({"x.md/a.md": ""})
    with pytest.raises(FileError, match="Expected a file, found a folder"):
        read("x.md", LIMIT)
    with pytest.raises(FileError, match=r"^File not found$"):
        read("gone.md", LIMIT)


def test_pathspec_is_imported_only_for_patterns(tree: Tree) -> None:
    root = tree({"a.md": ""})
    script = (
        "import sys\nfrom lint_post.rule.catalogue import load\nfrom lint_post.config.config import Configs\n"
        "from lint_post.project.files import discover\ndiscover([], Configs(load(), isolated=True))\n"
        "print('pathspec' in sys.modules)"
    )
    run = [sys.executable, "-c", script]
    assert subprocess.run(run, cwd=root, capture_output=True, text=True, check=True).stdout == "False\n"
    tree({".gitignore": "x\n"})
    assert subprocess.run(run, cwd=root, capture_output=True, text=True, check=True).stdout == "True\n"
