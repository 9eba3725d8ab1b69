"""GitHub's extensions, and the repairs of what mistune reads otherwise than CommonMark."""

import pytest

from lint_post.markdown.nodes import (
    Code,
    Definition,
    Delete,
    Emphasis,
    FootnoteDefinition,
    FootnoteReference,
    Heading,
    Html,
    Image,
    Link,
    LinkReference,
    List,
    ListItem,
    Node,
    Paragraph,
    Strong,
    Table,
    TableCell,
)
from lint_post.parse.parser import parse
from lint_post.text.source import Source


def found(text: str, kind: type[Node]) -> list[str]:
    """The source of each node of a kind, as written."""
    document = parse(Source(text))
    return [document.source.slice(node.span) for node in document.find(kind)]


def types(text: str) -> list[str]:
    return [node.type for node in parse(Source(text)).root.children]


def test_a_table_keeps_short_and_long_rows() -> None:
    text = "| a | b |\n|:--|--:|\n| 1 |\n| 2 | 3 | 4 |\nend | \n\nno\n"
    document = parse(Source(text))
    table = next(document.find(Table))
    assert table.align == ("left", "right")
    assert [len(row.children) for row in table.children] == [2, 1, 3, 1]
    assert found(text, TableCell)[:3] == ["| a ", "| b |", "| 1 |"]
    assert types(text) == ["table", "paragraph"]


def test_a_pipe_in_code_in_a_cell_is_escaped() -> None:
    document = parse(Source("a | b\n--|--\n`x\\|y` | \\|\n"))
    values = [node.value for node in document.root.walk() if hasattr(node, "value")]
    assert values == ["a", "b", "x|y", "|"]


@pytest.mark.parametrize("text", ["a | b\n---\n", "a | b\n--|--|--\n", "a\n\n--|--\n", "> a | b\n--|--\n"])
def test_what_is_not_a_table(text: str) -> None:
    assert found(text, Table) == []


def test_a_table_ends_where_another_block_begins() -> None:
    assert types("a | b\n--|--\n1 | 2\n# h\n") == ["table", "heading"]


def test_a_paragraph_before_a_table_keeps_its_lines() -> None:
    assert types("text\na | b\n--|--\n1 | 2\n") == ["paragraph", "table"]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see https://a.b/c.", ["https://a.b/c"]),
        ("(see www.a.b/c_(d))", ["www.a.b/c_(d)"]),
        ("**http://a.b**", ["http://a.b"]),
        ("http://a.b/?x=1&amp;", ["http://a.b/?x=1"]),
        ("http://a.b/*c*d", ["http://a.b/*c*d"]),
        ("xhttp://a.b awww.a.b", []),
        ("http://a_b.c_d", []),
        ("mail a.b+c@d.org now", ["a.b+c@d.org"]),
        ("a@b.c1 a@b a@b.c_", []),
        ("`http://a.b` <b title='http://a.b'>", []),
        ('<a href="http://a.b">http://c.d</a>', ["http://c.d"]),
        ("<http://a.b> <a@b.cd>", ["<http://a.b>", "<a@b.cd>"]),
        ("[http://a.b](http://c.d)", ["[http://a.b](http://c.d)"]),
        ("[http://a.b/c]", ["http://a.b/c"]),
        ("日本語http://a.b/c（x）", ["http://a.b/c（x）"]),
    ],
)
def test_bare_links(text: str, links: list[str]) -> None:
    assert found(text, Link) == links


def test_a_thousand_bare_links_in_one_paragraph() -> None:
    assert found("http://a.b/c " * 1000, Link) == ["http://a.b/c"] * 1000


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("~a~ ~~b~~", ["~a~", "~~b~~"]),
        ("~~~a~~~ b", []),
        ("~~a~", []),
        ("a~~b~~c", ["~~b~~"]),
        ("~~`~~`~~", ["~~`~~`~~"]),
    ],
)
def test_strikethrough(text: str, struck: list[str]) -> None:
    assert found("x " + text, Delete) == struck


def test_footnotes() -> None:
    text = "a[^1] b[^No] ![^1]\n\n[^1]: one\n    two\n\n    - three\n\n[^No]:\nfour\n"
    assert found(text, FootnoteReference) == ["[^1]", "[^No]", "[^1]"]
    assert found(text, FootnoteDefinition) == ["[^1]: one\n    two\n\n    - three", "[^No]:"]


