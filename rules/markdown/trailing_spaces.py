"""No blanks stand at the end of a line, but for the two that break it.

Nobody sees them, so nobody keeps them in order: they turn up as changes in every diff, and where two of them happen to
stand together inside a paragraph they break its line. Exactly two are left alone where they are such a break; on a
heading, at the end of a paragraph or of the file they are none. Code, scripts, comments and front matter keep theirs.

```markdown bad
# Roses⟦  ⟧

Roses are red,⟦ ⟧
violets are blue,⟦   ⟧
and a break \u0020
is two blanks.⟦  ⟧
⟦    ⟧
- one⟦ ⟧
```

```markdown fixed
# Roses

Roses are red,
violets are blue, \u0020
and a break \u0020
is two blanks.

- one
```

```markdown good
Roses are red, \u0020
violets are blue.

    code keeps its blanks \u0020

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

_BLANK_AND_END = (" \n", "\t\n", " \r", "\t\r")
_BREAK = 2  # so many blanks break a line
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
    """The blanks at the end of each line that has some."""
    for end in sorted(_ends(text)):
        start = end - 1
        while start and text[start - 1] in " \t":
            start -= 1
        yield Span(start, end)


def _ends(text: str) -> Iterator[int]:
    """Where a blank stands before a line's end or at the text's."""
    for pair in _BLANK_AND_END:
        at = text.find(pair)
        while at >= 0:
            yield at + 1
            at = text.find(pair, at + 2)
    if text.endswith((" ", "\t")):
        yield len(text)


def _left_alone(document: Document) -> Iterator[Span]:
    """Where blanks are the content of something, and whether they matter is not for Markdown to say."""
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
    """``span`` without its last character, so that what follows it does not begin at its end."""
    return Span(span.start, span.end - 1)


def _in_html(document: Document) -> Iterator[Span]:
    """Comments, preformatted elements, and attributes over several lines."""
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
    """Those of ``runs`` that begin neither within one of ``regions`` nor at its end."""
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
        fix = Fix("Write two blanks.", (Edit(run, " " * _BREAK),), Applicability.SAFE)
        return Finding(run, f"{count} blanks break this line where two are enough: remove the others.", fix)
    if text.endswith("\\", 0, run.start):
        fix = Fix("Remove the blanks.", (Edit(run, ""),), Applicability.UNSAFE)
        return Finding(run, "A backslash breaks a line only if nothing follows it: remove the blanks behind it.", fix)
    return Finding(run, _message(text, run), Fix("Remove the blanks.", (Edit(run, ""),), Applicability.SAFE))


def _message(text: str, run: Span) -> str:
    count = run.end - run.start
    blanks, them = ("a blank", "it") if count == 1 else (f"{count} blanks", "them")
    if run.start == 0 or text[run.start - 1] in "\r\n":
        return f"This empty line holds {blanks}: remove {them}."
    if count == _BREAK and "\t" not in text[run.start : run.end]:
        return "Two blanks break a line only within a paragraph, and here is no line to break: remove them."
    return f"The line ends with {blanks}: remove {them}."
