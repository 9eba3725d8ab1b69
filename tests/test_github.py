"""The GitHub Action and its kin: its own steps, run as a runner does, in real repositories; and what validators say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
NO_NETWORK = ("No matching distribution", "Could not find a version", "Connection", "ConnectionError")
if not shutil.which("bash") or sys.platform == "win32":
    pytest.skip("bash is not here, so the action was not tried", allow_module_level=True)


class Job(NamedTuple):
    """How a step ended: its exit code, what it printed, its outputs and the summary."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str


@pytest.fixture(scope="session")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The runner's folder for what a job needs; the environment in it is made once."""
    return tmp_path_factory.mktemp("runner")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A merged pull request: its first parent is the base."""
    folder = tmp_path / "work space"
    (folder / "posts").mkdir(parents=True)
    (folder / "posts/a.md").write_text("# A\n\nIt is is here.\n", "utf-8")
    (folder / "posts/good.md").write_text("# Good\n\nIt says something.\n", "utf-8")
    _git(folder, "init", "--quiet", "--initial-branch=main")
    _git(folder, "add", ".")
    _git(folder, "commit", "-qm", "Before")
    _git(folder, "checkout", "-qb", "change")
    (folder / "posts/a.md").write_text("# A\n\nIt is is here.\n\nIt was was changed.\n\n[x](gone.md)\n", "utf-8")
    _git(folder, "commit", "-qam", "The change")
    _git(folder, "checkout", "-q", "main")
    _git(folder, "merge", "-q", "--no-ff", "-m", "Merge", "change")
    return folder


def _git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A writer", "-c", "user.email=writer@example.com")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def job(folder: Path, temporary: Path, event: str = "pull_request", **inputs: str) -> Job:
    """Run the action's own step with ``inputs`` (written with underscores), the others as the action has them."""
    given = {name: values["default"] for name, values in ACTION["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    [step] = [step for step in ACTION["runs"]["steps"] if "run" in step]
    values = {f"inputs.{name}": value for name, value in given.items()} | {"github.action_path": str(ROOT)}
    settings = {name: values[_expression(value)] for name, value in step["env"].items()}
    for name in ("output", "summary"):
        (temporary / name).write_text("", "utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LINT_POST", "PYTHON"))}
    environment = kept | settings | {
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": event,
        "GITHUB_OUTPUT": str(temporary / "output"),
        "GITHUB_STEP_SUMMARY": str(temporary / "summary"),
        "GITHUB_WORKSPACE": str(folder),
        "RUNNER_TEMP": str(temporary),
    }  # fmt: skip
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if run.returncode and any(sign in run.stderr for sign in NO_NETWORK):
        pytest.skip("the action installs from the network, which is not there")
    lines = (temporary / "output").read_text("utf-8").splitlines()
    outputs = dict(line.split("=", 1) for line in lines)
    return Job(run.returncode, run.stdout + run.stderr, outputs, (temporary / "summary").read_text("utf-8"))


def _expression(value: str) -> str:
    match = re.fullmatch(r"\$\{\{ (\S+) \}\}", value)
    assert match, value
    return match[1]


def test_it_annotates_counts_and_sums_up(repository: Path, temporary: Path) -> None:
    done = job(repository, temporary, "push", sarif="out.sarif")
    assert done.code == 1
    assert "::warning title=grammar/repeated-word,file=posts/a.md,line=3,endLine=3,col=6,endColumn=8::" in done.log
    assert done.outputs == {
        "exit-code": "1", "problems": "3", "errors": "1", "warnings": "2", "sarif-file": "out.sarif",
    }  # fmt: skip
    assert "| error | posts/a.md&#58;7&#58;5 |" in done.summary
    assert (repository / "out.sarif").read_text("utf-8").startswith('{"$schema"')


def test_on_a_pull_request_only_its_lines_count_if_that_is_wanted(repository: Path, temporary: Path) -> None:
    done = job(repository, temporary, only_changed_lines="true", summary="false", fail_on="never")
    assert (done.code, done.outputs["problems"], done.summary) == (0, "2", "")
    assert "line=5" in done.log
    assert "line=3," not in done.log
    assert job(repository, temporary, only_changed_lines="false").outputs["problems"] == "3"


