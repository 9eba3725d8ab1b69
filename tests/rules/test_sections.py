"""What the pages of sections/* cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Lint

SAMPLE = Path(__file__).parents[2] / "examples" / "deep_learning_2022" / "index.md"
LONG = "Some words that a reader reads from the first one to the last. " * 12


def document(*bodies: str) -> str:
    return "".join(f"## Section {number}\n\n{body}\n\n" for number, body in enumerate(bodies, 1))


@pytest.mark.parametrize(
    ("rule", "headings"),
    [
        (
            "empty",
            ["### Stable Diffusion & DreamStudio", "### YOU.com", "## Concluding Remarks", "## References"],
        ),
        ("stub", ["### ChatGPT", "### GT Sophy"]),
        ("unfinished", ["## Applications"]),
    ],
)
def test_the_sample_post(lint: Lint, rule: str, headings: list[str]) -> None:
    assert lint.texts(f"sections/{rule}", SAMPLE.read_text(encoding="utf-8")) == headings


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_finding_stands_on_the_heading_without_its_underline(lint: Lint, end: str) -> None:
    text = "Title\n=====\n\nText.\n\n  Not written\n  ---\n\n## Nor this  \n".replace("\n", end)
    assert lint.texts("sections/empty", text) == ["Not written", "## Nor this"]


def test_a_heading_without_text(lint: Lint) -> None:
    (found,) = lint("sections/empty", "Text.\n\n##\n")
    assert found.message == "Untitled section is empty"


@pytest.mark.parametrize(
    "nothing", ["<!-- TODO -->", "---", "<a id='x'></a>", "[1]: https://example.com", "{/* later */}", ""]
)
def test_what_is_nothing(lint: Lint, nothing: str) -> None:
    text = f"# Title\n\nText.\n\n## References\n\n{nothing}\n"
    assert lint.texts("sections/empty", text, "post.mdx") == ["## References"]


@pytest.mark.parametrize(
    "something",
    [
        "Text.",
        "![x](x.png)",
        "- a",
        "> a",
        "    code",
        "```\n```",
        "| a |\n|---|",
        "$$x$$",
        "{{< video x >}}",
        "{% include x.md %}",
        "[[toc]]",
        "<Video id='x' />",
        "<details>\n\n</details>x",
        "<iframe src='https://example.com'></iframe>",
        "### Deeper\n\nText.",
        "<!-- START doctoc -->\n<!-- END doctoc -->",
    ],
)
def test_what_is_something(lint: Lint, something: str) -> None:
    assert lint("sections/empty", f"# Title\n\nText.\n\n## References\n\n{something}\n") == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/_index.md", "---\ntitle: x\n---\n\n# All posts\n"),
        (".github/pull_request_template.md", "Thanks!\n\n## Why\n\n## How\n"),
        ("archetypes/default.md", "Text.\n\n## Summary\n"),
        ("docs/adr-template.md", "Text.\n\n## Decision\n"),
        ("talk/slides.md", "# A talk\n\n---\n\n# Questions?\n"),
        ("talk.md", "---\nmarp: true\n---\n\n# A talk\n\n---\n\n# Questions?\n"),
        ("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n## v1.0.1 (2024-01-02)\n\n## 1.0.0\n\nFirst.\n"),
        ("docs/api.md", "Text.\n\n#### ::: package.Error\n\n#### ::: package.OtherError\n"),
        ("README.md", "Text.\n\n### [Get started](docs/index.md)\n\n## More\n\nText.\n"),
        ("deep.md", "Text.\n\n###### Types\n\n###### `Builder`\n\nText.\n"),
    ],
)
def test_what_is_meant_to_be_empty(lint: Lint, path: str, text: str) -> None:
    assert lint("sections/empty", text, path) == []
    assert lint("sections/unfinished", text, path) == []


def test_a_template_tag_in_a_name_is_no_template(lint: Lint) -> None:
    assert lint.texts("sections/empty", "Text.\n\n## Why\n", "posts/why-templates-matter.md") == ["## Why"]


def test_a_stub_among_long_sections(lint: Lint) -> None:
    (found,) = lint("sections/stub", document(LONG, LONG, "It does a lot of things.", LONG))
    assert found.text == "## Section 3"
    assert found.message == 'Section "Section 3" has only a few words; expand or remove it'


@pytest.mark.parametrize(
    "body",
    [
        "One two three four five six seven eight nine ten eleven twelve.",
        "None.",
        "There is nothing new here.",
        "See above.",
        "See [the documentation](https://example.com).",
        "Run `make`.",
        "![A chart](chart.png)",
        "- one\n- two",
        "Run this:\n\n```\nmake\n```",
        "{{< youtube x >}}",
        "これは日本語で書かれた段落であり、語と語の間に空白はない。",
    ],
)
def test_what_is_short_and_complete(lint: Lint, body: str) -> None:
    assert lint("sections/stub", document(LONG, LONG, body, LONG)) == []


@pytest.mark.parametrize("title", ["Is it free?", "License", "Acknowledgements", "Prerequisites"])
def test_titles_of_what_is_short(lint: Lint, title: str) -> None:
    assert lint("sections/stub", document(LONG, LONG, LONG) + f"## {title}\n\nIt works with Python.\n") == []


def test_no_stub_where_others_are_short(lint: Lint) -> None:
    link = "[A page](https://example.com) on it."
    assert lint("sections/stub", document("Small fixes.", "More fixes.", "First release.", "A start.")) == []
    assert lint("sections/stub", document(LONG, LONG, LONG, link, "It does a lot.")) == []
    assert lint("sections/stub", document(LONG, LONG, "It does a lot.")) == []


def test_japanese_sections_have_words(lint: Lint) -> None:
    long = "これは日本語で書かれた長い段落であり、語と語の間に空白はない。" * 12
    assert lint.texts("sections/stub", document(long, long, "未定です。", long)) == ["## Section 3"]


def test_a_url_alone(lint: Lint) -> None:
    url = "https://example.com/a"
    assert lint.texts("sections/stub", f"## Racing\n\n{url}\n\n## Talking\n\n<{url}>\n") == ["## Racing", "## Talking"]
    assert lint("sections/stub", f"## Links\n\n{url}\n\n## Mail\n\n<me@example.com>\n\n## Text\n\n{url} is it\n") == []


def test_an_unfinished_section_names_its_parts(lint: Lint) -> None:
    (found,) = lint("sections/unfinished", "Text.\n\n## Plans\n\n### One\n\n### Two\n")
    assert found.message == 'Section "Plans" has only empty or stub subsections; complete or remove it'


def test_a_section_with_text_of_its_own_is_not_unfinished(lint: Lint) -> None:
    assert lint("sections/unfinished", f"Text.\n\n## Plans\n\n{LONG}\n\n### One\n") == []
