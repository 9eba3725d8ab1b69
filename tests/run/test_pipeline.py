"""Many files: several processes, and a second run that remembers, say the very same as one file after the other."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from lint_post.config.config import Configs
from lint_post.project.files import discover
from lint_post.rule.catalogue import load
from lint_post.rule.finding import Report
from lint_post.run import workers
from lint_post.run.examine import Examined, Rules, examine
from lint_post.run.lint import Linter
from lint_post.run.perform import Task
from lint_post.store.store import NAME, Store, open_store
from lint_post.text.source import Source

TOPICS = ["rivers", "bridges", "lamps", "trains", "gardens"]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of posts that link to each other, some of them to nothing."""
    chance = random.Random(5)
    posts = tmp_path / "site"
    (posts / ".git").mkdir(parents=True)
    for number in range(40):
        topic = TOPICS[number % len(TOPICS)]
        folder = posts / topic
        folder.mkdir(exist_ok=True)
        links = [f"[{name}](../{name}/{chance.randrange(45)}.md#part-{chance.randrange(3)})" for name in TOPICS]
        parts = [f"## Part {part}\n\nIt says a lot about {topic} and the the rest.\n" for part in range(2)]
        front = f"---\ntitle: All about {topic} {number % 7}\ndate: 2024-01-{number % 28 + 1:02}\n---\n"
        text = f"{front}\nSee {', '.join(links)} and ![a map]({topic}.png).\n\n{chr(10).join(parts)}"
        (folder / f"{number}.md").write_text(text * (1 if number else 40), "utf-8")
    monkeypatch.chdir(posts)
    monkeypatch.setattr("lint_post.run.pipeline._LEAST_BYTES", 1)
    return posts


def run(store: Store | None = None, jobs: int = 1, paths: tuple[str, ...] = (".",)) -> Report:
    configs = Configs(load(), isolated=True)
    try:
        return Linter(configs, store=store, jobs=jobs).lint(discover(paths, configs))
    finally:
        if store:
            store.close()


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Opens the store of the test; what it leaves open is closed with it."""
    stores: list[Store] = []

    def open_it() -> Store:
        stores.append(open_store(tmp_path / "cache"))
        return stores[-1]

    yield open_it
    for store in stores:
        store.close()


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that rules look at in this process."""
    names: list[str] = []

    def note(source: Source, *rest: Any) -> Examined:
        names.append(source.path)
        return examine(source, *rest)

    monkeypatch.setattr("lint_post.run.perform.examine", note)
    return names


def test_any_way_to_run_says_the_same(site: Path, opened: Callable[[], Store]) -> None:
    expected = run()
    assert len(expected.diagnostics) > 100
    assert run(jobs=3) == expected
    assert run(opened(), jobs=2) == expected
    assert run(opened()) == expected
    assert run(opened(), jobs=3, paths=("lamps", "trains", "rivers", "gardens", "bridges")) == expected


def test_a_second_run_looks_at_what_has_changed_alone(
    site: Path, opened: Callable[[], Store], examined: list[str]
) -> None:
    run(opened())
    assert len(examined) == 40
    examined.clear()
    (site / "lamps/2.md").write_text("A new text that says says nothing.\n", "utf-8")
    report = run(opened())
    assert examined == ["lamps/2.md"]
    assert report == run()


@pytest.mark.parametrize(
    "change",
    [
        lambda site: (site / "rivers/rivers.png").write_bytes(b""),
        lambda site: (site / "lamps/2.md").unlink(),
        lambda site: (site / "lamps/2.md").rename(site / "lamps/44.md"),
        lambda site: (site / "lamps/2.md").write_text("# Part 0\n\n# Part 2\n", "utf-8"),
        lambda site: (site / "lamps/2.md").write_text(
            "---\ntitle: All about trains 1\ndate: 2024-02-02\n---\n", "utf-8"
        ),
        lambda site: (site / "lint-post.toml").write_text("[words]\naccept = ['Zig']\n", "utf-8"),
        lambda site: (site / ".git").rmdir(),
        lambda site: (site / ".gitignore").write_text("lamps\n", "utf-8"),
    ],
    ids=["an image", "gone", "renamed", "headings", "title", "configuration", "no repository", "ignored"],
)
def test_changes_next_to_a_file_count(
    site: Path, opened: Callable[[], Store], change: Callable[[Path], object]
) -> None:
    run(opened())
    change(site)
    assert run(opened()) == run()
    assert run(opened()) == run()


