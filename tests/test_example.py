"""The main job: what an editor would mark in the unfinished example post, each at its exact place, and nothing else."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parent.parent
POST = ROOT / "examples/deep_learning_2022/index.md"

EXPECTED = [
    (4, "front-matter/empty-field", "description"),
    (5, "images/missing-file", "deep_learning_2022/ogp.jpg"),
    (26, "images/missing-alt", "![](2023-01-12-09-55-25.png)"),
    (26, "images/missing-file", "2023-01-12-09-55-25.png"),
    (38, "markdown/trailing-spaces", " "),
    (40, "images/missing-alt", "![](2023-01-14-00-00-31.png)"),
    (40, "images/missing-file", "2023-01-14-00-00-31.png"),
    (44, "images/missing-alt", "![](2023-01-14-00-01-13.png)"),
    (44, "images/missing-file", "2023-01-14-00-01-13.png"),
    (48, "images/missing-alt", "![](2023-01-14-00-00-04.png)"),
    (48, "images/missing-file", "2023-01-14-00-00-04.png"),
    (58, "images/missing-alt", "![](2023-01-12-23-31-24.png)"),
    (58, "images/missing-file", "2023-01-12-23-31-24.png"),
    (64, "consistency/dialect", "behaviour"),
    (75, "images/missing-alt", "![](2023-01-13-00-12-43.png)"),
    (75, "images/missing-file", "2023-01-13-00-12-43.png"),
    (83, "spelling/likely-typo", "speeech"),
    (87, "images/missing-alt", "![](2023-01-16-13-02-35.png)"),
    (87, "images/missing-file", "2023-01-16-13-02-35.png"),
    (91, "spelling/typo", "fasion"),
    (91, "grammar/unfinished-sentence", "English translation, utterance prediction language identification"),
    (93, "images/missing-alt", "![](2023-01-16-13-01-20.png)"),
    (93, "images/missing-file", "2023-01-16-13-01-20.png"),
    (95, "sections/unfinished", "## Applications"),
    (96, "sections/empty", "### Stable Diffusion & DreamStudio"),
    (97, "sections/stub", "### ChatGPT"),
    (99, "sections/empty", "### YOU.com"),
    (100, "sections/stub", "### GT Sophy"),
    (103, "sections/empty", "## Concluding Remarks"),
    (105, "sections/empty", "## References"),
    (105, "markdown/trailing-spaces", " "),
]
FIXES = {
    "behaviour": ("suggestion", "behavior"),
    "speeech": ("suggestion", "speech"),
    "fasion": ("safe", "fashion"),
    " ": ("safe", ""),
}


@pytest.fixture(scope="module")
def report() -> Any:
    command = [sys.executable, "-m", "lint_post", "check", "--isolated", "--output-format", "json", str(POST)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 1
    return json.loads(done.stdout)


def test_it_finds_what_an_editor_would_mark_and_nothing_else(report: Any) -> None:
    text = POST.read_bytes().decode()
    found = [
        (
            one["range"]["start"]["line"],
            one["rule"],
            text[one["range"]["start"]["offset"] : one["range"]["end"]["offset"]],
        )
        for one in report["diagnostics"]
    ]
    assert found == EXPECTED


def test_the_fixes_write_what_the_author_meant(report: Any) -> None:
    text = POST.read_bytes().decode()
    for one in report["diagnostics"]:
        if one["fix"]:
            start, end = (one["range"][side]["offset"] for side in ("start", "end"))
            (edit,) = one["fix"]["edits"]
            assert edit["range"] == one["range"]
            assert (one["fix"]["applicability"], edit["text"]) == FIXES[text[start:end]]


def test_the_report_is_valid(report: Any) -> None:
    schema = json.loads((ROOT / "lint_post/schemas/report-1.json").read_text(encoding="utf-8"))
    jsonschema.validate(report, schema)
