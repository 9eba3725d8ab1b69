"""Trailing whitespace

Trailing whitespace is invisible and clutters diffs, and two spaces at the end of a line make a line break that may not
be intended. Exactly two spaces that do so are ignored; in a heading and at the end of a paragraph or file, they do
not. Code, scripts, comments, and front matter are ignored.

```markdown bad
# Roses⟦  ⟧

Roses are red,⟦ ⟧
violets are blue,⟦   ⟧
and a break \u0020
is two spaces.⟦  ⟧
⟦    ⟧
- one⟦ ⟧
```

```markdown fixed
# Roses

Roses are red,
violets are blue, \u0020
and a break \u0020
is two spaces.

- one
```

```markdown good
Roses are red, \u0020
violets are blue.

    code keeps its spaces \u0020

<pre>
as this does \u0020
</pre>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import (
    Applicability,
    Break,
    Code,
    Document,
    Edit,
    Finding,
    Fix,
    FrontMatterBlock,
    InlineCode,
    Rule,
    Span,
)

_SPACE_AND_END = (" \n", "\t\n", " \r", "\t\r")
_BREAK = 2  # this many spaces make a line break
_REMOVE = "Remove trailing whitespace"
_AS_WRITTEN = frozenset(["pre", "textarea", "script", "style", "xmp"])
_CODE = frozenset(["verbatim", "import", "expression"])


class TrailingSpaces(Rule):
    aliases = ("MD009", "no-trailing-spaces")

    def check(self, document: Document) -> Iterator[Finding]:
        runs = list(_runs(document.text))
        if not runs:
            return
        breaks = {node.span.start for node in document.find(Break)}
        for run in _outside(runs, _left_alone(document)):
            breaks_line = run.start in breaks
            if not breaks_line or run.end - run.start != _BREAK:
                yield _finding(document.text, run, breaks_line=breaks_line)


def _runs(text: str) -> Iterator[Span]:
    """The trailing whitespace of each line that has some."""
    for end in sorted(_ends(text)):
        start = end - 1
        while start and text[start - 1] in " \t":
            start -= 1
        yield Span(start, end)


def _ends(text: str) -> Iterator[int]:
    """The ends of all trailing whitespace, before a line ending or at the end of the text."""
    for pair in _SPACE_AND_END:
        at = text.find(pair)
        while at >= 0:
            yield at + 1
            at = text.find(pair, at + 2)
    if text.endswith((" ", "\t")):
        yield len(text)


def _left_alone(document: Document) -> Iterator[Span]:
    """Where whitespace is content, such as in code and front matter."""
    for block in document.find(FrontMatterBlock):
        yield block.span
    for code in document.find(Code):
        yield code.value_span
    for code_span in document.find(InlineCode):
        yield _inside(code_span.span)
    for stretch in document.opaque:
        if stretch.kind in _CODE:
            yield _inside(stretch.span)
    yield from document.not_parsed
    yield from _in_html(document)


def _inside(span: Span) -> Span:
    """``span`` without its last character, so that whitespace directly after it does not count as inside."""
    return Span(span.start, span.end - 1)


def _in_html(document: Document) -> Iterator[Span]:
    """Comments, preformatted elements, and attribute values, which may span lines."""
    begins: dict[str, int] = {}
    for tag in document.tags:
        yield from (_inside(attribute.value_span) for attribute in tag.attributes if attribute.value_span)
        if tag.kind == "comment":
            yield _inside(tag.span)
        elif tag.kind == "open" and tag.name in _AS_WRITTEN:
            begins.setdefault(tag.name, tag.span.end)
        elif tag.kind == "close" and tag.name in begins:
            yield Span(begins.pop(tag.name), tag.span.start)


def _outside(runs: list[Span], regions: Iterator[Span]) -> Iterator[Span]:
    """The ``runs`` that begin neither inside one of ``regions`` nor at its end."""
    waiting = sorted(regions, reverse=True)
    until = -1
    for run in runs:
        while waiting and waiting[-1].start <= run.start:
            until = max(until, waiting.pop().end)
        if run.start > until:
            yield run


def _finding(text: str, run: Span, *, breaks_line: bool) -> Finding:
    count = run.end - run.start
    if breaks_line:
        fix = Fix(f"Use {_BREAK} spaces", (Edit(run, " " * _BREAK),), Applicability.SAFE)
        return Finding(run, f"Line break with {count} trailing spaces; use {_BREAK}", fix)
    if text.endswith("\\", 0, run.start):
        message = "Trailing whitespace after a backslash; remove it if a line break is intended"
        return Finding(run, message, Fix(_REMOVE, (Edit(run, ""),), Applicability.UNSAFE))
    return Finding(run, _message(text, run), Fix(_REMOVE, (Edit(run, ""),), Applicability.SAFE))


def _message(text: str, run: Span) -> str:
    if run.start == 0 or text[run.start - 1] in "\r\n":
        return "Whitespace on a blank line"
    if text[run.start : run.end] == " " * _BREAK:
        return "Trailing spaces do not make a line break here; remove them"
    return "Trailing whitespace"