def test_a_process_that_dies_costs_its_file_and_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(source: Source, *rest: Any) -> Examined:
        if source.path == "lamps/12.md":
            os.kill(os.getpid(), signal.SIGKILL)
        return examine(source, *rest)

    expected = run()
    monkeypatch.setattr("lint_post.run.perform.examine", die)
    report = run(jobs=2)
    assert [(failure.path, failure.message) for failure in report.failures] == [
        ("lamps/12.md", "The process that checked this file ended with signal 9; it may have run out of memory")
    ]
    assert report.diagnostics == tuple(one for one in expected.diagnostics if one.path != "lamps/12.md")


def test_a_damaged_store_is_set_aside_and_said(site: Path, tmp_path: Path, opened: Callable[[], Store]) -> None:
    expected = run(opened())
    file = tmp_path / "cache" / NAME
    file.write_bytes(b"This is no database, and long enough to be taken for one. " * 40)
    store = opened()
    assert "was damaged" in store.notice
    assert run(store) == expected
    assert run(opened()) == expected
    assert opened().notice == ""


def test_a_foreign_database_is_left_as_it_was(site: Path, tmp_path: Path, opened: Callable[[], Store]) -> None:
    (tmp_path / "cache").mkdir()
    with closing(sqlite3.connect(tmp_path / "cache" / NAME)) as database, database:
        database.execute("CREATE TABLE mine (thing)")
    assert "not a lint-post cache" in opened().notice
    with closing(sqlite3.connect((tmp_path / "cache" / NAME).with_suffix(".broken"))) as database, database:
        assert database.execute("SELECT count(*) FROM mine").fetchone() == (0,)


def test_invalid_rows_are_computed_again(site: Path, tmp_path: Path, opened: Callable[[], Store]) -> None:
    expected = run(opened())
    with closing(sqlite3.connect(tmp_path / "cache" / NAME)) as database, database:
        database.execute("UPDATE entries SET value = x'80056300'")
    assert run(opened()) == expected
    with closing(sqlite3.connect(tmp_path / "cache" / NAME)) as database, database:
        evil = b"\x80\x05cos\nsystem\n(S'touch evil'\ntR."
        database.execute("UPDATE entries SET value = ?", (evil,))
    assert run(opened()) == expected
    assert not Path("evil").exists()


def test_a_full_disk_and_a_closed_folder_cost_speed_alone(site: Path, tmp_path: Path) -> None:
    expected = run()
    (tmp_path / "file").write_text("", "utf-8")
    store = open_store(tmp_path / "file" / "cache")
    assert "Cannot create cache folder" in store.notice
    assert run(store) == expected


def test_what_would_fill_the_store_is_not_kept(
    tmp_path: Path, site: Path, opened: Callable[[], Store], examined: list[str]
) -> None:
    (site / "long.md").write_text("It is is " * 5_000 + "so.\n", "utf-8")
    expected = run(opened())
    examined.clear()
    assert run(opened()) == expected
    assert examined == ["long.md"]
    assert (tmp_path / "cache" / NAME).stat().st_size < 2_000_000


def test_two_runs_at_once_are_both_right(site: Path, opened: Callable[[], Store]) -> None:
    expected = run()
    first, second = opened(), opened()
    assert run(first) == expected
    assert run(second) == expected
    assert run(opened()) == expected


def test_more_is_never_in_flight_than_a_few(site: Path) -> None:
    taken = 0

    def tasks() -> Iterator[Task]:
        nonlocal taken
        for number in range(300):
            taken += 1
            yield Task(f"{number}.md", 2, b"", 10, b"x\n")

    pool = workers.Workers(2, {b"": Rules(())})
    try:
        results = pool.perform(tasks())
        next(results)
        assert taken < 150
        assert sum(1 for _ in results) == 299
    finally:
        pool.close()