def test_a_checkout_that_is_too_shallow_is_reported(repository: Path, temporary: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{repository}", str(shallow)], check=True)
    done = job(shallow, temporary, only_changed_lines="true")
    assert (done.code, done.outputs["exit-code"]) == (2, "2")
    assert "fetch-depth: 2" in done.log


def test_the_web_is_asked_if_that_is_wanted(repository: Path, temporary: Path) -> None:
    (repository / "posts/link.md").write_text("See [it](https://blog.invalid/).\n", "utf-8")
    assert "links/broken" not in job(repository, temporary, paths="posts/link.md").log
    done = job(repository, temporary, paths="posts/link.md", online="true")
    assert "::error title=links/broken,file=posts/link.md,line=1,endLine=1,col=10," in done.log
    assert 'host "blog.invalid" not found' in done.log


def test_paths_are_lines_and_the_folder_counts(repository: Path, temporary: Path) -> None:
    (repository / "posts/an odd; name.md").write_text("# Odd\n\nIt is is odd.\n", "utf-8")
    done = job(repository, temporary, paths="good.md\nan odd; name.md\n", working_directory="posts")
    assert done.outputs["problems"] == "1"
    assert "file=posts/an odd; name.md" in done.log
    assert job(repository, temporary, working_directory="gone").code == 2


@pytest.mark.parametrize(
    "inputs",
    [
        {"version": "1.0; touch hacked"},
        {"version": "1.0 --index-url=https://a.example"},
        {"version": "../evil"},
        {"paths": "$(touch hacked)\n`touch hacked`\n; touch hacked\n--fix\n-"},
        {"config": "$(touch hacked)"},
        {"fail_on": "never; touch hacked"},
        {"sarif": "$(touch hacked)/x\nproblems=0"},
        {"summary": "yes; touch hacked"},
        {"working_directory": "$(touch hacked)"},
    ],
)
def test_hostile_inputs_do_nothing(repository: Path, temporary: Path, inputs: dict[str, str]) -> None:
    before = (repository / "posts/a.md").read_bytes()
    done = job(repository, temporary, **inputs)
    assert done.code == 2
    assert not list(repository.rglob("hacked"))
    assert (repository / "posts/a.md").read_bytes() == before
    assert set(done.outputs) <= {"exit-code", "problems", "errors", "warnings"}


# --- what validators say


def _program(name: str) -> str:
    return str(Path(sys.executable).parent / name)


VALIDATORS: dict[str, tuple[list[str], str, str, str]] = {
    "action schema": (
        [_program("check-jsonschema"), "--builtin-schema", "vendor.github-actions"],
        "action.yml", "using: composite", "using: nothing",
    ),
    "workflow schema": (
        [_program("check-jsonschema"), "--builtin-schema", "vendor.github-workflows"],
        ".github/workflows/ci.yml", "runs-on: ubuntu-latest", "runs: on nothing",
    ),
    "action security": (
        [_program("zizmor"), "--offline", "--no-progress"],
        "action.yml", 'run: bash "$LINT_POST_ACTION/scripts/action.sh"', "run: echo ${{ inputs.paths }}",
    ),
    "workflow security": (
        [_program("zizmor"), "--offline", "--no-progress"],
        ".github/workflows/ci.yml", "run: .ci/run", "run: echo ${{ github.event.pull_request.title }}",
    ),
    "action's shell": ([_program("shellcheck")], "scripts/action.sh", '"$package"', "$package"),
    "CI's shell": ([_program("shellcheck")], ".ci/run", 'bash -c "$test_command"', "bash -c $test_command"),
    "hooks": (
        [_program("pre-commit"), "validate-manifest"],
        ".pre-commit-hooks.yaml", "  language: python\n", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", VALIDATORS)
def test_a_validator_finds_nothing_here_and_something_in_a_broken_file(name: str, tmp_path: Path) -> None:
    command, file, right, wrong = VALIDATORS[name]
    text = (ROOT / file).read_text("utf-8")
    good = subprocess.run([*command, ROOT / file], capture_output=True, text=True, check=False)
    assert good.returncode == 0, good.stdout + good.stderr
    assert right in text
    broken = tmp_path / file
    broken.parent.mkdir(parents=True, exist_ok=True)
    broken.write_text(text.replace(right, wrong), "utf-8")
    assert subprocess.run([*command, broken], capture_output=True, check=False).returncode != 0


def test_what_is_used_is_pinned_to_a_commit_and_no_expression_is_run() -> None:
    for file in ("action.yml", ".github/workflows/ci.yml"):
        text = (ROOT / file).read_text("utf-8")
        for used in re.findall(r"uses: (\S+)", text):
            assert used == "./" or re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", used)
        steps: list[Any] = re.findall(r"run: (.*)", text)
        assert steps
        assert not any("${{" in step for step in steps)


def test_pre_commit_runs_each_hook_in_a_repository(repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "lint-post"
    ignored = shutil.ignore_patterns(".git", ".venv", "*.egg-info", "build", "__pycache__", ".*_cache", "node_modules")
    shutil.copytree(ROOT, clone, ignore=ignored)
    _git(clone, "init", "-q")
    _git(clone, "add", ".")
    _git(clone, "commit", "-qm", "All of it")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment |= {"PRE_COMMIT_HOME": str(tmp_path / "hooks")}

    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=clone, check=True, capture_output=True, text=True)
    hooks = [{"id": hook["id"]} for hook in yaml.safe_load((clone / ".pre-commit-hooks.yaml").read_text("utf-8"))]
    config = {"repos": [{"repo": str(clone), "rev": commit.stdout.strip(), "hooks": hooks}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    _git(repository, "add", ".pre-commit-config.yaml")

    def run(hook: str) -> subprocess.CompletedProcess[str]:
        command = [_program("pre-commit"), "run", hook, "--all-files", "--verbose"]
        done = subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, check=False)
        if any(sign in done.stdout for sign in NO_NETWORK):
            pytest.skip("pre-commit installs from the network, which is not there")
        return done

    checked = run("lint-post")
    assert checked.returncode == 1
    assert "posts/a.md:3:6: warning grammar/repeated-word" in checked.stdout
    assert "posts/a.md:3:6: warning grammar/repeated-word" in run("lint-post-all").stdout
    assert "files were modified by this hook" in run("lint-post-fix").stdout
    assert "It was changed." in (repository / "posts/a.md").read_text("utf-8")
