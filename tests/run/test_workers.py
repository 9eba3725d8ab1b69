"""Worker processes: large tasks and results in both directions, and processes that die or get stuck."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lint_post.rule.catalogue import load
from lint_post.run import workers
from lint_post.run.examine import Examined, Rules, examine
from lint_post.run.perform import Failed, Found, Result, Task
from lint_post.run.workers import Workers
from lint_post.text.source import Source

WORDS = ["river", "bridge", "lamp", "train", "garden", "stone", "water", "light", "house", "tree", "road", "field"]
LIMIT = 120  # seconds; a check that hangs never ends


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A folder of files of 0.1 to 5 MB, with thousands of findings and links."""
    chance = random.Random(1)
    (tmp_path / ".git").mkdir()
    linked = "".join(f"See [it](links00.md?{number}), a {chance.choice(WORDS)}.  \n\n" for number in range(2_500))
    for number in range(8):
        (tmp_path / f"links{number:02}.md").write_text(f"# Links {number}\n\n{linked}", "utf-8")
    for size in (1_000_000, 5_000_000):
        code = f"```text\n{' '.join(WORDS)}\n".ljust(size, "x")
        (tmp_path / f"code{size}.md").write_text(f"# Code\n\nThe the code.\n\n{code}\n```\n", "utf-8")
    return tmp_path


def checked(folder: Path, *options: str) -> bytes:
    """What a check of ``folder`` prints."""
    rules = "links/missing-file,markdown/trailing-spaces,grammar/repeated-word"
    command = [
        sys.executable,
        "-m",
        "lint_post",
        "check",
        "--no-cache",
        "--isolated",
        "-q",
        "--select",
        rules,
        *options,
    ]
    done = subprocess.run([*command, "--select", rules], cwd=folder, capture_output=True, timeout=LIMIT, check=False)
    assert done.returncode == 1, done.stderr
    assert done.stderr == b""
    return done.stdout


def test_large_files_with_thousands_of_findings_never_block(large: Path) -> None:
    expected = checked(large, "-j1")
    assert expected.count(b"\n") > 20_000
    assert checked(large, "-j2") == expected
    assert checked(large, "-j8") == expected


@pytest.fixture
def pool() -> Iterator[Workers]:
    made = Workers(2, {b"": Rules(())})
    yield made
    made.close()


def test_unsaved_texts_of_any_size_go_to_the_workers(pool: Workers) -> None:
    tasks = [Task(f"{number}.md", 5_000_004, b"", 10_000_000, b"```\n" + b"x" * 5_000_000) for number in range(6)]
    assert [type(result) for result in pool.perform(tasks)] == [Found] * 6


def test_rules_of_any_size_go_to_the_workers() -> None:
    chosen = next(entry for entry in load() if entry.id == "spelling/typo")
    from lint_post.run.select import Configured

    rule = chosen.rule(accept=tuple(f"word{number}" for number in range(200_000)))
    rules = {b"": Rules(())}
    pool = Workers(2, rules)
    try:
        rules[b"large"] = Rules((Configured(chosen.id, rule, chosen.rule.severity),))
        tasks = [Task(f"{number}.md", 2, b"large", 10, b"x\n") for number in range(4)]
        assert [type(result) for result in pool.perform(tasks)] == [Found] * 4
    finally:
        pool.close()


def task(name: str) -> Task:
    return Task(name, 2, b"", 10, b"x\n")


@pytest.fixture
def troubled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file called ``dead.md`` kills its process, one called ``stuck.md`` never ends, ``stopped.md`` halts it."""

    def trouble(source: Source, *rest: Any) -> Examined:
        if source.path == "dead.md":
            os.kill(os.getpid(), signal.SIGKILL)
        if source.path == "stopped.md":
            os.kill(os.getpid(), signal.SIGSTOP)
        while source.path == "stuck.md":
            time.sleep(0.05)
        return examine(source, *rest)

    monkeypatch.setattr("lint_post.run.perform.examine", trouble)
    monkeypatch.setattr(workers, "_STUCK_AFTER", 3.0)


@pytest.mark.usefixtures("troubled")
@pytest.mark.parametrize("trouble", ["dead", "stuck", "stopped"])
def test_a_process_in_trouble_costs_its_file_alone(trouble: str) -> None:
    pool = Workers(2, {b"": Rules(())})
    names = ["a.md", f"{trouble}.md", *(f"{number}.md" for number in range(20))]
    try:
        results = dict(zip(names, pool.perform(map(task, names)), strict=True))
    finally:
        pool.close()
    failed = results.pop(f"{trouble}.md")
    assert isinstance(failed, Failed)
    expected = "signal 9; it may have run out of memory" if trouble == "dead" else "more than 3 s and was stopped"
    assert failed.why.endswith(expected)
    assert {type(result) for result in results.values()} == {Found}


def test_a_process_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    script = (
        "import sys, time\n"
        "from lint_post.run.examine import Rules\n"
        "from lint_post.run.workers import Workers\n"
        "pool = Workers(4, {b'': Rules(())})\n"
        "print(*(worker._process.pid for worker in pool._workers), flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=tmp_path) as parent:
        assert parent.stdout is not None
        children = [int(pid) for pid in parent.stdout.readline().split()]
        parent.kill()
    deadline = time.monotonic() + 20
    while alive := [pid for pid in children if is_alive(pid)]:
        assert time.monotonic() < deadline, alive
        time.sleep(0.05)
    assert len(children) == 4


def is_alive(pid: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:
        return False


def test_results_come_in_the_order_of_the_tasks(pool: Workers) -> None:
    sizes = [400_000, 2, 2, 200_000, 2, 2, 2]
    tasks = [Task(f"{size}.md", size, b"", 1_000_000, b"x\n" * (size // 2)) for size in sizes]
    results: list[Result] = list(pool.perform(tasks))
    from lint_post.text.digest import digest

    assert [one.content for one in results if isinstance(one, Found)] == [digest(t.data or b"") for t in tasks]
