"""Tags of raw HTML: what they are called, what they say, and where."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint_post.document.document import Document
from lint_post.markdown import html
from lint_post.markdown.html import Braces, Tag, decode, tag_end
from lint_post.markdown.nodes import Html
from lint_post.parse.parser import parse
from lint_post.text.source import Source, Span


def tags(text: str) -> tuple[Document, list[Tag]]:
    document = parse(Source(text))
    return document, list(document.tags)


def tags_of(value: str) -> list[Tag]:
    """The tags of HTML that is in the source unchanged."""
    return list(html.tags(Html(Span(0, len(value)), value, Span(0, len(value)), block=True)))


def test_a_tag_has_its_attributes_at_their_places() -> None:
    text = 'Look:\n\n<p>\n<img\n  src="a&amp;b.png" ALT=\'A "cat"\'\n  width=100 hidden data-x="">\n</p>\n'
    document, (_, image, _) = tags(text)
    assert (image.name, image.kind) == ("img", "void")
    assert document.source.slice(image.span) == image.text == text[text.index("<img") : text.index(">\n</p>") + 1]
    seen = [
        (
            attribute.name,
            document.source.slice(attribute.name_span),
            attribute.value,
            attribute.value_span and document.source.slice(attribute.value_span),
        )
        for attribute in image.attributes
    ]
    assert seen == [
        ("src", "src", "a&b.png", "a&amp;b.png"),
        ("alt", "ALT", 'A "cat"', 'A "cat"'),
        ("width", "width", "100", "100"),
        ("hidden", "hidden", None, None),
        ("data-x", "data-x", "", ""),
    ]
    assert image.get("src") == "a&b.png"
    assert image.get("nothing") is None
    source = image.attribute("src")
    assert source is not None
    assert document.source.slice(source.at(1, 2)) == "&amp;"
    assert document.source.slice(source.at(2, 7)) == "b.png"


def test_the_content_of_a_shortcode_is_not_a_tag() -> None:
    document, found = tags('{{<img src="a.png">}} <b>x</b> {{ y | replace: "<i>" }} <!-- open')
    assert [tag.name for tag in found] == ["b", "b"]
    assert document.comments == ()


def test_comments_of_html_and_mdx_come_in_order() -> None:
    document = parse(Source("<!-- a -->\n\n{/* b */}\n\ntext <!--c--> and `<!-- d -->` {}\n", "post.mdx"))
    assert [comment.text for comment in document.comments] == [" a ", " b ", "c"]
    assert [document.source.slice(comment.span) for comment in document.comments] == [
        "<!-- a -->",
        "{/* b */}",
        "<!--c-->",
    ]


def test_a_tag_in_a_quote_has_its_places_too() -> None:
    document, (image,) = tags('> <img\n> src="a.png"\n>   alt="A cat">\n')
    assert document.source.slice(image.span) == '<img\n> src="a.png"\n>   alt="A cat">'
    alt = image.attribute("alt")
    assert alt is not None
    assert alt.value_span is not None
    assert document.source.slice(alt.value_span) == "A cat"


def test_a_tag_within_a_line_has_its_places() -> None:
    document, (opening, closing) = tags('See <a class="x" href="y">this</a>.\n')
    assert [(tag.name, tag.kind, document.source.slice(tag.span)) for tag in (opening, closing)] == [
        ("a", "open", '<a class="x" href="y">'),
        ("a", "close", "</a>"),
    ]


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ("<div><br><BR/><hr /></div>", ["open div", "void br", "void br", "void hr", "close div"]),
        ("<x-y a/><x a=b/>", ["void x-y", "void x"]),
        ("a < b > c <3 </ >", []),
        ("<p", []),
        ("<p class='x", []),
        ("<b <i>", ["open i"]),
        ("<script>if (a<b) '<img>';</script><p>", ["open script", "close script", "open p"]),
        ("<STYLE><img></STYLE >", ["open style", "close style"]),
        ("<script><img>", ["open script"]),
        ("<textarea><img></textarea>", ["open textarea", "close textarea"]),
        ("<pre><img></pre>", ["open pre", "void img", "close pre"]),
        ("<pre>\n <code class=x><img></code></pre>", ["open pre", "open code", "close code", "close pre"]),
        ("<p><code><b></code>", ["open p", "open code", "open b", "close code"]),
        ("<!-- <img> --><p>", ["comment ", "open p"]),
        ("<!--><p>", ["comment ", "open p"]),
        ("<!-- never", ["comment "]),
        ("<!DOCTYPE html><?php a>b ?><![CDATA[ <b> ]]><i>", ["other ", "other ", "other ", "open i"]),
        ('<a title="a > b"><b>', ["open a", "open b"]),
        ("<Image src={logo} /><Tabs.Item>", ["void Image", "open Tabs.Item"]),
        ("<div style={{color: 'red'}} onClick={() => a > b} {...rest}><i>", ["open div", "open i"]),
        ('<p {% if a > b %}class="x"{% endif %}><i>', ["open p", "open i"]),
        ("<a href={{ site.url }}/x><a href=/x/{{ y }}/z><i>", ["open a", "open a", "open i"]),
        ("<Link><link>", ["open Link", "void link"]),
    ],
)
def test_tags_are_distinguished(value: str, seen: list[str]) -> None:
    assert [f"{tag.kind} {tag.name}" for tag in tags_of(value)] == seen


def test_an_expression_is_not_a_value() -> None:
    (tag,) = tags_of("<img src={logo} alt={`a ${b}`} title={{ page.title }}/x width=3>")
    source = tag.attribute("src")
    assert source is not None
    assert (source.value, source.is_expression) == (None, True)
    assert [(attribute.name, attribute.value) for attribute in tag.attributes] == [
        ("src", None),
        ("alt", None),
        ("title", None),
        ("width", "3"),
    ]


def test_a_comment_has_the_text_between_its_marks() -> None:
    document, (comment,) = tags("> <!-- lint-post-disable\n> a/b -->\n")
    assert comment.text == " lint-post-disable\na/b "
    at = comment.text.index("a/b")
    assert document.source.slice(comment.at(at, at + 3)) == "a/b"


def test_of_two_equal_attributes_the_first_counts() -> None:
    (tag,) = tags_of('<a href="x" HREF="y">')
    assert tag.get("href") == "x"
    assert len(tag.attributes) == 2


def test_references_are_decoded_with_their_places() -> None:
    decoded = decode("a&amp;b &nope; &#x41;&copy")
    assert decoded.text == "a&b &nope; A&copy"
    assert [tuple(piece) for piece in decoded.pieces] == [(0, 0, 1), (1, 1, 6), (2, 6, 15), (11, 15, 21), (12, 21, 26)]


def test_braces_are_found_over_strings() -> None:
    text = "{a: '}', b: `}`, c: {d: \"}\"}} {"
    braces = Braces(text)
    assert text[: braces.end(0)] == text[:-2]
    assert braces.end(len(text) - 1) == -1
    assert tag_end("<></a b>", 0, Braces("<></a b>")) == 2


html_like = st.text(st.sampled_from("<>/ab !-=\"'{}`&;\n\\[]?é"), max_size=40)


@given(html_like)
def test_no_html_ever_raises(value: str) -> None:
    end = 0
    for tag in tags_of(value):
        assert end <= tag.start_at < tag.end_at <= len(value)
        end = tag.end_at
        assert tag.span == (tag.start_at, tag.end_at)
        for attribute in tag.attributes:
            assert tag.span.contains(attribute.name_span)
            assert attribute.value_span is None or tag.span.contains(attribute.value_span)
            if attribute.value is not None:
                assert attribute.at(0, len(attribute.value)) == attribute.value_span


@pytest.mark.parametrize(
    "part", ["<a {", "<a b='", "<a x", "<!--", "<![CDATA[", "<script>", "<pre><code>", '<a {"', "<?"]
)
def test_hostile_html_is_read_in_linear_time(part: str) -> None:
    started = process_time()
    tags_of(part * 50_000)
    assert process_time() - started < 3
