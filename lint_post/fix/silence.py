"""Adds suppression comments for the current findings, so that only new findings are reported.

A comment is placed before the block that a finding begins in, or around it if the finding begins later in it. Where
that would change the page, and for findings in front matter or about the whole file, it is at the top of the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from lint_post.markdown.nodes import FrontMatterBlock, Node
from lint_post.parse.parser import parse
from lint_post.rule.catalogue import OWN_GROUP
from lint_post.rule.edits import apply
from lint_post.rule.finding import Diagnostic, Edit
from lint_post.run.conclude import Checked
from lint_post.suppress.directives import Kind
from lint_post.suppress.removal import page
from lint_post.text.source import Source, Span

Check = Callable[[Source], Checked]


class Silenced(NamedTuple):
    """A text with its new comments, the remaining findings, and the number of suppressed findings."""

    source: Source
    checked: Checked
    findings: int


class _Place(NamedTuple):
    """Where comments go: between which lines of the source (from 1), and what kind they are."""

    line: int
    kind: Kind


def silence(source: Source, check: Check, reason: str = "", only: Collection[str] | None = None) -> Silenced:
    """``source`` with comments for the findings of ``check``; each contains ``reason``.

    ``only``: the fingerprints of the findings that are meant; None: all.
    """
    source = _with_last_line_ended(source)  # a comment after it would end it anyway
    checked = check(source)
    others = _others(checked)
    found = [one for one in others if only is None or one.fingerprint in only]
    if not found or checked.failure:
        return Silenced(source, checked, 0)
    for places in (_places(source, found), _settled(source, found), _at_top(source, found)):
        here = _write(source, places, reason)
        result = check(here)
        if page(here) == page(source) and len(_others(result)) <= len(others) - len(found):
            break
    return Silenced(here, result, len(found))


def _others(checked: Checked) -> list[Diagnostic]:
    """What is not the tool's own."""
    return [one for one in checked.diagnostics if not one.rule.startswith(f"{OWN_GROUP}/")]


def _settled(source: Source, found: Iterable[Diagnostic]) -> Mapping[_Place, set[str]]:
    """The rules of each comment, with comments that would change the page moved to the top."""
    settled: defaultdict[_Place, set[str]] = defaultdict(set)
    was = page(source)
    for one in found:
        alone = _places(source, [one])
        places = alone if page(_write(source, alone, "")) == was else _at_top(source, [one])
        for place, rules in places.items():
            settled[place] |= rules
    return settled


def _at_top(source: Source, found: Iterable[Diagnostic]) -> Mapping[_Place, set[str]]:
    return {_Place(_top(source), Kind.FILE): {one.rule for one in found}}


def _with_last_line_ended(source: Source) -> Source:
    if not source.text or source.text.endswith(("\n", "\r")):
        return source
    newline = "\r\n" if "\r\n" in source.text else "\n"
    return Source(source.text + newline, source.path, has_bom=source.has_bom)


def _places(source: Source, found: Iterable[Diagnostic]) -> Mapping[_Place, set[str]]:
    """The rules of each comment."""
    blocks = [node for node in parse(source).root.children if not isinstance(node, FrontMatterBlock)]
    starts = [source.line(node.span.start) for node in blocks]
    rules: defaultdict[_Place, set[str]] = defaultdict(set)
    for one in found:
        line = one.range.start.line if one.range else 0
        index = bisect_right(starts, line) - 1
        if index < 0 or line > _last_line(source, blocks[index]):
            rules[_Place(_top(source), Kind.FILE)].add(one.rule)
        elif line == starts[index]:
            rules[_Place(line, Kind.NEXT_LINE)].add(one.rule)
        else:
            rules[_Place(starts[index], Kind.DISABLE)].add(one.rule)
            rules[_Place(_last_line(source, blocks[index]) + 1, Kind.ENABLE)].add(one.rule)
    return rules


def _last_line(source: Source, node: Node) -> int:
    return source.line(max(node.span.start, node.span.end - 1))


def _top(source: Source) -> int:
    """The first line after the front matter."""
    first = next(iter(parse(source).root.children), None)
    return _last_line(source, first) + 1 if isinstance(first, FrontMatterBlock) else 1


def _write(source: Source, rules: Mapping[_Place, set[str]], reason: str) -> Source:
    """``source`` with a comment at each place; an ENABLE comes before a comment that begins there."""
    order = (Kind.ENABLE, Kind.FILE, Kind.DISABLE, Kind.NEXT_LINE)
    edits = []
    for place in sorted(rules, key=lambda place: (place.line, order.index(place.kind))):
        comment = _comment(source, place.kind, sorted(rules[place]), reason)
        at = _offset(source, place.line)
        edits.append(Edit(Span(at, at), f"{comment}\n"))
    newline = "\r\n" if "\r\n" in source.text else "\n"
    edits = [Edit(edit.span, edit.text.replace("\n", newline)) for edit in edits]
    return Source(apply(source.text, edits), source.path, has_bom=source.has_bom)


def _offset(source: Source, line: int) -> int:
    return source.line_starts[line - 1] if line <= len(source.line_starts) else len(source.text)


def _comment(source: Source, kind: Kind, rules: list[str], reason: str) -> str:
    why = f": {reason}" if reason and kind is not Kind.ENABLE else ""
    text = f"{kind.value} {', '.join(rules)}{why}"
    return f"{{/* {text} */}}" if source.path.lower().endswith(".mdx") else f"<!-- {text} -->"
