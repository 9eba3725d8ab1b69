"""Measures the mistakes that the prose rules find and their false alarms, with and without LanguageTool.

FOLDER contains mistakes that authors later fixed (``gold.jsonl``, and their files in ``before/``), finished files
(``clean/``, ``clean.jsonl``) and the ``score.py`` that compares a report with them. LanguageTool must be installed,
or its URL must be given.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from harness import against, cannot_run, print_table

GROUPS = ("grammar", "spelling", "consistency")
LANGUAGETOOL = "grammar/languagetool"
GOAL = 0.35  # false alarms of LanguageTool in 1 000 words
_CLASSES = ("SPELL", "TERM", "REALWORD", "REPEAT", "GRAMMAR")
_RUNS = (
    ("LanguageTool alone", ["--select", LANGUAGETOOL]),
    ("our own rules", ["--select", ",".join(GROUPS), "--ignore", LANGUAGETOOL]),
    ("all together", ["--select", ",".join((*GROUPS, LANGUAGETOOL))]),
)


def _scores(folder: Path, choice: list[str], url: str | None) -> dict[str, Any]:
    """What ``score.py`` says of a check of the set with the rules of ``choice``."""
    command = [sys.executable, "-m", "lint_post", "check", "--isolated", "--output-format", "json", "--exit-zero"]
    command += [*choice, *(["--languagetool-url", url] if url else []), "before", "clean"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        cannot_run(done.stderr.strip())
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as report:
        report.write(done.stdout)
        report.flush()
        score = [sys.executable, str(folder / "score.py"), report.name, "--json"]
        said: dict[str, Any] = json.loads(subprocess.run(score, capture_output=True, text=True, check=True).stdout)
    return said


def main() -> None:
    """Print recall by class, and false alarms in 1 000 settled words."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the development set")
    parser.add_argument("--languagetool-url", metavar="URL", help="the server to use instead of the local installation")
    arguments = parser.parse_args()
    folder = arguments.folder.resolve()
    if not (folder / "score.py").is_file():
        cannot_run(f'No development set in "{arguments.folder}"')
    rows = []
    alarms = 0.0
    for name, choice in _RUNS:
        said = _scores(folder, choice, arguments.languagetool_url)
        clean = said["clean"]
        recall = [f"{100 * said['classes'][kind]['recall']:.1f} %" for kind in _CLASSES]
        rows.append([name, *recall, f"{clean['fp_per_1000']:.3f}", f"{clean['per_1000']:.3f}"])
        if name == _RUNS[0][0]:
            alarms = clean["fp_per_1000"]
    print_table(("recall", *_CLASSES, "false / 1 000", "findings / 1 000"), rows)
    print(f"\nfalse alarms of LanguageTool per 1 000 finished words, at most: {alarms:.3f}  ({against(alarms, GOAL)})")


if __name__ == "__main__":
    main()
