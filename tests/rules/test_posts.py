"""What the rules for posts say in a real project."""

from __future__ import annotations

import pytest

from .conftest import Lint

POST = "---\ntitle: {}\ndate: 2023-01-01\n---\n\nIt is.\n"


@pytest.mark.parametrize(
    ("other", "text", "found"),
    [
        ("posts/a.md", POST.format("Good news"), ["Good news"]),
        ("posts/a/index.md", POST.format("Good news"), ["Good news"]),
        ("posts/a.md", POST.format("Bad news"), []),
        ("posts/b.ja.md", POST.format("Good news"), []),
        ("posts/ja/a.md", POST.format("Good news"), []),
        ("old/b.md", POST.format("Good news"), []),
        ("posts/a.md", POST.format("Good news").replace("date", "draft: true\ndate"), []),
        ("posts/a.md", POST.format("Good news").replace("date", "weight"), []),
        ("posts/a.txt", POST.format("Good news"), []),
    ],
)
def test_a_title_is_used_once(lint: Lint, other: str, text: str, found: list[str]) -> None:
    lint.write({other: text, "posts/b.md": POST.format("Good news")})
    assert lint.texts("posts/duplicate-title", POST.format("Good news"), "posts/b.md") == found


def test_what_git_ignores_is_no_twin(lint: Lint) -> None:
    lint.write({".gitignore": "public/\n", "public/a.md": POST.format("Good news")})
    assert lint.texts("posts/duplicate-title", POST.format("Good news"), "b.md") == []


def test_a_slug_is_used_once_in_a_folder(lint: Lint) -> None:
    lint.write({"posts/a.md": "---\nslug: news\n---\n", "talks/c.md": "---\nslug: talk\npermalink: /x/\n---\n"})
    assert lint.texts("posts/duplicate-slug", "---\nslug: news\n---\n", "posts/b.md") == ["news"]
    assert lint.texts("posts/duplicate-slug", "---\nslug: talk\n---\n", "posts/b.md") == []
    assert lint.texts("posts/duplicate-slug", "---\npermalink: /x/\n---\n", "posts/b.md") == ["/x/"]


def test_a_draft_may_link_to_a_draft(lint: Lint) -> None:
    lint.write({"b.md": "---\ndraft: true\n---\n", "c.md": "# C\n"})
    assert lint.texts("posts/link-to-draft", "[b](b.md) [c](c.md) [d](d.md)\n", "a.md") == ["b.md"]
    assert lint.texts("posts/link-to-draft", "---\ndraft: true\n---\n\n[b](b.md)\n", "a.md") == []


@pytest.mark.parametrize(("path", "name"), [("a/one.md", 'file name "one"'), ("one/index.md", 'folder name "one"')])
def test_a_slug_is_compared_with_the_name_of_the_file_or_folder(lint: Lint, path: str, name: str) -> None:
    (found,) = lint("posts/slug-mismatch", "---\nslug: two\n---\n", path)
    assert found.message == f'Slug "two" does not match {name}; rename one of them'
