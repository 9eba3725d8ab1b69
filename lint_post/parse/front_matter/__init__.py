"""Front matter: where it stands, and what it says.

YAML stands between lines of ``---``, TOML between ``+++``, both exactly as npm's remark-frontmatter sees them; JSON
stands between ``;;;`` or, as Hugo has it, in braces from the text's very start.
"""

from __future__ import annotations

import re
from typing import Literal

from lint_post.markdown.front_matter import FrontMatter
from lint_post.markdown.nodes import FrontMatterBlock
from lint_post.text.source import Span

_KINDS: dict[str, Literal["yaml", "toml", "json"]] = {"---": "yaml", "+++": "toml", ";;;": "json"}
_OPENING = re.compile(r"(---|\+\+\+|;;;)[ \t]*(?:\r\n|\r|\n)")
_CLOSING = {fence: re.compile(rf"(?:^|(?<=[\r\n])){re.escape(fence)}(?=[ \t]*(?:\r|\n|\Z))") for fence in _KINDS}
_JSON_OPENING = re.compile(
    r"""\{[ \t]*(?:"(?:[^"\\\r\n]|\\.)*"[ \t]*:|[\r\n]\s*(?:\}|["'][^"'\r\n]*["']\s*:|[\w-]+\s*:))"""
)
_JSON_MARK = re.compile(r"[{}]|\"(?:[^\"\\\r\n]|\\.)*\"")
_JSON_LAST_LINE = re.compile(r"(?<=[\r\n])\}(?=[ \t]*(?:\r|\n|\Z))")
_LINE_ENDS_HERE = re.compile(r"[ \t]*(?:\r|\n|\Z)")


def split(text: str) -> FrontMatterBlock | None:
    """The front matter at the very start of ``text`` (decoded, without byte order mark), or None."""
    if text.startswith("{"):
        return _braces(text)
    opening = _OPENING.match(text)
    closing = opening and _CLOSING[opening[1]].search(text, opening.end())
    if not opening or not closing:
        return None
    value = Span(opening.end(), max(opening.end(), _before_line_end(text, closing.start())))
    return FrontMatterBlock(Span(0, closing.end()), _KINDS[opening[1]], text[value.start : value.end], value)


def _before_line_end(text: str, pos: int) -> int:
    """Where the line that ends right before ``pos`` stops saying something."""
    return pos - 2 if text.endswith("\r\n", 0, pos) else pos - 1


def _braces(text: str) -> FrontMatterBlock | None:
    if not _JSON_OPENING.match(text):
        return None
    end = _closing_brace(text)
    if end is None:
        return None
    return FrontMatterBlock(Span(0, end), "json", text[:end], Span(0, end))


def _closing_brace(text: str) -> int | None:
    """Behind the brace that matches the first one and ends a line; of broken JSON, the first alone on its line."""
    depth = 0
    for mark in _JSON_MARK.finditer(text):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth == 0:
            if _LINE_ENDS_HERE.match(text, mark.end()):
                return mark.end()
            break
    alone = _JSON_LAST_LINE.search(text)
    return alone.end() if alone else None


def parse(block: FrontMatterBlock, source_text: str) -> FrontMatter:
    """Read ``block`` of ``source_text``; never raises: what is wrong is listed in the result's ``problems``."""
    if block.kind == "yaml":
        from lint_post.parse.front_matter.yaml_fields import read_yaml

        return read_yaml(block, source_text)
    from lint_post.parse.front_matter.data import read_json, read_toml

    return read_toml(block, source_text) if block.kind == "toml" else read_json(block, source_text)
