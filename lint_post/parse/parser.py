"""From a source to a document: the one door to the parser."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from lint_post.document.document import Document
from lint_post.markdown.nodes import Node, Root
from lint_post.parse import front_matter
from lint_post.parse.blocks import block_structure
from lint_post.parse.build import Builder
from lint_post.text.source import Source, Span


def parse(source: Source) -> Document:
    """Parse ``source``; never raises: text that is too irregular becomes plain text."""
    block = front_matter.split(source.text)
    text = source.text.replace("\0", "\ufffd")
    builder = Builder(source, text)
    children: list[Node] = [] if block is None else [block]
    with _no_collection():
        children.extend(builder.run(block_structure(text, block.span.end if block else 0)))
    root = Root(Span(0, len(text)), tuple(children))
    data = None if block is None else front_matter.parse(block, source.text)
    return Document(source, root, data, tuple(builder.not_parsed))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Tokens and nodes form no cycles; looking for some while they pile up takes a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
