"""Further reports of the same run."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from .process import COMMAND, environment, lint_post


def test_all_of_them_say_what_is_printed(posts: Path) -> None:
    further = [f"--report={value}" for value in ("json=a.json", "sarif=a.sarif", "concise=a.txt")]
    outcome = lint_post("check", *further, cwd=posts)
    assert outcome.code == 1
    assert (posts / "a.txt").read_text("utf-8") == outcome.output
    found = json.loads((posts / "a.json").read_text("utf-8"))["diagnostics"]
    results = json.loads((posts / "a.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert [one["rule"] for one in found] == [result["ruleId"] for result in results]
    rules = json.loads((posts / "a.sarif").read_text("utf-8"))["runs"][0]["tool"]["driver"]["rules"]
    assert rules[0]["shortDescription"]["text"] == "Repeated words"
    assert sorted(path.name for path in posts.iterdir()) == ["a.json", "a.sarif", "a.txt", "bad.md", "good.md"]


def test_a_jobs_summary_is_added_to(posts: Path) -> None:
    summary = posts / "summary"
    summary.write_text("A step before.\n", "utf-8")
    for _ in range(2):
        lint_post("check", f"--report=markdown={summary}", cwd=posts, GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text("utf-8")
    assert text.startswith("A step before.\n## lint-post\n")
    assert text.count("## lint-post") == 2
    lint_post("check", f"--report=markdown={summary}", cwd=posts)
    assert summary.read_text("utf-8").startswith("## lint-post")


def test_what_is_left_after_fixes_is_reported_too(posts: Path) -> None:
    outcome = lint_post("fix", "--report", "concise=left.txt", cwd=posts)
    assert (posts / "left.txt").read_text("utf-8") == outcome.output
    assert "sections/empty" in outcome.output
    assert "repeated-word" not in outcome.output


def test_a_report_that_cannot_be_written_costs_no_other(posts: Path) -> None:
    script = f"ulimit -f 0; exec {' '.join(COMMAND)} check --report json=a.json --output-format json"
    command = ["bash", "-c", script]
    run = subprocess.run(command, cwd=posts, env=environment(), capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert len(json.loads(run.stdout)["diagnostics"]) == 3
    assert 'lint-post: Cannot write report "a.json": file too large.' in run.stderr
    assert sorted(path.name for path in posts.iterdir()) == ["bad.md", "good.md"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["nonsense=a"], 'Unknown report format "nonsense"'),
        (["json"], 'Invalid --report "json"; use FORMAT=FILE'),
        (["json="], 'Invalid --report "json="; use FORMAT=FILE'),
        (["json=."], "it is a folder"),
        (["json=gone/a.json"], "folder not found; create it first"),
        (["json=a", "sarif=./a"], "Duplicate file in --report"),
    ],
)
def test_what_cannot_be_written_is_said_before_anything_is_done(posts: Path, values: list[str], said: str) -> None:
    outcome = lint_post("check", *(f"--report={value}" for value in values), cwd=posts)
    assert (outcome.code, outcome.output) == (2, "")
    assert said in outcome.notes
