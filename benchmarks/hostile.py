"""Markdown that is hard to parse: each case returns a text of about the requested size (in characters)."""

from __future__ import annotations

import math
from collections.abc import Callable


def _fill(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _between(before: str, piece: str, after: str = "") -> Callable[[int], str]:
    return lambda size: before + _fill(piece)(size) + after


def _deep_list(size: int) -> str:
    return "".join("  " * depth + "- a\n" for depth in range(math.isqrt(size)))


def _backticks(size: int) -> str:
    return " ".join("`" * length for length in range(1, math.isqrt(2 * size)))


def _links_in_links(size: int) -> str:
    return "[a" * (size // 6) + "](b)" * (size // 6)


def _numbered(line: str) -> Callable[[int], str]:
    width = len(line.format(0)) + 4
    return lambda size: "".join(line.format(number) for number in range(size // width))


def _table_columns(last: str) -> Callable[[int], str]:
    return lambda size: "|a" * (size // 4) + "|\n" + "|-" * (size // 4) + last + "\n"


NAMED = (
    "*a ", "[", ">>>", "# blanks", "list, deep by indent", "list, deep in a line", "one line of words", "table, rows",
)  # fmt: skip
"""The cases with specific goals."""

CASES: dict[str, Callable[[int], str]] = {
    "*a ": _fill("*a "),
    "[": _fill("["),
    ">>>": _between("", ">", "a"),
    "# blanks": _between("# a", " ", "b"),
    "# blanks, many": _fill("# "),
    "list, deep by indent": _deep_list,
    "list, deep in a line": _between("", "- ", "a"),
    "one line of words": _fill("word "),
    "table, rows": _between("| a | b |\n|---|---|\n", "| c | d |\n"),
    "table, columns": _table_columns("|"),
    "table, delimiters broken": _table_columns("x"),
    "table, long rows": _between("| a | b |\n|---|---|\n", "|c" * 500 + "\n"),
    "pipes, no table": _fill("a | b\n"),
    "> > >": _between("", "> ", "a"),
    "> - > -": _between("", "> - ", "a"),
    "*a* ": _fill("*a* "),
    "**a ": _fill("**a "),
    "*a _b ": _fill("*a _b "),
    "a**b": _fill("a**b"),
    "*a **b": _fill("*a **b"),
    "***": _between("", "***", "a"),
    "*a_ ": _fill("*a_ "),
    "a* b_ ": _fill("a* b_ "),
    "~~a ": _fill("~~a "),
    "~a~ ": _fill("~a~ "),
    "a~~b~": _fill("a~~b~"),
    "[, one defined": _between("", "[", "\n\n[a]: b\n"),
    "[a](": _fill("[a]("),
    "[a](<b": _fill("[a](<b"),
    '[a](b "': _fill('[a](b "'),
    "[a][": _between("", "[a][", "\n\n[b]: c\n"),
    "![": _fill("!["),
    "]": _fill("]"),
    "[]": _between("", "[]", "\n\n[b]: c\n"),
    "links in links": _links_in_links,
    "[a](b) ": _fill("[a](b) "),
    "[a] defined": _between("", "[a] ", "\n\n[a]: /u\n"),
    "[b] undefined": _between("", "[b] ", "\n\n[a]: /u\n"),
    "backticks, 1 to n": _backticks,
    "`a ": _between("", "`a ", "`"),
    "<": _fill("<"),
    "<a ": _fill("<a "),
    "<a b='": _fill("<a b='"),
    "x<!-- ": _between("x", "<!-- "),
    "x<? ": _between("x", "<? "),
    "x<![CDATA[": _between("x", "<![CDATA["),
    "x<!A ": _between("x", "<!A "),
    "<!-- lines": _fill("<!-- \n"),
    "<div> lines": _fill("<div>\n"),
    "<div> and blank lines": _fill("<div>\n\n"),
    "<b> lines": _fill("<b>\n"),
    "&amp;": _fill("&amp;"),
    "&": _fill("&"),
    "\\*": _fill("\\*"),
    "http://a.b/c ": _fill("http://a.b/c "),
    "http://": _fill("http://"),
    "http://a.b/)))": _between("http://a.b/", ")"),
    "http://a.b/&a;": _between("http://a.b/", "&a;"),
    "www.": _fill("www."),
    "a@": _fill("a@"),
    "a.a.": _fill("a."),
    "a@b. ": _fill("a@b. "),
    "list, tight": _fill("- a\n"),
    "list, loose": _fill("- a\n\n"),
    "list, one long item": _between("- a\n", "  b\n"),
    "list, lazy lines": _between("- a\n", "b\n"),
    "list, numbered": _numbered("{}. a\n"),
    "list, - and +": _fill("- a\n+ b\n"),
    "list, tasks": _fill("- [ ] a\n"),
    "list, cut by ***": _fill("- a\n***\n"),
    "list, heading and lazy line": _fill("- # h\nfoo\n"),
    "list, blanks after": _between("- a\n", "  \n"),
    "quote, lines": _fill("> a\n"),
    "quote, lazy lines": _between("> a\n", "b\n"),
    "quotes": _fill("> a\n\n"),
    "quote, cut by ***": _fill("> a\n***\n"),
    "quote, heading and lazy line": _fill("> # h\nfoo\n"),
    "lines": _fill("a\n"),
    "lines, CR": _fill("a\r"),
    "lines, tabs": _fill("-\ta\n\tb\n"),
    "one word": _fill("w"),
    "emoji": _fill("😀 *a*\n"),
    "headings": _fill("# a\n"),
    "headings, setext": _fill("a\n-\n"),
    "heading, # at the end": _between("# a", " #"),
    "blank lines": _fill("\n"),
    "blank lines, spaces": _fill("     \n"),
    "code, indented, with gaps": _fill("    a\n\n"),
    "code, fences not closed": _fill("```\n~~~\n"),
    "code, fences": _fill("```\na\n```\n"),
    "definitions": _numbered("[a{}]: /u\n"),
    "definitions, <": _fill("[a]: <b\n"),
    "definitions, titles open": _fill("[a]: b 'c\n"),
    "definitions, labels open": _fill("[a\n"),
    "footnotes": _numbered("[^{0}]\n\n[^{0}]: a\n\n"),
    "footnote, many marks": _between("", "[^a] ", "\n\n[^a]: b\n"),
    "hard breaks": _fill("a  \n"),
    "blanks in a line": _between("a", " ", "b"),
    "blanks in lines": _fill("a" + " " * 1000 + "b\n"),
    "- - - x": _between("", "- ", "x"),
    "---x": _between("", "-", "x"),
    "shortcodes open": _fill("{{< a "),
    "templates open": _fill("{% a "),
    "math open": _fill("$a "),
    "math": _fill("$a$ "),
    "front matter open": _between("---\n", "a: b\n"),
    "front matter": lambda size: "---\n" + _numbered("k{}: b\n")(size) + "---\n",
}
