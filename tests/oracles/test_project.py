from __future__ import annotations

import os
from typing import Any

import pytest

from lint_post.config.roots import Roots
from lint_post.oracles.oracle import Oracles
from lint_post.oracles.project import Disk, Listing, ProjectOracle
from lint_post.rule.question import Answer, Missing, NotAsked, OtherCase, Question, Target, There
from lint_post.text.source import Span

from ..conftest import Tree

OUTSIDE = NotAsked("outside the project")
FILES = {
    ".git/HEAD": "",
    "posts/a.md": "",
    "posts/Photo.png": "",
    "posts/two words.png": "",
    "posts/100%25.png": "",
    "posts/café.png": "",
    "posts/2023-01-12-09-55-25.png": "",
    "posts/images/one.png": "",
    "posts/images/two.jpg": "",
    "posts/Mixed/x.png": "",
    "posts/mixed/y.png": "",
    "static/logo.svg": "",
    "docs/static/deep.svg": "",
}


@pytest.fixture
def ask(tree: Tree) -> Any:
    """The answer to a URL in posts/a.md of a small project."""
    tree(FILES)

    def of(url: str, document: str = "posts/a.md", *, search: bool = False) -> Answer:
        return ProjectOracle(Roots().of_file).answer(Target(Span(0, 1), url, search, document))

    return of


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("Photo.png", "posts/Photo.png"),
        ("./images/../Photo.png", "posts/Photo.png"),
        ("../posts/Photo.png", "posts/Photo.png"),
        ("Photo.png?v=2#top", "posts/Photo.png"),
        ("two%20words.png", "posts/two words.png"),
        ("two words.png", "posts/two words.png"),
        ("100%2525.png", "posts/100%25.png"),
        ("100%25.png", "posts/100%25.png"),
        ("caf%C3%A9.png", "posts/café.png"),
        ("cafe\u0301.png", "posts/café.png"),
        ("/static/logo.svg", "static/logo.svg"),
        ("#a-heading", "posts/a.md"),
        ("", "posts/a.md"),
        ("Mixed/x.png", "posts/Mixed/x.png"),
    ],
)
def test_there(ask: Any, url: str, path: str) -> None:
    assert ask(url) == There(path)


@pytest.mark.parametrize(("url", "path"), [("images", "posts/images"), ("./", "posts"), ("..", ".")])
def test_a_folder_is_distinguished_from_a_file(ask: Any, url: str, path: str) -> None:
    assert ask(url) == There(path, folder=True)


@pytest.mark.parametrize(
    ("url", "right"),
    [
        ("photo.PNG", "Photo.png"),
        ("./Images/ONE.png?x#y", "./images/one.png?x#y"),
        ("TWO%20words.png", "two%20words.png"),
        ("TWO words.png", "two words.png"),
        ("CAF%C3%89.png", "café.png"),
        ("mixed/x.png", "Mixed/x.png"),
        ("/Static/logo.svg", "/static/logo.svg"),
    ],
)
def test_a_name_that_differs_in_case_only(ask: Any, url: str, right: str) -> None:
    assert ask(url) == OtherCase(right)


@pytest.mark.parametrize(
    ("url", "near"),
    [
        ("2023-01-12-09-55-26.png", ("2023-01-12-09-55-25.png",)),
        ("images/two.png", ("images/two.jpg",)),
        ("image/one.png?x", ("images/one.png?x",)),
        ("two-words.png", ("two%20words.png",)),
        ("nothing-alike.png", ()),
        ("images/one.png/x", ()),
        ("no/such/folder.png", ()),
    ],
)
def test_missing_with_names_that_are_close(ask: Any, url: str, near: tuple[str, ...]) -> None:
    assert ask(url) == Missing(near)


def test_at_most_three_names_are_close(ask: Any, tree: Tree) -> None:
    tree({f"posts/picture-000{number}.png": "" for number in range(9)})
    answer = ask("picture-00001.png")
    assert len(answer.near) == 3


def test_what_leaves_the_project_is_not_asked(ask: Any) -> None:
    assert ask("../../x.png") == ask("../../../../../../../../../etc/passwd") == OUTSIDE
    assert ask("/../x.png") == ask("../x.png", search=True, document="a.md") == OUTSIDE
    assert ask("%2e%2e/%2e%2e/x.png") == ask("..%2f..%2fx.png") == Missing()


