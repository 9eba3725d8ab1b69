"""The README tells the truth: its output is real, and its commands work."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest
from update_readme import README, ROOT, updated

from lint_post.rule.catalogue import load

TEXT = README.read_text(encoding="utf-8")
COMMANDS = [
    line.partition(" #")[0].strip()
    for block in re.findall(r"^```sh\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]
CHECKS = [command for command in COMMANDS if command.startswith("lint-post ")]
SETUPS = [command for command in COMMANDS if command.startswith("python3 -m venv ")]


def test_the_output_and_the_table_of_rules_are_what_lint_post_says() -> None:
    assert updated(TEXT) == TEXT, "run scripts/update_readme.py"


def test_there_are_two_commands_that_do_all_the_set_up() -> None:
    assert len(SETUPS) == 2
    assert SETUPS[0].endswith("lint-post check examples/deep_learning_2022")
    assert SETUPS[1].endswith("python -m pytest -n 2")
    assert len(SETUPS) + len(CHECKS) == len(COMMANDS)


@pytest.mark.parametrize("command", CHECKS)
def test_a_command_works(
    command: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if " languagetool " in command:
        monkeypatch.setenv("LTP_PATH", str(request.getfixturevalue("installation")))
    (tmp_path / "posts").mkdir()
    for name in ("posts/a.md", "posts/draft.md", "draft.md", "buffer"):
        (tmp_path / name).write_text("# A post\n\nIt says something.\n", encoding="utf-8")
    (tmp_path / "known.json").write_text('{"version": 1, "findings": []}', encoding="utf-8")
    script = command.replace("lint-post ", f"{sys.executable} -m lint_post ", 1)
    if "--interactive" in command:  # it asks on a terminal
        terminal = pexpect.spawn("bash", ["-c", script], cwd=str(tmp_path), encoding="utf-8")
        shown = terminal.read()
        terminal.close()
        assert (terminal.exitstatus, "Traceback" in shown) == (0, False), shown
        return
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


def test_the_command_of_the_main_job_does_it_all_from_scratch(tmp_path: Path) -> None:
    clone = tmp_path / "lint-post"
    ignored = shutil.ignore_patterns(".git", ".venv", "*.egg-info", "build", "__pycache__", ".*_cache", "node_modules")
    shutil.copytree(ROOT, clone, ignore=ignored)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        ["bash", "-c", SETUPS[0]], cwd=clone, env=environment, capture_output=True, text=True, check=False
    )
    if "No matching distribution" in done.stderr or "Could not find a version" in done.stderr:
        pytest.skip("installing needs the network, which is not there")
    assert done.returncode == 1, done.stderr
    assert "sections/empty" in done.stdout
    rules = [str(clone / ".venv/bin/lint-post"), "rules", "--output-format", "json"]
    listed = json.loads(subprocess.run(rules, cwd=tmp_path, env=environment, capture_output=True, check=True).stdout)
    assert {rule["id"] for rule in listed["rules"]} == set(load().entries), "what is installed holds every rule"


def test_the_rule_that_the_readme_writes_works(tmp_path: Path) -> None:
    match = re.search(r"^````python\n(.*?)^````$", TEXT, re.DOTALL | re.MULTILINE)
    assert match
    clone = tmp_path / "copy"
    shutil.copytree(ROOT / "rules", clone / "rules", ignore=shutil.ignore_patterns("__pycache__"))
    (clone / "rules/style").mkdir(exist_ok=True)
    (clone / "rules/style/__init__.py").write_text("", encoding="utf-8")
    (clone / "rules/style/shouting.py").write_text(match[1], encoding="utf-8")
    script = (
        "import sys; from pathlib import Path; from lint_post.rule import catalogue; "
        "from lint_post.run import examples; "
        "rules = catalogue.load_folder(Path(sys.argv[1]), 'copied_rules'); "
        "print(examples.run(rules.find('style/shouting'), rules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(clone / "rules")], capture_output=True, text=True, check=True
    )
    assert done.stdout == "()\n"
