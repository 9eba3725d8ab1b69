"""A merge conflict hides what is between its markers, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from .process import lint_post

MARKERS = "<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> feature\n"


def found(folder: Path, text: str, *options: str) -> list[str]:
    """The lines and rules of what is found in ``text``."""
    (folder / "a.md").write_bytes(text.encode())
    lines = lint_post("check", "a.md", *options, cwd=folder).output.splitlines()
    return [f"{line.split(':')[1]} {line.split(' ')[2]}" for line in lines]


def marked(first: int, second: int, third: int) -> list[str]:
    return [f"{line} markdown/merge-conflict" for line in (first, second, third)]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_findings_outside_of_a_conflict_are_reported_and_those_within_are_not(tmp_path: Path, newline: str) -> None:
    conflict = MARKERS.format(ours="It was was here.\n\n## Empty", theirs="It is is there.  ")
    text = f"# A post\n\nIt is is here.\n\n{conflict}\nIt says says so.\n\n## The end\n".replace("\n", newline)
    expected = [
        "3 grammar/repeated-word", *marked(5, 9, 11), "13 grammar/repeated-word", "15 sections/empty",
    ]  # fmt: skip
    assert found(tmp_path, text) == expected


def test_a_paragraph_or_a_table_around_a_conflict_stays_one(tmp_path: Path) -> None:
    conflict = MARKERS.format(ours="there and", theirs="here and")
    assert found(tmp_path, f"# A post\n\nIt is, as they say,\n{conflict}everywhere.\n") == marked(4, 6, 8)
    conflict = MARKERS.format(ours="| 1 | 2 |", theirs="| 1 |")
    assert found(tmp_path, f"# A post\n\n| a | b |\n| --- | --- |\n{conflict}| 3 | 4 |\n") == marked(5, 7, 9)


def test_a_conflict_in_front_matter_and_one_with_its_base_are_understood(tmp_path: Path) -> None:
    conflict = MARKERS.format(ours="date: 2023-01-02", theirs="date: 2023-01-03")
    text = f"---\ntitle: A post\n{conflict}---\n\nIt is is here.\n"
    assert found(tmp_path, text) == [*marked(3, 5, 7), "10 grammar/repeated-word"]
    conflict = "<<<<<<< HEAD\nIt is new.\n||||||| base\n# It is is old.\n=======\nIt is other.\n>>>>>>> x\n"
    assert found(tmp_path, f"# A post\n\n{conflict}") == marked(3, 7, 9)


def test_a_suppression_comment_in_a_conflict_counts_for_nothing(tmp_path: Path) -> None:
    comment = "<!-- lint-post-disable-next-line grammar/repeated-word -->\nIt is is here."
    text = f"# A post\n\n{MARKERS.format(ours=comment, theirs=comment)}"
    assert found(tmp_path, text) == marked(3, 6, 9)
    below = "<!-- lint-post-disable-next-line grammar/repeated-word -->\nIt is is here.\n"
    assert found(tmp_path, f"{text}\n{below}") == marked(3, 6, 9)


def test_fixes_outside_of_a_conflict_are_applied(tmp_path: Path) -> None:
    conflict = MARKERS.format(ours="It was was here.", theirs="It is is there.")
    (tmp_path / "a.md").write_text(f"# A post\n\nIt is is here.\n\n{conflict}", "utf-8")
    assert lint_post("fix", cwd=tmp_path).code == 1
    assert (tmp_path / "a.md").read_text("utf-8") == f"# A post\n\nIt is here.\n\n{conflict}"


def test_without_its_rule_a_conflict_is_text(tmp_path: Path) -> None:
    text = f"# A post\n\n{MARKERS.format(ours='It was was here.', theirs='It is is there.')}"
    assert "4 grammar/repeated-word" in found(tmp_path, text, "--ignore", "markdown/merge-conflict")