def test_front_matter_is_searched_for_as_site_generators_do(ask: Any) -> None:
    assert ask("logo.svg", search=True) == There("static/logo.svg")
    assert ask("/logo.svg", search=True) == There("static/logo.svg")
    assert ask("posts/Photo.png", search=True) == There("posts/Photo.png")
    assert ask("images/one.png", search=True) == There("posts/images/one.png")
    assert ask("deep.svg", "docs/x/y/b.md", search=True) == There("docs/static/deep.svg")
    assert ask("Logo.svg", search=True) == OtherCase("logo.svg")
    assert ask("two-words.png", search=True) == Missing(("two words.png",))
    assert ask("logo.svg") == Missing()
    assert ask("deep.svg", search=True) == Missing()


def test_a_document_that_is_not_there_yet(ask: Any) -> None:
    assert ask("Photo.png", "posts/new.md") == There("posts/Photo.png")
    assert ask("Photo.png", "new/folder/new.md") == Missing()
    assert ask("../../posts/Photo.png", "new/folder/new.md") == There("posts/Photo.png")


def test_the_root_is_the_nearest_configuration_or_repository(
    tree: Tree, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tree({**FILES, "docs/lint-post.toml": ""})
    roots = Roots()
    assert roots.of_file("posts/a.md") == root
    assert roots.of_file("docs/x/b.md") == root / "docs"
    assert roots.of_file("new/folder/b.md") == root
    (root / ".git" / "HEAD").unlink()
    (root / ".git").rmdir()
    assert Roots().of_file("posts/a.md") == root
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert Roots().of_file(elsewhere / "x" / "a.md") == elsewhere / "x"


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_links_out_of_the_project_are_not_followed(
    ask: Any, tree: Tree, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.png").write_bytes(b"")
    posts = tree({}) / "posts"
    (posts / "out.png").symlink_to(outside / "secret.png")
    (posts / "out").symlink_to(outside)
    (posts / "in.png").symlink_to(posts / "Photo.png")
    (posts / "in").symlink_to(posts / "images")
    (posts / "broken.png").symlink_to(posts / "nothing.png")
    assert ask("out.png") == ask("out/secret.png") == ask("out/not-there.png") == OUTSIDE
    assert ask("secret.png", "posts/out/b.md") == OUTSIDE
    assert ask("in.png") == There("posts/in.png")
    assert ask("in/one.png") == There("posts/in/one.png")
    assert ask("broken.png") == Missing()


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_a_project_may_be_reached_through_a_link(tree: Tree) -> None:
    root = tree(FILES)
    (root.parent / f"{root.name}-link").symlink_to(root)
    document = f"{root}-link/posts/a.md"
    assert ProjectOracle(Roots().of_file).answer(Target(Span(0, 1), "Photo.png", document=document)) == There(
        "posts/Photo.png"
    )


def test_a_folder_is_listed_once(tree: Tree) -> None:
    root = tree(FILES)

    class Counting(Disk):
        """The disk, with what was listed."""

        def __init__(self) -> None:
            super().__init__()
            self.asked: list[str] = []

        def _list(self, folder: str, root: str) -> Listing | None:
            self.asked.append(folder)
            return super()._list(folder, root)

    disk = Counting()
    oracle = ProjectOracle(Roots().of_file, disk)
    for number in range(20):
        oracle.answer(Target(Span(0, 1), f"{number}.png", search=True, document="posts/a.md"))
    assert sorted(disk.asked) == sorted(set(disk.asked))
    assert str(root / "posts") in disk.asked


def test_equal_questions_are_asked_once_and_strange_ones_not_at_all() -> None:
    class Clerk:
        """Answers by number."""

        def __init__(self) -> None:
            self.count = 0

        def answer(self, question: Target) -> Answer:
            self.count += 1
            return There(str(self.count))

    oracles = Oracles({Target: Clerk})
    assert oracles.ask(Target(Span(0, 1), "a")) == oracles.ask(Target(Span(5, 6), "a")) == There("1")
    assert oracles.ask(Target(Span(0, 1), "b")) == There("2")
    assert oracles.ask(Question(Span(0, 1))) == NotAsked("nobody answers Question")
