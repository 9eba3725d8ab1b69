"""``lint-post ast``: the syntax tree of Markdown files as JSON, in the terms of mdast."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from lint_post.cli._input import STDIN, read_stdin

if TYPE_CHECKING:
    from lint_post.document.document import Document
    from lint_post.markdown.nodes import Node
    from lint_post.text.source import Source

_MOST_BYTES = 1 << 30  # of a file: large enough for any real file, small enough for memory
# mdast's fields of each type, in its own spelling but for a list's first number: `start` is an offset here.
_FIELDS: dict[str, tuple[str, ...]] = {
    "heading": ("depth",),
    "list": ("ordered", "number", "spread"),
    "listItem": ("spread", "checked"),
    "code": ("lang", "meta", "value"),
    "html": ("value",),
    "definition": ("identifier", "label", "url", "title"),
    "footnoteDefinition": ("identifier", "label"),
    "table": ("align",),
    "text": ("value",),
    "inlineCode": ("value",),
    "link": ("url", "title"),
    "image": ("url", "title", "alt"),
    "linkReference": ("identifier", "label", "referenceType"),
    "imageReference": ("identifier", "label", "referenceType", "alt"),
    "footnoteReference": ("identifier", "label"),
    "yaml": ("value",),
    "toml": ("value",),
    "json": ("value",),
}
_ATTRIBUTES = {"referenceType": "reference_type", "number": "start"}


@click.command("ast", epilog="For example: lint-post ast --pretty posts/a.md")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--pretty", is_flag=True, help="Print each node on its own line, indented.")
@click.option("--overlays", is_flag=True, help="Include non-Markdown spans: shortcodes, template tags, math.")
def command(files: tuple[str, ...], *, pretty: bool, overlays: bool) -> int:
    """Print syntax trees as JSON, one FILE per line.

    "-" is standard input. Nodes are those of mdast; "start" and "end" are offsets in code points, from 0, without the
    byte order mark, and the end is exclusive; the first number of a list is its "number". A file that cannot be read
    yields {"file": …, "error": …}, and the exit code is 2.
    """
    results = [_print(file, pretty=pretty, overlays=overlays) for file in files]
    return 0 if all(results) else 2


def _print(file: str, *, pretty: bool, overlays: bool) -> bool:
    """Print the line of ``file``; the result says whether it could be read."""
    from lint_post.errors import FileError
    from lint_post.parse.parser import parse
    from lint_post.report._dump import dump

    try:
        document = parse(_read(file))
    except FileError as error:
        sys.stdout.write(dump({"file": error.path, "error": error.message}) + "\n")
        return False
    head: dict[str, object] = {"file": document.path}
    if overlays:
        head["overlays"] = _overlays(document)
    sys.stdout.writelines(_tree(document.root, head, pretty=pretty))
    sys.stdout.write("\n")
    sys.stdout.flush()
    return True


def _read(file: str) -> Source:
    from lint_post.project.files import decode, read
    from lint_post.rule.finding import STDIN_NAME

    if file == STDIN:
        return decode(read_stdin(), STDIN_NAME, _MOST_BYTES)
    return read(file, _MOST_BYTES)


def _overlays(document: Document) -> list[dict[str, object]]:
    return [{"kind": stretch.kind, "start": stretch.span.start, "end": stretch.span.end} for stretch in document.opaque]


def _tree(root: Node, head: dict[str, object], *, pretty: bool) -> Iterator[str]:
    """The tree as JSON in pieces, ``head`` first; without recursion, as posts nest deeper than Python's stack."""
    from lint_post.markdown.nodes import Parent
    from lint_post.report._dump import dump

    levels = [iter((root,))]
    separator = ""
    while levels:
        node = next(levels[-1], None)
        if node is None:
            levels.pop()
            separator = ","
            yield "]}" if levels else ""
            continue
        indent = "\n" + "  " * (len(levels) - 1) if pretty and node is not root else ""
        yield separator + indent + dump((head if node is root else {}) | _fields(node))[:-1]
        separator = "" if isinstance(node, Parent) else ","
        if isinstance(node, Parent):
            yield ', "children": ['
            levels.append(iter(node.children))
        else:
            yield "}"


def _fields(node: Node) -> dict[str, object]:
    """Type, place and mdast's fields of one node, null where there is nothing."""
    fields = {name: getattr(node, _ATTRIBUTES.get(name, name)) for name in _FIELDS.get(node.type, ())}
    return {"type": node.type, "start": node.span.start, "end": node.span.end, **fields}
