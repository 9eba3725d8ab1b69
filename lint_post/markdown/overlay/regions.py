"""Where an overlay has to look and where it must not, and MDX's lines of JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from lint_post.markdown.html import Braces
from lint_post.markdown.nodes import (
    Code,
    Definition,
    FrontMatterBlock,
    Html,
    Image,
    ImageReference,
    InlineCode,
    Link,
    Node,
    Paragraph,
    Root,
)
from lint_post.markdown.overlay.kinds import Opaque
from lint_post.text.source import Span

_COMMON = (
    r"\$|\\[\s\S]|:(?:::|\d*[a-z+-][\w+-]*:|100:|1234:)|\[(?:\[|![A-Za-z]|TOC\]|toc\]|#[a-z]|[a-z][\w-]*[ \t]+[\w-]+=)"
)
_BEGINNING = r"{(?:[{%#:./]|[ \t]+[.#:]|[a-z-]+=)|" + _COMMON
_BEGINNING_MDX = r"{|<[A-Za-z/>]|" + _COMMON
_SAMPLE = re.compile(r"<(?:script|style|pre|svg)\b", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MODULE = re.compile(r"(?:im|ex)port\b[ \t]*[\w{*\"']")
_IMPORT_LINES = re.compile(
    r"(?:import\s+(?:[\w*{][^;'\"\r\n]*\sfrom\s+)?(?:\"[^\"\r\n]*\"|'[^'\r\n]*')[ \t]*;?[ \t]*(?:\r\n|\r|\n|\Z))+"
)


_REGIONAL = frozenset([Code, Definition, FrontMatterBlock, Html, Image, ImageReference, InlineCode, Link])


class Seen(IntEnum):
    """What an overlay may see in a region; greater is more."""

    NOTHING = 0
    TEMPLATES = 1
    MATH = 2
    ALL = 3


class Region(NamedTuple):
    """A stretch of the source, in code points, where not all is seen."""

    start: int
    end: int
    seen: Seen


def beginnings(*, is_mdx: bool) -> re.Pattern[str]:
    """What looks like the beginning of something opaque, and escapes, which hide one."""
    return re.compile(_BEGINNING_MDX if is_mdx else _BEGINNING)


def regions(text: str, root: Root) -> Iterator[Region]:
    """Everything that is not running text, in no order."""
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        if type(node) not in _REGIONAL:
            stack += node.children
        elif isinstance(node, Html):
            yield from _html(text, node)
        elif isinstance(node, (Code, InlineCode)):
            yield Region(node.span.start, node.span.end, Seen.NOTHING)
        elif isinstance(node, FrontMatterBlock):
            yield Region(node.span.start, node.span.end, Seen.TEMPLATES)
        elif isinstance(node, (Link, Image, Definition)):
            span = node.span if isinstance(node, Link) and node.form == "autolink" else node.url_span
            yield Region(span.start, span.end, Seen.TEMPLATES)
            stack.extend(node.content if isinstance(node, Image) else node.children)
        elif isinstance(node, ImageReference):
            stack.extend(node.content)


def _html(text: str, node: Html) -> Iterator[Region]:
    """HTML around its comments."""
    start, end = node.span
    is_text = node.block and not _SAMPLE.match(text, start)
    seen = Seen.MATH if is_text else Seen.TEMPLATES
    for comment in _COMMENT.finditer(text, start, end):
        yield Region(start, comment.start(), seen)
        yield Region(comment.start(), comment.end(), Seen.NOTHING)
        start = comment.end()
    yield Region(start, end, seen)


def module_lines(text: str, root: Root, *, is_mdx: bool) -> Iterator[Opaque]:
    """MDX's import and export lines; in plain Markdown only imports that no sentence looks like."""
    braces = Braces(text)
    end = 0
    for node in root.children:
        start = node.span.start
        if start < end or not text.startswith(("import", "export"), start):
            continue
        if is_mdx and _MODULE.match(text, start):
            brace = text.find("{", start, node.span.end)
            end = max(node.span.end, braces.end(brace) if brace >= 0 else -1)
        elif isinstance(node, Paragraph):
            lines = _IMPORT_LINES.match(text, start)
            end = lines.end() if lines else end
        if end > start:
            yield Opaque("import", Span(start, start + len(text[start:end].rstrip())))
