"""Removes a comment or an entry of the front matter from a document without changing the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lint_post.markdown.front_matter import Field, FrontMatter
from lint_post.markdown.rendered import rendered
from lint_post.rule.edits import apply
from lint_post.rule.finding import Applicability, Edit, Fix
from lint_post.text.source import Source, Span

_MOST_PARSED = 1_000_000  # code points that may be parsed to find out which of a file's comments go safely
_BEGINS_LINE = re.compile(r"[ \t]*(?:-[ \t]+|\[[ \t]*)?")  # an entry, after an item's or a table's mark
_COMMENTS = re.compile(r"<!--\s*lint-post-.*?-->|\{/\*\s*lint-post-.*?\*/\}", re.DOTALL)


def remove_comments(source: Source, comments: list[Span]) -> list[Fix]:
    """For each of the HTML ``comments`` of this tool a fix that removes it, and its lines if nothing else is on them.

    It is safe if the page stays the same: taking out a line may join two paragraphs or lists that it parted.
    """
    before = page(source)
    best = [next(_cuts(source, comment)) for comment in comments]
    if page(source, best) == before:
        return [_fix(cut, Applicability.SAFE) for cut in best]
    most = _MOST_PARSED // len(source.text)
    tried = [_try(source, comment, before) for comment in comments[:most]]
    return [*tried, *(_fix(cut, Applicability.UNSAFE) for cut in best[most:])]


def page(source: Source, cuts: Iterable[Span] = ()) -> str:
    """What readers see of ``source`` without ``cuts``, this tool's comments aside."""
    from lint_post.parse.parser import parse

    kept = Source(apply(source.text, [Edit(cut, "") for cut in _joined(cuts)]), source.path)
    return rendered(parse(kept).root, without=_COMMENTS)


def _joined(cuts: Iterable[Span]) -> Iterator[Span]:
    """``cuts``, in order, without what an earlier one has taken already."""
    done = 0
    for cut in cuts:
        yield Span(max(done, cut.start), max(done, cut.end))
        done = max(done, cut.end)


def _try(source: Source, comment: Span, before: str) -> Fix:
    cuts = list(_cuts(source, comment))
    safe = next((cut for cut in cuts if page(source, [cut]) == before), None)
    return _fix(safe, Applicability.SAFE) if safe else _fix(cuts[0], Applicability.UNSAFE)


def _fix(cut: Span, applicability: Applicability) -> Fix:
    return Fix("Remove the comment", (Edit(cut, ""),), applicability)


def _cuts(source: Source, comment: Span) -> Iterator[Span]:
    """The possible cuts, best first: the lines and a blank line after them, the lines, only the comment."""
    first, last = source.line(comment.start), source.line(comment.end - 1)
    start, end = source.line_span(first).start, source.line_span(last).end
    before, after = source.text[start : comment.start], source.text[comment.end : end]
    if before.strip() or after.strip():
        blank = len(before) - len(before.rstrip(" \t"))
        yield Span(comment.start - blank, comment.end) if not after or after[0] in " \t" else comment
        yield comment
        return
    if (first == 1 or _is_blank(source, first - 1)) and _is_blank(source, last + 1):
        yield Span(start, _line_start(source, last + 2))
    yield Span(start, _line_start(source, last + 1))
    yield Span(start, end)


def _is_blank(source: Source, line: int) -> bool:
    return line < len(source.line_starts) and not source.line_text(line).strip()


def _line_start(source: Source, line: int) -> int:
    """Where ``line`` begins, or the end of the text after the last one."""
    return source.line_starts[line - 1] if line <= len(source.line_starts) else len(source.text)


# --- front matter


def remove_entry(source: Source, start: int) -> Fix | None:
    """A fix that takes out the front matter's entry whose key, or the item whose text, begins at ``start``.

    None without such an entry, or if no cut leaves all the others unchanged.
    """
    before = _front_matter(source)
    fields = {field.path: field for field in before.walk()} if before else {}
    found = [field for field in fields.values() if start in (field.key_span.start, field.text_span.start)]
    if before is None or not found:
        return None
    entry = found[-1]
    siblings = fields[entry.path[:-1]].fields if len(entry.path) > 1 else before.fields
    left = _without(before.value, entry.path)
    for cut in _entry_cuts(source, entry, siblings):
        after = _front_matter(source, cut)
        if after and after.value == left and not after.problems:
            return Fix("Remove the entry", (Edit(cut, ""),), Applicability.SAFE)
    return None


def _front_matter(source: Source, *cuts: Span) -> FrontMatter | None:
    """The front matter of ``source`` without ``cuts``."""
    from lint_post.parse.parser import parse

    return parse(Source(apply(source.text, [Edit(cut, "") for cut in cuts]), source.path)).front_matter


def _without(value: object, path: Sequence[str | int]) -> object:
    """``value`` without the entry at ``path`` in it."""
    key, rest = path[0], path[1:]
    if isinstance(value, Mapping):
        entries = ((name, inner) for name, inner in value.items() if rest or name != key)
        return {name: _without(inner, rest) if name == key else inner for name, inner in entries}
    if isinstance(value, list):
        kept = ((index, inner) for index, inner in enumerate(value) if rest or index != key)
        return [_without(inner, rest) if index == key else inner for index, inner in kept]
    return value


def _entry_cuts(source: Source, entry: Field, siblings: Sequence[Field]) -> Iterator[Span]:
    """The possible cuts, best first: the lines, the entry with the comma after or before it, only the entry."""
    start, end = _reach(entry)
    first, last = source.line(start), source.line(max(start, end - 1))
    before = source.text[source.line_span(first).start : start]
    behind = source.text[end : source.line_span(last).end]
    if not behind.strip(" \t") and _BEGINS_LINE.fullmatch(before):
        yield Span(source.line_span(first).start, _line_start(source, last + 1))
    index = siblings.index(entry)
    if index + 1 < len(siblings):
        yield Span(start, _reach(siblings[index + 1]).start)
    if index:
        yield Span(_reach(siblings[index - 1]).end, end)
    yield Span(start, end)


def _reach(entry: Field) -> Span:
    """From an entry's key, or an item's beginning, to the end of the value."""
    return Span(entry.key_span.start, max(entry.key_span.end, entry.value_span.end))
