"""Comments for what is found now."""

from __future__ import annotations

from pathlib import Path

import pytest

from .process import lint_post

POST = """---
title: A post
tags: []
---

# A post

It is is here.

It says a lot, and it was
recieved by many: it was was good.

| one | two |
| --- | --- |
| an an apple | none |

## Nothing
"""
SILENCED = """---
title: A post
tags: []
---
<!-- lint-post-disable-file front-matter/empty-field: for now -->

# A post

<!-- lint-post-disable-next-line grammar/repeated-word: for now -->
It is is here.

<!-- lint-post-disable grammar/repeated-word, spelling/typo: for now -->
It says a lot, and it was
recieved by many: it was was good.
<!-- lint-post-enable grammar/repeated-word, spelling/typo -->

<!-- lint-post-disable grammar/repeated-word: for now -->
| one | two |
| --- | --- |
| an an apple | none |
<!-- lint-post-enable grammar/repeated-word -->

<!-- lint-post-disable-next-line sections/empty: for now -->
## Nothing
"""


def test_all_that_is_found_is_silenced_and_nothing_else_changes(tmp_path: Path) -> None:
    file = tmp_path / "post.md"
    file.write_text(POST, "utf-8")
    outcome = lint_post("check", "--add-ignore", "--reason", "for now", cwd=tmp_path)
    assert outcome == (0, "", "Suppressed 6 problems in 1 file.\n")
    assert file.read_text("utf-8") == SILENCED
    assert lint_post("check", cwd=tmp_path).notes == "All good: 1 file checked.\n"
    assert lint_post("check", "--add-ignore", cwd=tmp_path).notes == "Nothing to suppress.\n"
    assert file.read_text("utf-8") == SILENCED


def test_mdx_has_comments_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "post.mdx").write_bytes(b"# A post\r\n\r\nIt is is here.\r\n")
    assert lint_post("check", "--add-ignore", cwd=tmp_path).code == 0
    assert (tmp_path / "post.mdx").read_bytes() == (
        b"# A post\r\n\r\n{/* lint-post-disable-next-line grammar/repeated-word */}\r\nIt is is here.\r\n"
    )
    assert lint_post("check", cwd=tmp_path).code == 0


@pytest.mark.parametrize(
    "text",
    [
        "- one\n- it is is two\n- three\n\n1. and it was was four\n",
        "> It is is here\n> and there there too.\n",
        "```\ncode\n",
        "It is is here",
        "Text and\n\n    code\n\nit is is\n",
        "<div>\n\nIt is is here.\n\n</div>\n",
    ],
)
def test_afterwards_nothing_is_found_any_more(tmp_path: Path, text: str) -> None:
    (tmp_path / "post.md").write_text(text, "utf-8")
    lint_post("check", "--add-ignore", cwd=tmp_path)
    after = lint_post("check", cwd=tmp_path)
    assert after.code == 0, after.output


@pytest.mark.parametrize("options", [["--fix"], ["-"], ["--reason", "a -- b"]])
def test_what_makes_no_sense_is_refused(tmp_path: Path, options: list[str]) -> None:
    outcome = lint_post("check", "--add-ignore", *options, cwd=tmp_path)
    assert (outcome.code, outcome.output) == (2, "")


def test_a_last_line_without_an_end_gets_one(tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text("# A post\n\nText.\nIt is is here.", "utf-8")
    lint_post("check", "--add-ignore", cwd=tmp_path)
    assert (tmp_path / "post.md").read_text("utf-8") == (
        "# A post\n\n<!-- lint-post-disable grammar/repeated-word -->\nText.\nIt is is here.\n"
        "<!-- lint-post-enable grammar/repeated-word -->\n"
    )
    assert lint_post("check", cwd=tmp_path).code == 0


def test_only_what_no_comment_can_reach_is_silenced_for_the_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "post.md"
    file.write_text("It is is here.\n\n- one\n\n- two\nA lazy line that was was here\n", "utf-8")
    outcome = lint_post("check", "--add-ignore", cwd=tmp_path)
    assert outcome.code == 0
    assert "<!-- lint-post-disable-next-line grammar/repeated-word -->\nIt is is here.\n" in file.read_text("utf-8")
    assert lint_post("check", cwd=tmp_path) == (0, "", "All good: 1 file checked.\n")
