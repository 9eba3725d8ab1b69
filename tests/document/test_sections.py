"""The document as a tree of sections, and which of them say nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint_post.document.document import Document
from lint_post.document.sections import Section
from lint_post.parse.parser import parse
from lint_post.text.source import Source


def read(text: str, path: str = "post.md") -> Document:
    return parse(Source(text, path))


def shape(section: Section) -> list[object]:
    """A section's title, and the shapes of the sections in it."""
    return [section.title, *map(shape, section.sections)]


def test_headings_make_a_tree() -> None:
    document = read("Before.\n\n# A\n\n### B\n\ntext\n\n## C\n\n#### D\n\n## E\n\n# F\n")
    tree = document.section_tree
    assert shape(tree) == ["", ["A", ["B"], ["C", ["D"]], ["E"]], ["F"]]
    assert tree.heading is None
    assert [document.source.slice(node.span) for node in tree.body] == ["Before."]
    assert [section.title for section in document.sections] == ["A", "B", "C", "D", "E", "F"]


def test_headings_in_quotes_and_lists_make_no_sections() -> None:
    document = read("# A\n\n> # B\n\n- # C\n")
    assert [section.title for section in document.sections] == ["A"]


def test_headings_within_a_template_make_no_sections() -> None:
    text = "# A\n\n{% highlight sh %}\n# b\n{% endhighlight %}\n\n{% comment %}\n\n# C\n\n{% endcomment %}\n"
    assert [section.title for section in read(text).sections] == ["A"]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("# The `code` and *it*  and ![an image](x)", "The code and it and an image"),
        ("# Title {#an-id}", "Title"),
        ("# Title <!-- note --> more", "Title more"),
        ("# [A link](x) &amp; &#x41;", "A link & A"),
        ("Two\nlines\n===", "Two lines"),
        ("#", ""),
    ],
)
def test_a_title_is_plain(heading: str, title: str) -> None:
    (section,) = read(heading).sections
    assert section.title == title


@pytest.mark.parametrize(
    "body",
    [
        "",
        "\n\n   \n",
        "<!-- a note -->",
        "<!-- a note\n\nto self -->\n<!-- two -->",
        "<!-- a --> <!-- b -->",
        "<!-- -->",
        '<a id="x"></a>',
        '<a name="x"></a>\n\n<a id=y>\n</a>',
        "<div>\n\n</div>",
        "<br>",
        "---",
        "{/* a note */}",
        "{# a note #}",
        "{% comment %}\n\n- a\n- list\n\n{% endcomment %}",
        "{{/* a note */}}",
        "{: .class }",
        "[//]: # (a comment)",
    ],
)
@pytest.mark.parametrize("after", ["", "\n\n# Next\n"])
def test_an_empty_section(body: str, after: str) -> None:
    section = next(read(f"# Title\n\n{body}\n{after}").sections)
    assert section.is_empty


@pytest.mark.parametrize(
    "body",
    [
        "Text",
        "![](a.png)",
        "https://a.example",
        "<iframe src=x></iframe>",
        '<img src="x">',
        '<p align="center"><img src="x"></p>',
        "<p>Text</p>",
        "<video></video>",
        "<hr>",
        "| a |\n|---|",
        "- a",
        "-",
        "> a",
        "```\n```",
        "    code",
        "{{< figure x >}}",
        "{% include x %}",
        "{{ content }}",
        "[a]: b",
        "[^1]: A note.",
        "Term\n: Meaning",
        "<!-- a --> text",
        "text <!-- a -->",
        "<!-- a -->\n\ntext",
        "&nbsp;",
        "## Sub-section",
        "$$\na\n$$",
        ":tada:",
        "{% comment %}\na\n{% endcomment %} b",
    ],
)
def test_a_section_that_says_something(body: str) -> None:
    section = next(read(f"# Title\n\n{body}\n").sections)
    assert not section.is_empty


def test_imports_are_nothing() -> None:
    assert next(read("# Title\n\nimport A from 'a'\n", "post.mdx").sections).is_empty
    assert not next(read("# Title\n\n<Chart />\n", "post.mdx").sections).is_empty


def test_spans_go_from_the_heading_to_the_last_block() -> None:
    document = read("Before.\n\n  # A #  \n\ntext\n\n## B\n\nmore\n\n\n# C\n")
    spans = [document.source.slice(section.span) for section in (document.section_tree, *document.sections)]
    assert spans == [
        document.text.rstrip("\n"),
        "# A #  \n\ntext\n\n## B\n\nmore",
        "## B\n\nmore",
        "# C",
    ]
    heading = next(document.sections).heading
    assert heading is not None
    assert document.source.slice(heading.span) == "# A #"


def test_words_are_those_of_the_own_body() -> None:
    document = read(
        "# Title\n\nFour words are here. `code` https://a.example ![one two](x)\n\n- two more\n\n~~~\ncode\n~~~\n\n"
        "## Sub\n\nNot counted.\n\n# Empty\n"
    )
    assert [section.words for section in document.sections] == [6, 2, 0]
    assert document.section_tree.words == 0


def test_front_matter_is_nothing() -> None:
    document = read("---\ntitle: A post\n---\n")
    assert document.section_tree.is_empty
    assert document.section_tree.words == 0


@given(st.lists(st.sampled_from(["# a\n", "## b\n", "### c\n", "text\n", "\n", "<!-- x -->\n", "- l\n", "{# x #}\n"])))
def test_the_tree_holds_every_block_once(parts: list[str]) -> None:
    document = read("".join(parts))
    sections = [document.section_tree, *document.sections]
    blocks = [node for section in sections for node in (section.heading, *section.body) if node is not None]
    assert blocks == list(document.root.children)
    for section in sections:
        assert all(section.span.contains(inner.span) for inner in section.sections)
        if section.is_empty:
            assert section.words == 0
