"""What the pages of front-matter/* cannot show."""

from __future__ import annotations

import pytest

from .conftest import Lint


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("---\ntags: [a, b\n---\n", "["),
        ("+++\ntitle = Deep\n+++\n", "D"),
        ('{\n  "title": "x",\n}\n\nText.\n', ","),
        ('{\n  "title": "x",\n  "title": "y"\n}\n\nText.\n', '"title"'),
        ("---\na:\n  b: 1\n  b: 2\n---\n", "b"),
    ],
)
def test_where_invalid_front_matter_is_reported(lint: Lint, text: str, place: str) -> None:
    assert lint.texts("front-matter/invalid", text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        '+++\ntitle = "x"\nusing Dates\n+++\n',
        "+++\nrss_pubdate = Date(2023, 7, 6)\n+++\n",
        "meta\n---\na: b: c\n---\n",
        "---\ntitle: {{ title }}\n---\n",
        "---\n{% if x %}\ntitle: x\n{% endif %}\n---\n",
        "",
    ],
)
def test_what_is_no_front_matter_to_judge(lint: Lint, text: str) -> None:
    assert lint("front-matter/invalid", text) == []


def test_what_stands_above_an_error_is_still_read(lint: Lint) -> None:
    text = '---\ndescription: ""\ntitle: a: b\n---\n'
    assert lint.texts("front-matter/empty-field", text) == ["description"]


@pytest.mark.parametrize("line", ['description: ""', "description:", "description: '  '", "Description:  # later"])
def test_ways_to_write_nothing(lint: Lint, line: str) -> None:
    (found,) = lint("front-matter/empty-field", f"---\n{line}\n---\n")
    key = line.partition(":")[0]
    assert found[:2] == (key, f'"{key}" is empty; add a value or remove the key')


@pytest.mark.parametrize(
    "line",
    ["description: ~", "description: null", "categories: []", "layout:", "cover:\n  alt: ''", "date: 0", "tags: ''x"],
)
def test_ways_to_say_something(lint: Lint, line: str) -> None:
    assert lint("front-matter/empty-field", f"---\n{line}\n---\n") == []


@pytest.mark.parametrize(
    "path", ["archetypes/posts.md", ".github/ISSUE_TEMPLATE/bug.md", "eip-template.md", "_defaults.md"]
)
def test_templates(lint: Lint, path: str) -> None:
    assert lint("front-matter/empty-field", "---\ntitle: ''\n---\n", path) == []


def test_keys_of_ones_own(lint: Lint) -> None:
    lint.write({"lint-post.toml": '[rules."front-matter/empty-field"]\nkeys = ["og-image", "discussions-to"]\n'})
    text = "---\nogImage: ''\ndiscussions-to:\ndescription:\n---\n"
    assert lint.texts("front-matter/empty-field", text) == ["ogImage", "discussions-to"]


def test_keys_of_toml_and_json_have_their_places(lint: Lint) -> None:
    assert lint.texts("front-matter/empty-field", '+++\n[more]\ntitle = ""\n+++\n') == []
    assert lint.texts("front-matter/empty-field", '+++\ntitle = ""\n+++\n') == ["title"]
    assert lint.texts("front-matter/empty-field", ';;;\n"date": 1,\n"title": ""\n;;;\n') == ['"title"']


def test_values_of_toml_and_json_have_their_places(lint: Lint) -> None:
    toml = '+++\ntitle = "A \\u0022new\\" fasion post"\n[cover]\nimage = \'img/gone.png\'\n+++\n\nIt is here.\n'
    assert lint.texts("spelling/typo", toml) == ["fasion"]
    assert lint.texts("images/missing-file", toml) == ["img/gone.png"]
    json = '{\n"description": "A\\tfasion post", "cover": {"image": "img/gone.png"}\n}\n\nIt is here.\n'
    assert lint.texts("spelling/typo", json) == ["fasion"]
    assert lint.texts("images/missing-file", json) == ["img/gone.png"]
