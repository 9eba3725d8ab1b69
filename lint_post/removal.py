"""Taking a comment out of a document so that the page stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lint_post.edits import apply
from lint_post.finding import Applicability, Edit, Fix
from lint_post.rendered import rendered
from lint_post.text import Source, Span

_MOST_PARSED = 1_000_000  # code points that may be parsed to find out which of a file's comments go safely
_COMMENTS = re.compile(r"<!--\s*lint-post-.*?-->|\{/\*\s*lint-post-.*?\*/\}", re.DOTALL)


def remove_comments(source: Source, comments: list[Span]) -> list[Fix]:
    """For each of the HTML ``comments`` of this tool a fix that takes it out, and its lines if it stands alone.

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
    from lint_post.parse import parse

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
    return Fix("Remove the comment.", (Edit(cut, ""),), applicability)


def _cuts(source: Source, comment: Span) -> Iterator[Span]:
    """What might be cut out, the best first: the lines and a blank one after them, the lines, the comment alone."""
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
