"""Front matter: where it is seen, what it says and where, and what is said about mistakes in it."""

from __future__ import annotations

import datetime
from time import process_time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lint_post.markdown.front_matter import FrontMatter
from lint_post.parse.front_matter import parse, split


def read(yaml_text: str, newline: str = "\n") -> tuple[str, FrontMatter]:
    """A post with that YAML, and its front matter."""
    text = f"---\n{yaml_text}\n---\n\nA post.\n".replace("\n", newline)
    block = split(text)
    assert block is not None
    return text, parse(block, text)


def rest(text: str, at: int) -> str:
    """The text from ``at`` on, with LF for every line break."""
    return text[at:].replace("\r\n", "\n").replace("\r", "\n")


# --- where front matter is


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("---\na: 1\n---\n", "yaml", "a: 1"),
        ("---\na: 1\n---", "yaml", "a: 1"),
        ("--- \t\na: 1\r\n---  \r\nx", "yaml", "a: 1"),
        ("---\ra: 1\r---\rx", "yaml", "a: 1"),
        ("---\n---\n", "yaml", ""),
        ("---\n\n---\n", "yaml", ""),
        ("---\n\n\n---\n", "yaml", "\n"),
        ("---\na: 1\n----\n---\n", "yaml", "a: 1\n----"),
        ("+++\na = 1\n+++\n", "toml", "a = 1"),
        (';;;\n"a": 1\n;;;\n', "json", '"a": 1'),
        ('{\n  "a": {"b": "}"}\n}\n\ntext', "json", '{\n  "a": {"b": "}"}\n}'),
        ('{"a": 1}\ntext', "json", '{"a": 1}'),
        ("{\n}\ntext", "json", "{\n}"),
        ("{\n  a: 1,\n  b: }}\n}\ntext", "json", "{\n  a: 1,\n  b: }}\n}"),
    ],
)
def test_front_matter_is_seen(text: str, kind: str, value: str) -> None:
    block = split(text)
    assert block is not None
    assert (block.kind, block.value) == (kind, value)
    assert text[block.value_span.start : block.value_span.end] == value
    assert block.span.start == 0
    assert not text[: block.span.end].endswith((" ", "\t"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\na: 1\n",
        "----\na: 1\n----\n",
        " ---\na: 1\n---\n",
        "\n---\na: 1\n---\n",
        "--- a\n---\n",
        "---\na: 1\n--- b\n",
        "---\na: 1\n+++\n",
        "---\na: 1\n ---\n",
        "{% raw %}\n{\n}\n",
        "{{ content }}\n",
        "{{< figure >}}\n",
        "{/* a comment */}\n",
        "{\n  expression\n}\n",
        '{"a string"}\n',
        '{"a": 1} and so on\n',
        '{"a": 1\n\nno end',
    ],
)
def test_other_beginnings_are_none(text: str) -> None:
    assert split(text) is None


# --- values and their places


def test_every_key_and_value_has_its_place() -> None:
    text, front_matter = read(
        'title: "A \\"fine\\" post"\ntags: [en, "deep learning"]\ncover:\n  image: a.png\n  alt: A cat\n'
        "draft: false\nempty:\n"
    )
    seen = {
        entry.path: (
            text[entry.key_span.start : entry.key_span.end],
            text[entry.value_span.start : entry.value_span.end],
            entry.value,
        )
        for entry in front_matter.walk()
    }
    assert seen == {
        ("title",): ("title", '"A \\"fine\\" post"', 'A "fine" post'),
        ("tags",): ("tags", '[en, "deep learning"]', ["en", "deep learning"]),
        ("tags", 0): ("en", "en", "en"),
        ("tags", 1): ('"deep learning"', '"deep learning"', "deep learning"),
        ("cover",): ("cover", "image: a.png\n  alt: A cat", {"image": "a.png", "alt": "A cat"}),
        ("cover", "image"): ("image", "a.png", "a.png"),
        ("cover", "alt"): ("alt", "A cat", "A cat"),
        ("draft",): ("draft", "false", False),
        ("empty",): ("empty", "", None),
    }
    title = front_matter.get("title")
    assert title is not None
    assert title.text_span == (title.value_span.start + 1, title.value_span.end - 1)
    assert front_matter.get("nothing") is None
    assert not front_matter.problems


