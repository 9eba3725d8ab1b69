"""What the rules for links say in a real folder."""

from __future__ import annotations

import pytest

from .conftest import Lint


def test_an_anchor_of_another_document_is_looked_for_in_its_file(lint: Lint) -> None:
    lint.write({"guide/b.md": "# One\n\n## Two words\n", "guide/a.md": ""})
    found = lint("links/missing-anchor", "[x](b.md#two-words) [y](b.md#two-wrds) [z](gone.md#two)\n", "guide/a.md")
    assert [(one.text, one.fixed) for one in found] == [
        ("b.md#two-wrds", "[x](b.md#two-words) [y](b.md#two-words) [z](gone.md#two)\n")
    ]


@pytest.mark.parametrize("data", ["not-utf8", "folder"])
def test_a_document_that_cannot_be_read_has_no_missing_anchors(lint: Lint, data: str) -> None:
    lint.write({"a.md": "", "b.md/x.md" if data == "folder" else "c.md": ""})
    assert lint.texts("links/missing-anchor", "[x](b.md#two)\n", "a.md") == []


NAMES = ["results", "Results", "results-1", "a-b", "a--b", "a_b", "größe", "gr%C3%B6%C3%9Fe", "grosse"]


@pytest.mark.parametrize("fragment", [*NAMES, "own", "top", "user-content-own", "fn1"])
def test_an_anchor_is_there_under_the_name_that_some_generator_gives_it(lint: Lint, fragment: str) -> None:
    text = f"# Results\n\n## Results\n\n## A & B\n\n## Größe {{#own}}\n\n[x](#{fragment})\n"
    assert lint.texts("links/missing-anchor", text) == []


@pytest.mark.parametrize("fragment", ["results-3", "result-s-list", "c", "fnord"])
def test_an_anchor_that_no_generator_makes_is_missing(lint: Lint, fragment: str) -> None:
    text = f"# Results\n\n## Results\n\n## A & B\n\n[x](#{fragment})\n"
    assert lint.texts("links/missing-anchor", text) == [f"#{fragment}"]


def test_a_missing_file_is_named_with_what_is_near(lint: Lint) -> None:
    lint.write({"posts/paper.pdf": "", "posts/Notes.md": ""})
    found = lint("links/missing-file", "[x](papr.pdf) [y](notes.md#a) [z](../other/)\n", "posts/a.md")
    assert [(one.text, one.message) for one in found] == [
        ("papr.pdf", 'File "papr.pdf" not found; did you mean "paper.pdf"?'),
        ("notes.md#a", 'Wrong letter case in "notes.md"; use "Notes.md"'),
    ]


def test_a_link_beside_others_is_part_of_a_list_of_links(lint: Lint) -> None:
    alone = "We took some of it from https://arxiv.org/a and so on.\n"
    assert lint.texts("links/bare-url", alone) == ["https://arxiv.org/a"]
    assert lint.texts("links/bare-url", alone.replace("so on", "https://arxiv.org/b too")) == []


def test_a_document_that_templates_fill_may_have_other_parts(lint: Lint) -> None:
    filled = '# Options\n\n{{% include "more.md" %}}\n'
    text = "[a](b.md#elsewhere) [b](b.md#optoins)\n"
    lint.write({"b.md": filled})
    assert lint.texts("links/missing-anchor", text) == ["b.md#optoins"]


def test_a_missing_page_is_no_file(lint: Lint) -> None:
    lint.write({"hugo.toml": "", **{f"content/posts/{name}.md": "" for name in ("one", "two", "three")}})
    (found,) = lint("links/missing-file", "[x](/posts/fourth/#part)\n", "content/posts/one.md")
    assert found.message == 'Link target "/posts/fourth/" not found'


def test_mdx_has_no_angle_brackets_for_links(lint: Lint) -> None:
    text = "We took some of it from https://arxiv.org/a and so on.\n"
    messages = [lint("links/bare-url", text, path)[0].message for path in ("a.md", "a.mdx")]
    assert messages == ["Bare URL; use <…> or a link with text", "Bare URL; use a link with text"]
