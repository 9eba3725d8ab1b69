"""SARIF: valid by Microsoft's own tool, with everything that GitHub's code scanning requires."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from lint_post.report._options import Description, Options
from lint_post.report.sarif import render
from lint_post.rule.finding import Failure, Report, Severity
from lint_post.text.value import replace

from .awkward import SAMPLES, diagnostic

TOOL = "@microsoft/sarif-multitool@5"
COMPLAINT = re.compile(r": (error|warning) (\w+)")
NO_ADDRESS = "SARIF2005"  # the project has no URL yet


def log(report: Report, **options: Any) -> dict[str, Any]:
    document: dict[str, Any] = json.loads("".join(render(report, Options(**options))))
    return document


@pytest.fixture(scope="session")
def multitool(request: pytest.FixtureRequest) -> Path:
    """Microsoft's validator, installed once."""
    if not shutil.which("npm"):
        pytest.skip("npm is not installed, so Microsoft’s SARIF validator was not asked")
    assert request.config.cache is not None
    folder = request.config.cache.mkdir("sarif-multitool")
    with FileLock(folder / "install.lock"):
        if not (folder / "node_modules").is_dir():
            install = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder), TOOL]
            run = subprocess.run(install, capture_output=True, text=True, check=False, timeout=300)
            if run.returncode:
                pytest.skip(f"npm cannot install {TOOL}, so it was not asked: {run.stderr[-300:]}")
    found = (folder / "node_modules/@microsoft").glob("sarif-multitool-*/Sarif.Multitool*")
    program = next((path for path in found if path.name in ("Sarif.Multitool", "Sarif.Multitool.exe")), None)
    if program is None:
        pytest.skip("Microsoft’s SARIF validator is not made for this system")
    program.chmod(0o755)
    return program


def complaints(multitool: Path, file: Path) -> list[str]:
    run = subprocess.run([multitool, "validate", file], capture_output=True, text=True, check=False, timeout=120)
    assert "Analysis completed successfully" in run.stdout, run.stdout + run.stderr
    return [match[2] for match in COMPLAINT.finditer(run.stdout)]


def test_microsofts_validator_finds_nothing(multitool: Path, report: Report, tmp_path: Path) -> None:
    file = tmp_path / "report.sarif"
    described = Options(describe=lambda rule: Description("One thing is right.", f"A page about {rule}.\n\nMore."))
    file.write_text("".join(render(report, described)), "utf-8")
    assert set(complaints(multitool, file)) <= {NO_ADDRESS}


@pytest.mark.parametrize("key", ["message", "ruleIndex"])
def test_microsofts_validator_notices_what_is_wrong(multitool: Path, report: Report, tmp_path: Path, key: str) -> None:
    broken = log(report)
    broken["runs"][0]["results"][0][key] = {"message": {}, "ruleIndex": 9_999}[key]
    file = tmp_path / "report.sarif"
    file.write_text(json.dumps(broken), "utf-8")
    assert set(complaints(multitool, file)) - {NO_ADDRESS}


def test_each_result_has_all_that_github_needs(report: Report) -> None:
    [run] = log(report)["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert set(place["region"]) == {"startLine", "startColumn", "endLine", "endColumn"}
        assert re.fullmatch(r"[0-9a-f]{16}:\d+", result["partialFingerprints"]["primaryLocationLineHash"])
        assert result["message"]["text"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({result["ruleId"] for result in run["results"]})
    for rule in rules:
        assert rule["help"]["text"]
        assert len(rule["fullDescription"]["text"]) <= 1_024


def test_of_more_than_github_shows_the_most_severe_are_included_with_a_note() -> None:
    found = diagnostic(SAMPLES[0])
    many = [replace(found, severity=Severity.INFO)] * 6_000 + [replace(found, severity=Severity.ERROR)] * 4_000
    [run] = log(Report(tuple(many)))["runs"]
    levels = [result["level"] for result in run["results"]]
    assert (len(levels), levels.count("error")) == (5_000, 4_000)
    [note] = run["invocations"][0]["toolExecutionNotifications"]
    assert "5,000" in note["message"]["text"]
    assert "10,000" in note["message"]["text"]


def test_what_could_not_be_checked_is_a_notification() -> None:
    [run] = log(Report((), (Failure("a.md", "It may not be read."),)))["runs"]
    [invocation] = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "a.md: It may not be read."


def test_files_are_named_from_the_workspace(tmp_path: Path) -> None:
    found = replace(diagnostic(SAMPLES[0]), path=str(tmp_path / "posts/a b%.md"))
    [run] = log(Report((found,)), workspace=str(tmp_path))["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "posts/a%20b%25.md", "uriBaseId": "%SRCROOT%"}