def test_values_are_those_of_the_safe_loader() -> None:
    written = (
        "a: 1\nb: 1.5\nc: yes\nd: ~\ne: 2023-01-13\nf: 2023-01-13T22:01:03.284Z\ng: '2023-01-13'\nh: [1, {i: 2}]\n"
        "base: &base {x: 1, y: 2}\nm:\n  <<: *base\n  y: 3\nn: >-\n  folded\n  text\no: |\n  literal\n  text\np: 0x1F\n"
    )
    _, front_matter = read(written)
    assert front_matter.value == yaml.safe_load(written)
    assert front_matter.value["e"] == datetime.date(2023, 1, 13)
    assert not front_matter.problems


@pytest.mark.parametrize(
    "value",
    [
        "plain",
        "plain over\n  two lines\n\n  and a paragraph",
        "'it''s over\n  two lines'",
        '"a \\u00e9 \\t tab, \\\n  a join,\n  and a fold"',
        "|\n  literal\n    indented\n\n  after a blank line",
        "|+\n  kept\n\n",
        ">\n  folded\n  text\n\n  more\n    indented\n  end",
        ">-\n  folded\n  stripped",
        "|2\n    leading blanks",
        "!!str &x 'tagged'",
        "😀 é 漢字",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_texts_map_to_the_source_letter_by_letter(value: str, newline: str) -> None:
    text, front_matter = read(f"key: {value}\nnext: 1", newline)
    entry = front_matter.get("key")
    assert entry is not None
    assert isinstance(entry.value, str)
    where = entry.map
    assert where is not None
    assert entry.value == yaml.safe_load(f"key: {value}\nnext: 1")["key"]
    letters = [(char, where.span(at, at + 1)) for at, char in enumerate(entry.value) if char.isalpha()]
    assert [text[span.start : span.end] for char, span in letters if span.end - span.start == 1] == [
        char for char, span in letters if span.end - span.start == 1
    ]
    assert sum(span.end - span.start == 1 for _, span in letters) >= len(letters) - 1  # \u00e9 is one piece of six


texts = st.text(st.sampled_from("ab \n\t'\"\\:#-é😀\u2028\x85"), max_size=30)


@given(texts, st.sampled_from([None, "'", '"', "|", ">"]), st.sampled_from(["\n", "\r\n"]), st.integers(8, 80))
def test_pieces_are_never_wrong(value: str, style: str | None, newline: str, width: int) -> None:
    written = yaml.safe_dump({"key": value}, default_style=style, allow_unicode=True, width=width)
    text, front_matter = read(written.rstrip("\n"), newline)
    for entry in front_matter.fields:
        assert front_matter.span.contains(entry.value_span)
        if not isinstance(entry.value, str) or not entry.pieces:
            continue
        ends = [piece.at for piece in entry.pieces[1:]] + [len(entry.value)]
        for piece, end in zip(entry.pieces, ends, strict=True):
            assert entry.value_span.start <= piece.start <= piece.end <= front_matter.body_span.end
            if end - piece.at == piece.end - piece.start and end - piece.at > 1:
                assert text[piece.start : piece.end] == entry.value[piece.at : end]


def test_an_alias_has_a_value_and_no_letters() -> None:
    text, front_matter = read("a: &x shared text\nb: *x")
    entry = front_matter.get("b")
    assert entry is not None
    assert (entry.value, entry.pieces) == ("shared text", ())
    assert text[entry.value_span.start : entry.value_span.end] == "*x"


def test_what_the_safe_loader_refuses_stays_text() -> None:
    _, front_matter = read("date: 2023-02-31\nrun: !r Sys.Date()\nhuge: " + "9" * 5000)
    assert front_matter.value["date"] == "2023-02-31"
    assert front_matter.value["run"] == "Sys.Date()"
    assert front_matter.value["huge"] == "9" * 5000
    assert not front_matter.problems


def test_separators_that_only_yaml_1_1_knows_end_no_line() -> None:
    _, front_matter = read("title: one\u2028two\u0085three\nb: \ufeffx")
    assert front_matter.value == {"title": "one\u2028two\u0085three", "b": "\ufeffx"}
    assert not front_matter.problems


def test_a_template_is_not_a_mistake() -> None:
    text, front_matter = read(
        'title: {{ replace .Name "-" " " | title }}\nlink: "{{ ref "a" }} # x"\ndate: {{ .Date }}'
    )
    assert front_matter.value == {
        "title": '{{ replace .Name "-" " " | title }}',
        "link": '{{ ref "a" }} # x',
        "date": "{{ .Date }}",
    }
    assert not front_matter.problems
    entry = front_matter.get("date")
    assert entry is not None
    assert text[entry.value_span.start : entry.value_span.end] == "{{ .Date }}"


# --- mistakes


@pytest.mark.parametrize(
    ("written", "at", "message"),
    [
        ("title: Foo: bar", ": b", 'Unquoted ":" in a value; put the value in quotes, as in title: "Foo: bar"'),
        ('title: A "b": c', ": c", 'Unquoted ":" in a value; put the value in quotes'),
        ("a: 1\n  b: 2", "b: ", "Line is indented too far"),
        ('title: "Foo\ndate: x', '"Fo', 'Unclosed quote; add " at the end of the value'),
        ('title: "Foo\ndate: "x"', '"Fo', "Unclosed quote"),
        ("title: 'Foo\ndate: 'x'\nb: 1", "'Fo", "Unclosed quote"),
        ("title: 'It's me'", "s m", "Unexpected text after the closing quote; write '' for an apostrophe"),
        ('title: "A "fine" post"', "fin", 'Unexpected text after the closing quote; write \\" for a quote'),
        ("a: 1\n\tb: 2", "\tb:", "Tab in YAML indentation"),
        ("a:\n\t- b", "\t- ", "Tab in YAML indentation"),
        ("title: @home", "@ho", 'Value cannot start with "@"'),
        ("title: `code`", "`co", 'Value cannot start with "`"'),
        ("title: *bold*", "*bo", 'Value starts with "*", which has a special meaning'),
        ("title: *bold", "*bo", 'Unknown alias "*bold"'),
        ("title: - x", "- x", 'Value cannot start with "- "'),
        ('path: "C:\\dir"', "\\di", 'Invalid escape sequence "\\d"; use "\\\\d"'),
        ("a: 1\njust text\nb: 2", "jus", 'Line is not a "key: value" pair'),
        ("title:Foo", ":Fo", 'Missing space after ":"'),
        ("a: 1\ntitle:Foo\nb: 2", ":Fo", 'Missing space after ":"'),
        ("tags: [a, b\ntitle: x", "[a,", 'Unclosed "["; add "]" at the end'),
        ('tags: ["a" "b"]', '"b"', 'Missing "," or "]"'),
        ("a: > text\nb: 1", "> t", 'Unexpected text after ">"; move it to the next line'),
        ("a:\n  b: 1\n c: 2", "c: ", "Inconsistent indentation"),
        ("a: 1\n- b", "- b", "List item outside a list"),
        ("- a\nb: 1", "b: ", "Line is not an item of the list above"),
        ("title: 1\ndate: 2\ntitle: 3", "tit", 'Duplicate key "title"'),
        ("title: {a: b} c", "c\n-", "Unexpected text after the value"),
        ("a: b\n...\nc: d", "c: ", "Text after the end of the YAML"),
        ("title: a\x07b", "\x07b\n", "Character U+0007 is not allowed in YAML"),
        ("{a: 1}: b", "{a:", '"{a: 1}" is read as a nested mapping'),
        ("title = 'x'", "tit", "TOML in YAML front matter"),
        ("only text", "onl", 'Missing "key: value" lines'),
        ("a: &x [*x]", "*x]", 'Recursive alias "*x"'),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_mistake_is_reported_at_its_character(written: str, at: str, message: str, newline: str) -> None:
    text, front_matter = read(written, newline)
    (problem,) = front_matter.problems
    assert rest(text, problem.span.start).startswith(at)
    assert message in problem.message


def test_what_precedes_a_mistake_is_kept() -> None:
    _, front_matter = read('lang: de\ntags:\n  - a\n  - b\ntitle: "Foo\ndate: x')
    assert front_matter.value == {"lang": "de", "tags": ["a", "b"]}


def test_a_value_with_a_mistake_is_not_kept_by_halves() -> None:
    for written in ("a: 1\ntags: [x, y\nb: 2", "a: 1\ntitle: Foo: bar", "a: 1\nmap: {x: 1\nb: 2", "a: 1\nlist:\n\t- x"):
        assert read(written)[1].value == {"a": 1}


def test_the_second_of_two_equal_keys_is_reported_and_counts() -> None:
    text, front_matter = read("a: 1\nb: {a: 2}\na: 3")
    (problem,) = front_matter.problems
    assert problem.span.start == text.rindex("a: 3")
    entry = front_matter.get("a")
    assert entry is not None
    assert entry.value == front_matter.value["a"] == 3


def test_empty_front_matter_is_not_a_mistake() -> None:
    for written in ("", "\n", "# a comment", "  "):
        assert read(written)[1].problems == ()


@given(st.text(st.sampled_from("ab:- \n\r\t'\"[]{},&*!|>%@`#?\\<é\x00\x85😀\ufeff\ud800="), max_size=40))
def test_no_yaml_ever_raises(written: str) -> None:
    _, front_matter = read(written)
    for problem in front_matter.problems:
        assert front_matter.body_span.start <= problem.span.start <= problem.span.end <= front_matter.body_span.end
        assert problem.message.strip()[-1:] not in ("", ".")
    for entry in front_matter.walk():
        assert front_matter.body_span.contains(entry.key_span)
        assert front_matter.body_span.contains(entry.value_span)


@pytest.mark.parametrize(
    "bomb",
    [
        "a: " + "[" * 50_000,
        "a: " + "{a: " * 20_000,
        "- " * 20_000,
        "".join(" " * i + f"a{i}:\n" for i in range(500)),
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 15)),
        "a: &a {x: 1}\nb: {" + "<<: *a, " * 5_000 + "}",
        "a: &a [*a, *a, *a]",
        "a: " + "x " * 100_000,
        'a: "' + "\\x41" * 20_000 + '"',
        "{" * 100_000,
        "{%" * 50_000,
        "a: {{ " * 20_000,
        "a: " + "1:" * 200_000 + "1",
        "".join(f"<<: {{a{number}: 1}}\n" for number in range(15_000)),
    ],
    ids=range(14),
)
def test_bombs_are_bounded(bomb: str) -> None:
    started = process_time()
    read(bomb)
    assert process_time() - started < 5


def test_adjacent_templates_are_hidden_one_by_one() -> None:
    _, front_matter = read('title: {{ a }} and {{{ b }}}\nurl: {% c %}{% d %}\nopen: "{{ e"\n')
    assert front_matter.value == {"title": "{{ a }} and {{{ b }}}", "url": "{% c %}{% d %}", "open": "{{ e"}
    assert not front_matter.problems


def test_what_is_merged_never_goes_over_what_is_there() -> None:
    _, front_matter = read("<<: [{a: 1, b: 1}, {b: 2, c: 2}]\nc: 3\n")
    assert front_matter.value == {"a": 1, "b": 1, "c": 3}


# --- TOML and JSON


@pytest.mark.parametrize("bomb", ["a." * 50_000 + "a=1", '"a" . ' * 20_000 + "a=1", "[" + "a." * 50_000 + "a]"])
def test_a_dotted_key_is_bounded(bomb: str) -> None:
    text = f"+++\n{bomb}\n+++\n"
    block = split(text)
    assert block
    started = process_time()
    front_matter = parse(block, text)
    assert process_time() - started < 1
    assert "too long or nested too deeply" in front_matter.problems[0].message


def test_toml_is_read() -> None:
    text = '+++\ntitle = "A post"\ndate = 2023-01-13\n[params]\ntags = ["a", "b"]\n+++\n\nText.\n'
    block = split(text)
    assert block is not None
    front_matter = parse(block, text)
    assert front_matter.value["title"] == "A post"
    assert [entry.path for entry in front_matter.walk()] == [
        ("title",),
        ("date",),
        ("params",),
        ("params", "tags"),
        ("params", "tags", 0),
        ("params", "tags", 1),
    ]
    assert not front_matter.problems


@pytest.mark.parametrize(
    ("written", "at", "message"),
    [
        ("a = 1\ntitle = A post", "A p", "Invalid TOML value; put text in quotes"),
        ('a = 1\ntitle = "A post\nb = 1', "\nb ", "close the quotes"),
        ("a = 1\ntitle: 1", ": 1", 'Missing "=" after the key'),
        ("a = 1\n  a = 2", "a = 2", "Duplicate key"),
        ("a = 2023-02-31", "2023", "Invalid date or time"),
        ("a = [1, 2", "", "Missing closing bracket"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_mistake_in_toml_is_reported_at_its_character(written: str, at: str, message: str, newline: str) -> None:
    text = f"+++\n{written}\n+++\nText.\n".replace("\n", newline)
    block = split(text)
    assert block is not None
    front_matter = parse(block, text)
    (problem,) = front_matter.problems
    assert rest(text, problem.span.start).startswith(at or "\n+++")
    assert message in problem.message
    assert front_matter.value == ({"a": 1} if written.startswith("a = 1") else {})


def test_julia_between_pluses_is_not_a_toml_mistake() -> None:
    for code in ("using Dates\n", "published = Date(2023, 1, 13)\n", 'meta = [\n  ("name", "x"),\n]\n'):
        text = f"+++\n{code}+++\n"
        block = split(text)
        assert block is not None
        assert parse(block, text).problems == ()


@pytest.mark.parametrize(
    "text", ['{\n"title": "A post",\n"n": [1]\n}\nText', ';;;\n"title": "A post",\n"n": [1]\n;;;\nText']
)
def test_json_is_read_with_and_without_braces(text: str) -> None:
    block = split(text)
    assert block is not None
    front_matter = parse(block, text)
    assert front_matter.value == {"title": "A post", "n": [1]}
    assert not front_matter.problems


@pytest.mark.parametrize(
    ("written", "at", "message"),
    [
        ('"a": 1,\n"b": 2,\n', ",\n", "Trailing comma; remove it"),
        ('"a": 1,\nb: 2\n', "b: 2", "Missing key in double quotes"),
        ('"a": 1\n"b": 2\n', '"b"', "Missing comma"),
        ('"a": 1,\n"b" 2\n', "2", 'Missing ":" after the key'),
        ('"a": 1,\n"b": x\n', "x", "Missing value; put text in double quotes"),
        ('"a": 1,\n"b": "x\n', '"x', "Unclosed quote"),
        ('"a": 1,\n"b": "\\d"\n', "\\d", "Invalid escape sequence"),
        ('"a": 1,\n"a": 2\n', '"a": 2', 'Duplicate key "a"'),
    ],
)
def test_a_mistake_in_json_is_reported_at_its_character(written: str, at: str, message: str) -> None:
    for text in (f"{{\n{written}}}\nText", f";;;\n{written};;;\nText"):
        block = split(text)
        assert block is not None
        (problem,) = parse(block, text).problems
        assert text.startswith(at, problem.span.start)
        assert message in problem.message


def test_what_precedes_a_mistake_in_json_is_kept() -> None:
    text = '{\n"a": 1,\n"b": [2, 3],\n"c": x\n}\n'
    block = split(text)
    assert block is not None
    assert parse(block, text).value == {"a": 1, "b": [2, 3]}


@given(st.sampled_from(["+++", ";;;"]), st.text(st.sampled_from("ab=:{}[],\"'\\ \n\r\t1.-#\x00é😀"), max_size=40))
def test_no_toml_or_json_ever_raises(fence: str, written: str) -> None:
    text = f"{fence}\n{written}\n{fence}\n"
    block = split(text)
    if block is None:
        return
    for problem in parse(block, text).problems:
        assert block.span.contains(problem.span)


@pytest.mark.parametrize("text", ["+++\na = " + "[" * 5000 + "\n+++\n", ';;;\n"a": ' + "[" * 100_000 + "\n;;;\n"])
def test_deep_toml_and_json_is_reported(text: str) -> None:
    block = split(text)
    assert block is not None
    assert len(parse(block, text).problems) == 1
