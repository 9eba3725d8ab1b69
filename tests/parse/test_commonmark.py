"""Every example of the specification: the right structure, and every invariant of places."""

import re

from html_of import html_of
from invariants import check

from lint_post.parse.parser import parse
from lint_post.text.source import Source


def normal(html: str) -> str:
    return re.sub(r"\n+", "\n", html.replace("&quot;", '"')).strip()


def test_every_example_renders_the_html_of_the_specification(commonmark_examples: list[tuple[int, str, str]]) -> None:
    wrong = [
        number
        for number, markdown, html in commonmark_examples
        if normal(html_of(parse(Source("\n" + markdown)))) != normal(html)
    ]
    assert wrong == []


def test_every_example_keeps_the_invariants(commonmark_examples: list[tuple[int, str, str]]) -> None:
    for _, markdown, _ in commonmark_examples:
        for text in (markdown, markdown.replace("\n", "\r\n"), markdown.replace("\n", "\r"), markdown.rstrip("\n")):
            document = parse(Source(text))
            check(document)
            assert not document.not_parsed