def test_a_footnote_that_is_not_defined_is_text() -> None:
    assert found("a[^1]", FootnoteReference) == []


def test_tasks() -> None:
    document = parse(Source("- [ ] a\n- [x] *b*\n- [X]\n  c\n- [x]\n- [y] d\n1. [ ]  e\n"))
    assert [item.checked for item in document.find(ListItem)] == [False, True, True, None, None, False]
    assert [document.source.slice(node.span) for node in document.find(Paragraph)][:2] == ["a", "[x] *b*"]


# --- what mistune reads otherwise


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("> # h\nfoo\n", ["blockquote", "paragraph"]),
        ("- # h\nfoo\n", ["list", "paragraph"]),
        ("> a\n# h\n", ["blockquote", "heading"]),
        ("- a\n<div>\n", ["list", "html"]),
        ("foo\n     \nbar\n", ["paragraph", "paragraph"]),
        ("<br/>\nfoo\n", ["html"]),
        ("<h1</h1>\n", ["paragraph"]),
        ("a\n-=\n", ["paragraph"]),
        ("[a]: /b\n    c\n", ["definition", "paragraph"]),
        ("[a]: /b\n===\n", ["definition", "paragraph"]),
        ("[a]: /b\n---\n", ["definition", "thematicBreak"]),
        ("-\n\n  a\n", ["list", "paragraph"]),
        ("-\n\n- a\n", ["list"]),
    ],
)
def test_blocks(text: str, kinds: list[str]) -> None:
    assert types(text) == kinds


def test_emphasis_next_to_marks_that_are_not_punctuation() -> None:
    assert found("**⚠️**x **cafe\u0301**s", Strong) == ["**⚠️**", "**cafe\u0301**"]
    assert found("*नमस्ते*", Emphasis) == ["*नमस्ते*"]


def test_a_link_within_an_html_anchor() -> None:
    assert found('<a id="x">[t](u)</a>', Link) == ["[t](u)"]


def test_a_tab_after_a_list_mark_keeps_its_column() -> None:
    document = parse(Source("-\ta\n\n\tb\n"))
    assert len(next(document.find(ListItem)).children) == 2


def test_a_heading_with_a_million_spaces() -> None:
    text = "# a" + " " * 1_000_000 + "b"
    assert found(text, Heading) == [text]


@pytest.mark.parametrize(
    "text",
    ["> " * 5000 + "a", "- " * 5000 + "a", "*a " * 5000 + "a* " * 5000, "![" * 500 + "a" + "](b)" * 500],
)
def test_nesting_without_end_is_cut(text: str) -> None:
    document = parse(Source(text))
    assert not document.not_parsed
    assert 30 < height(document.root) < 200


def height(node: Node) -> int:
    below = node.content if isinstance(node, Image) else node.children
    return 1 + max(map(height, below), default=0)


def test_an_unclosed_fence_says_so() -> None:
    document = parse(Source("```py x=1\na\n"))
    code = next(document.find(Code))
    assert (code.closed, code.fence, code.lang, code.meta, code.value) == (False, "```", "py", "x=1", "a")


def test_definitions_know_their_parts() -> None:
    source = Source('> [La\\]bel]:\n> <u v>\n> "the\n> title"\n\n[la\\]BEL]\n')
    document = parse(source)
    definition = next(document.find(Definition))
    assert (definition.url, definition.title, definition.label) == ("u v", "the\ntitle", "La]bel")
    assert source.slice(definition.url_span) == "u v"
    assert definition.title_span is not None
    assert source.slice(definition.title_span) == '"the\n> title"'
    assert next(document.find(LinkReference)).identifier == definition.identifier


def test_list_numbers_and_looseness() -> None:
    document = parse(Source("3) a\n4) b\n\n- c\n\n  d\n- e\n"))
    ordered, bullets = document.find(List)
    assert (ordered.ordered, ordered.start, ordered.spread) == (True, 3, False)
    assert (bullets.ordered, bullets.start, bullets.spread) == (False, None, False)
    assert [item.spread for item in document.find(ListItem)] == [False, False, True, False]


def test_html_within_a_quote_maps_line_by_line() -> None:
    source = Source("> <div\n>  class='x'>\n")
    html = next(parse(source).find(Html))
    assert html.value == "<div\n class='x'>"
    start = html.value.index("class")
    assert source.slice(html.at(start, start + 9)) == "class='x'"
