"""A configuration for a repository."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from .process import lint_post

POST = "---\ntitle: Post {0}\ndate: 2023-01-0{0}\n---\n\nThis is about what we have seen, and it is in English.\n"


def _blog(folder: Path) -> None:
    (folder / "hugo.toml").write_text("title = 'A blog'\n", "utf-8")
    (folder / "archetypes").mkdir()
    (folder / "content").mkdir()
    for number in range(1, 10):
        (folder / f"content/{number}.md").write_text(POST.format(number), "utf-8")
    (folder / "content/draft.md").write_text("---\ntitle: No date\n---\n\nAnd this one has no date at all.\n", "utf-8")


def test_it_writes_what_it_has_seen(tmp_path: Path) -> None:
    _blog(tmp_path)
    outcome = lint_post("init", cwd=tmp_path)
    assert outcome == (
        0,
        "",
        "Wrote lint-post.toml for Hugo, 10 documents in en. Next, run: lint-post check\n",
    )
    written = tomllib.loads((tmp_path / "lint-post.toml").read_text("utf-8"))
    assert written == {
        "fail-on": "warning",
        "words": {"accept": []},
        "front-matter": {"required": ["title"]},
    }
    assert lint_post("check", cwd=tmp_path).code == 0


def test_it_overwrites_nothing(tmp_path: Path) -> None:
    _blog(tmp_path)
    (tmp_path / "lint-post.toml").write_text("# mine\n", "utf-8")
    outcome = lint_post("init", cwd=tmp_path)
    assert (outcome.code, outcome.output) == (2, "")
    assert 'Config file "lint-post.toml" already exists' in outcome.notes
    assert (tmp_path / "lint-post.toml").read_text("utf-8") == "# mine\n"
    assert tomllib.loads(lint_post("init", "--stdout", cwd=tmp_path).output)["fail-on"] == "warning"


@pytest.mark.parametrize(
    ("files", "name"),
    [
        (["astro.config.mjs"], "Astro"),
        (["_config.yml"], "Jekyll"),
        (["mkdocs.yml"], "MkDocs"),
        (["config.toml", "content", "archetypes"], "Hugo"),
        (["config.toml"], "an unknown site generator"),
    ],
)
def test_it_knows_site_generators(tmp_path: Path, files: list[str], name: str) -> None:
    for file in files:
        (tmp_path / file).touch() if "." in file else (tmp_path / file).mkdir()
    assert f"made for {name}, 0 documents." in lint_post("init", "--stdout", cwd=tmp_path).output
