"""Link reference definitions, which begin what would otherwise be a paragraph (CommonMark 4.7)."""

from __future__ import annotations

import re

from lint_post.parse.block import Block, DefinitionBlock, join, source_map
from lint_post.text.source import SourceMap, Span

_LABEL = re.compile(r"\[((?:[^\\\[\]]|\\.){1,999})\]:[ \t]*(?:\n[ \t]*)?", re.DOTALL)
_ANGLE = re.compile(r"<((?:[^<>\\\n]|\\.)*)>")
_BARE = re.compile(r"[^\s\x00-\x1f\x7f<][^ \x00-\x1f\x7f]*")
_TITLE = re.compile(
    r"(?:[ \t]+|[ \t]*\n[ \t]*)(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))[ \t]*(?:\n|\Z)", re.DOTALL
)
_LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")
_PARENTHESIS = re.compile(r"\\.|[()]", re.DOTALL)


def take_definitions(text: str, paragraph: Block) -> list[DefinitionBlock]:
    """Take the definitions off the front of ``paragraph``; if nothing else was in it, no segments are left."""
    if text[paragraph.segments[0].start] != "[":
        return []
    value, pieces = join(text, paragraph.segments)
    where = source_map(paragraph.segments, value, pieces)
    found: list[DefinitionBlock] = []
    pos = 0
    while pos < len(value):
        definition, stop = _definition(value, pos, where)
        if definition is None:
            break
        found.append(definition)
        pos = stop
    if found:
        del paragraph.segments[: value.count("\n", 0, pos) if pos < len(value) else len(paragraph.segments)]
        if paragraph.segments:
            paragraph.start = paragraph.segments[0].start
    return found


def _definition(value: str, pos: int, where: SourceMap) -> tuple[DefinitionBlock | None, int]:
    """The definition at ``pos`` and where the next line begins."""
    label = _LABEL.match(value, pos)
    if not label or not label[1].strip():
        return None, pos
    url = _ANGLE.match(value, label.end()) or _BARE.match(value, label.end())
    if not url or (url.re is _BARE and not balanced(url[0])):
        return None, pos
    title = _TITLE.match(value, url.end())
    rest = title or _LINE_END.match(value, url.end())
    if not rest:
        return None, pos
    written = url.span(1) if url.re is _ANGLE else url.span()
    span = where.span(pos, title.end(1) if title else url.end())
    block = DefinitionBlock(span.start, span.end)
    block.label, block.label_span = label[1], where.span(*label.span(1))
    block.url, block.url_span = value[slice(*written)], where.span(*written)
    if written[0] == written[1]:
        at = where.span(url.start(), url.end()).start + 1
        block.url_span = Span(at, at)
    if title:
        block.title, block.title_span = title[1], where.span(*title.span(1))
    return block, rest.end()


def balanced(url: str) -> bool:
    """Whether the parentheses of ``url`` that no backslash escapes pair up."""
    depth = 0
    for match in _PARENTHESIS.finditer(url):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth -= 1
            if depth < 0:
                return False
    return depth == 0
