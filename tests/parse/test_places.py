"""Exact places in awkward texts: line ends, byte order mark, tabs, NUL, entities, escapes."""

import pytest

from lint_post.markdown.nodes import Break, Code, Heading, InlineCode, Link, Paragraph, Text
from lint_post.parse.parser import parse
from lint_post.text.source import Source, Span


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    source = Source(f"# a{end}{end}b{end}c  {end}d{end}{end}```{end}e{end}f{end}```{end}")
    document = parse(source)
    assert [source.slice(node.span) for node in document.find(Heading)] == ["# a"]
    assert [node.value for node in document.find(Text)] == ["a", "b\nc", "d"]
    assert [source.slice(node.span) for node in document.find(Break)] == [f"  {end}"]
    assert [node.value for node in document.find(Code)] == ["e\nf"]
    second = list(document.find(Text))[1]
    assert source.slice(second.at(2, 3)) == "c"


def test_a_byte_order_mark_is_not_counted() -> None:
    source = Source.from_bytes(b"\xef\xbb\xbf# a\n")
    assert source.has_bom
    assert next(parse(source).find(Heading)).span == Span(0, 3)


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_other_separators_end_no_line(separator: str) -> None:
    source = Source(f"a{separator}# b\n")
    assert next(parse(source).find(Paragraph)).span == Span(0, 5)
    assert source.place(4).line == 1


def test_nul_is_shown_as_a_replacement_character_and_stays_where_it_is() -> None:
    source = Source("a\0b *c*\n")
    text = next(parse(source).find(Text))
    assert text.value == "a\ufffdb "
    assert source.slice(text.span) == "a\0b "


def test_no_final_newline_and_an_empty_text() -> None:
    assert next(parse(Source("# a")).find(Heading)).span == Span(0, 3)
    assert parse(Source("")).root.span == Span(0, 0)


def test_escapes_and_references_are_decoded_in_place() -> None:
    source = Source("x &eacute;\\* &bogus; &#0;y\n")
    text = next(parse(source).find(Text))
    assert text.value == "x é* &bogus; \ufffdy"
    assert source.slice(text.at(2, 3)) == "&eacute;"
    assert source.slice(text.at(3, 4)) == "\\*"
    assert source.slice(text.at(len(text.value) - 1, len(text.value))) == "y"


def test_a_text_over_lines_in_a_quote_maps_line_by_line() -> None:
    source = Source("> one\n>   two *x*\n> > three\n")
    document = parse(source)
    first = next(document.find(Text))
    assert first.value == "one\ntwo "
    assert source.slice(first.at(4, 7)) == "two"


def test_link_parts() -> None:
    source = Source("a [b &amp; c]( <d e> 'f\\'g' ) [h]()\n")
    link, empty = parse(source).find(Link)
    assert (link.url, link.title) == ("d e", "f'g")
    assert source.slice(link.url_span) == "d e"
    assert link.title_span is not None
    assert source.slice(link.title_span) == "'f\\'g'"
    assert empty.url_span == Span(len(source.text) - 2, len(source.text) - 2)


def test_inline_code_loses_its_padding_only() -> None:
    source = Source("`` `a` `` ` b`\n")
    codes = list(parse(source).find(InlineCode))
    assert [code.value for code in codes] == ["`a`", " b"]
    assert [source.slice(code.value_span) for code in codes] == ["`a`", " b"]


def test_code_in_a_list_with_tabs() -> None:
    source = Source("-\t```\n\ta\n\t\tb\n\t```\n")
    code = next(parse(source).find(Code))
    assert code.value == "a\n\tb"
    assert source.slice(code.at(0, 1)) == "a"
    assert source.slice(code.at(3, 4)) == "b"
