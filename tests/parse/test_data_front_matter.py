"""TOML and JSON front matter: every key, value and letter of it at its position."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint_post.markdown.front_matter import Field, FrontMatter
from lint_post.parse.front_matter import parse, split

FENCES = {"toml": "+++", "json": ";;;"}


def read(written: str, kind: str = "toml", newline: str = "\n") -> tuple[str, FrontMatter]:
    """A post with that front matter, and the front matter."""
    text = f"{FENCES[kind]}\n{written}\n{FENCES[kind]}\n\nA post.\n".replace("\n", newline)
    block = split(text)
    assert block is not None
    return text, parse(block, text)


def seen(text: str, front_matter: FrontMatter) -> dict[str, tuple[str, str]]:
    """Each path with its key and its value as they are written."""
    return {
        ".".join(map(str, entry.path)): (
            text[entry.key_span.start : entry.key_span.end],
            text[entry.value_span.start : entry.value_span.end],
        )
        for entry in front_matter.walk()
    }


def test_every_key_and_value_of_toml_has_its_place() -> None:
    written = (
        'title = "A post" # not the title\n"quoted key" = 1979-05-27 07:32:00\nversion = 1.5\n'
        'a . "b.c" = { x = 1, y = [ 2,\n  { z = """\nthree""" } ] }\n'
        "[cover] # of the post\nimage = 'a.png'\n[cover.empty]\n"
        "[[posts]]\nname = 1\n[[posts]]\n[posts.inner]\nname = 2\n"
    )
    assert seen(*read(written)) == {
        "title": ("title", '"A post"'),
        "quoted key": ('"quoted key"', "1979-05-27 07:32:00"),
        "version": ("version", "1.5"),
        "a": ("a", '"b.c" = { x = 1, y = [ 2,\n  { z = """\nthree""" } ] }'),
        "a.b.c": ('"b.c"', '{ x = 1, y = [ 2,\n  { z = """\nthree""" } ] }'),
        "a.b.c.x": ("x", "1"),
        "a.b.c.y": ("y", '[ 2,\n  { z = """\nthree""" } ]'),
        "a.b.c.y.0": ("2", "2"),
        "a.b.c.y.1": ('{ z = """\nthree""" }', '{ z = """\nthree""" }'),
        "a.b.c.y.1.z": ("z", '"""\nthree"""'),
        "cover": ("cover", "image = 'a.png'\n[cover.empty]"),
        "cover.image": ("image", "'a.png'"),
        "cover.empty": ("empty", ""),
        "posts": ("posts", "name = 1\n[[posts]]\n[posts.inner]\nname = 2"),
        "posts.0": ("name = 1", "name = 1"),
        "posts.0.name": ("name", "1"),
        "posts.1": ("inner]\nname = 2", "inner]\nname = 2"),
        "posts.1.inner": ("inner", "name = 2"),
        "posts.1.inner.name": ("name", "2"),
    }


@pytest.mark.parametrize("braces", [False, True])
def test_every_key_and_value_of_json_has_its_place(*, braces: bool) -> None:
    inner = '"title": "A post",\n"a\\u0062": {"x": [1, {"y": null}, []], "z" : {}}, "date": -1.5e3'
    text = f"{{\n{inner}\n}}\nA post." if braces else f";;;\n{inner}\n;;;\nA post."
    block = split(text)
    assert block is not None
    assert seen(text, parse(block, text)) == {
        "title": ('"title"', '"A post"'),
        "ab": ('"a\\u0062"', '{"x": [1, {"y": null}, []], "z" : {}}'),
        "ab.x": ('"x"', '[1, {"y": null}, []]'),
        "ab.x.0": ("1", "1"),
        "ab.x.1": ('{"y": null}', '{"y": null}'),
        "ab.x.1.y": ('"y"', "null"),
        "ab.x.2": ("[]", "[]"),
        "ab.z": ('"z"', "{}"),
        "date": ('"date"', "-1.5e3"),
    }


def letters(text: str, entry: Field) -> list[str]:
    """The source at the position of each letter of a text."""
    where = entry.map
    assert where is not None
    assert isinstance(entry.value, str)
    return [text[slice(*where.span(at, at + 1))] for at in range(len(entry.value))]


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        ("toml", '"A \\"fine\\" caf\\u00e9\\tand \\U0001F600"', ["A", " ", '\\"', "f", "i", "n", "e", '\\"', " "]),
        ("toml", "'C:\\dir'", ["C", ":", "\\", "d", "i", "r"]),
        ("toml", '"""\none \\\n\n   two\nthree"""', ["o", "n", "e", " ", "t", "w", "o", "\n", "t", "h"]),
        ("toml", "'''\none \\\n'''", ["o", "n", "e", " ", "\\", "\n"]),
        ("toml", '"""a "quoted" word"""""', ["a", " ", '"', "q"]),
        ("json", '"A \\"fine\\" caf\\u00e9 \\/ \\ud83d\\ude00!"', ["A", " ", '\\"', "f", "i", "n", "e", '\\"', " "]),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_texts_map_to_the_source_letter_by_letter(kind: str, written: str, expected: list[str], newline: str) -> None:
    whole = f"key = {written}" if kind == "toml" else f'"key": {written}'
    text, front_matter = read(whole, kind, newline)
    (entry,) = front_matter.fields
    assert entry.value == (tomllib.loads(whole) if kind == "toml" else json.loads(f"{{{whole}}}"))["key"]
    found = [part.replace(newline, "\n") for part in letters(text, entry)]
    assert found[: len(expected)] == expected
    assert all(part == char or "\\" in part for char, part in zip(str(entry.value), found, strict=True))


texts = st.text(st.sampled_from("ab \t'\"\\#[]{}=.,:-é😀\u2028"), max_size=12)
plain = st.recursive(
    st.none() | texts | st.booleans() | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
)
scalars = texts | st.booleans() | st.integers(-99, 99) | st.floats(allow_nan=False) | st.dates()
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3))
strings = st.sampled_from(["basic", "literal", "lines", "literal lines"])


def quoted(value: str, how: str) -> str:
    basic = json.dumps(value, ensure_ascii=False)
    if how == "lines":
        return f'""{basic[:1]}\n{basic[1:-1]}{basic[-1:]}""'
    if how == "basic" or "'" in value or "\\" in value:
        return basic
    return f"'{value}'" if how == "literal" else f"'''{value}'''"


def as_toml(value: object, draw: Any) -> str:
    if isinstance(value, str):
        return quoted(value, draw(strings))
    if isinstance(value, list):
        blank = draw(st.sampled_from(["", " ", "\n  ", " # a, ] comment\n"]))
        return f"[{blank}{f',{blank}'.join(as_toml(item, draw) for item in value)}{blank}]"
    if isinstance(value, dict):
        pairs = (f"{quoted(key, 'basic')} = {as_toml(item, draw)}" for key, item in value.items())
        pairs = (f"{quoted(key, 'basic')} = {as_toml(item, draw)}" for key, item in value.items())
        return f"{{ {', '.join(pairs)} }}"
    return str(value).lower() if isinstance(value, bool) else str(value)


@st.composite
def documents(draw: Any) -> str:
    """TOML with tables, arrays of tables and dotted keys."""
    lines = []
    for number in range(draw(st.integers(1, 4))):
        header = draw(st.sampled_from(["", "[{}]", "[{}.sub]", "[[ {} ]]", '[["{}".list]]'])).format(f"table{number}")
        lines += [header] * bool(header)
        for name in draw(st.lists(texts, max_size=3, unique=True)):
            key = draw(st.sampled_from(["{}", "dotted.{}", 'dotted . "more" . {}'])).format(
                quoted(name + str(number), "basic")
            )
            lines.append(f"{key} = {as_toml(draw(values), draw)}")
    return "\n".join(lines)


@given(documents(), st.sampled_from(["\n", "\r\n"]))
def test_the_source_of_a_value_is_the_value(written: str, newline: str) -> None:
    try:
        expected = tomllib.loads(written)
    except tomllib.TOMLDecodeError:  # a dotted key may meet a table
        return
    text, front_matter = read(written, "toml", newline)
    assert front_matter.value == expected
    assert not front_matter.problems
    check(text, front_matter, expected, lambda part: tomllib.loads(f"key = {part}")["key"])


@given(st.dictionaries(texts, plain, max_size=4), st.booleans(), st.sampled_from([None, 1]))
def test_the_source_of_a_json_value_is_the_value(value: Any, plain_ascii: bool, indent: int | None) -> None:  # noqa: FBT001
    text, front_matter = read(json.dumps(value, ensure_ascii=plain_ascii, indent=indent), "json")
    assert front_matter.value == value
    check(text, front_matter, value, json.loads)


def check(text: str, front_matter: FrontMatter, expected: Any, loads: Any) -> None:
    """That every value of ``expected`` has a field, and that each field is what the source contains there."""
    fields = {entry.path: entry for entry in front_matter.walk()}
    assert fields.keys() == paths(expected)
    for entry in fields.values():
        assert front_matter.body_span.contains(entry.value_span)
        assert all(entry.value_span.contains(inner.value_span) for inner in entry.fields)
        part = text[entry.value_span.start : entry.value_span.end]
        if not isinstance(entry.value, dict | list) or part.startswith(("[", "{")):
            assert loads(part) == entry.value
        if isinstance(entry.path[-1], str):
            key = text[entry.key_span.start : entry.key_span.end]
            assert entry.key == (loads(key) if key.startswith('"') else key)
        if entry.pieces:
            check_pieces(text, entry)


def check_pieces(text: str, entry: Field) -> None:
    """That a piece as long as its source equals it, and that pieces tile the value."""
    assert isinstance(entry.value, str)
    ends = [piece.at for piece in entry.pieces[1:]] + [len(entry.value)]
    assert entry.pieces[0].at == 0
    for piece, end in zip(entry.pieces, ends, strict=True):
        assert entry.value_span.start <= piece.start < piece.end <= entry.value_span.end
        if end - piece.at == piece.end - piece.start > 1:
            assert text[piece.start : piece.end] == entry.value[piece.at : end]


def paths(value: Any, here: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return ({here} if here else set()).union(*(paths(item, (*here, key)) for key, item in below))


@given(st.text(st.sampled_from("ab=.\"'[]{}\n\r, #\\1-:é"), max_size=40), st.sampled_from(["toml", "json"]))
def test_nothing_ever_raises(written: str, kind: str) -> None:
    _, front_matter = read(written, kind)
    for entry in front_matter.walk():
        assert front_matter.body_span.contains(entry.key_span)
        assert front_matter.body_span.contains(entry.value_span)


def test_what_precedes_a_mistake_keeps_its_positions() -> None:
    assert seen(*read('a = "x"\n[b]\nc = [1]\nd = e')) == {
        "a": ("a", '"x"'),
        "b": ("b", "c = [1]"),
        "b.c": ("c", "[1]"),
        "b.c.0": ("1", "1"),
    }
    for mistake in ("c", "", "\n "):  # also a comma with nothing after it
        assert seen(*read(f'"a": "x",\n"b": 1,\n{mistake}', "json")) == {"a": ('"a"', '"x"'), "b": ('"b"', "1")}


@pytest.mark.parametrize(
    ("kind", "bomb"),
    [
        ("toml", "a = " + "[" * 50_000),
        ("toml", "a = " + "[" * 300 + "]" * 300),
        ("toml", "a = [" + "1, " * 300_000 + "]"),
        ("toml", "".join(f"[[t]]\nk{number} = 1\n" for number in range(30_000))),
        ("toml", 'a = "' + "\\u0041" * 150_000 + '"'),
        ("toml", "".join(f"a.k{number} = 1\n" for number in range(40_000))),
        ("json", '"a": ' + "[" * 50_000),
        ("json", '"a": ' + "[" * 900 + "]" * 900),
        ("json", '"a": [' + "1, " * 300_000 + "1]"),
        ("json", '"a": "' + "\\u0041" * 150_000 + '"'),
        ("json", ", ".join(f'"a{number}": {{"b": []}}' for number in range(60_000))),
    ],
    ids=range(11),
)
def test_bombs_are_bounded(processor_time: Callable[[Callable[[], object]], float], kind: str, bomb: str) -> None:
    assert processor_time(lambda: read(bomb, kind)) < 8
