"""Guarantees of fixes: none changes code, and a safe fix changes only the reported text on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cached_property

from lint_post.markdown.nodes import Code, InlineCode, Root
from lint_post.markdown.rendered import joined, rendered
from lint_post.parse.parser import parse
from lint_post.rule.edits import apply
from lint_post.rule.finding import Edit
from lint_post.text.source import Source, Span


class Breach(Enum):
    """How a promise is broken."""

    CODE = "code would change"
    PAGE = "more of the page than reported would change"


class Promise:
    """Holds edits of ``source`` to the promise."""

    def __init__(self, source: Source) -> None:
        self._source = source

    @cached_property
    def _root(self) -> Root:
        return parse(self._source).root

    @cached_property
    def _code(self) -> list[str]:
        return list(_code(self._root))

    def line(self, offset: int) -> int:
        """The line, from 1, of ``offset`` in the source."""
        return self._source.line(offset)

    def broken(self, edits: Iterable[Edit], reported: Iterable[Span] | None) -> Breach | None:
        """How ``edits`` break the promise; None if they keep it.

        ``reported``: what may change on the page besides what they write; None: all of it but code.
        """
        edits = [self._narrowed(edit) for edit in edits]
        after = parse(Source(apply(self._source.text, edits), self._source.path)).root
        if list(_code(after)) != self._code:
            return Breach.CODE
        if reported is None:
            return None
        before = joined([*reported, *(edit.span for edit in edits)])
        is_equal = rendered(self._root, beside=before) == rendered(after, beside=_moved(before, edits))
        return None if is_equal else Breach.PAGE

    def _narrowed(self, edit: Edit) -> Edit:
        """``edit`` without the unchanged text at its beginning and its end."""
        old, new = self._source.slice(edit.span), edit.text
        head = _alike(old, new)
        tail = _alike(old[head:][::-1], new[head:][::-1])
        return Edit(Span(edit.span.start + head, edit.span.end - tail), new[head : len(new) - tail])


def _alike(one: str, other: str) -> int:
    """The length of the common prefix."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def _code(root: Root) -> Iterator[str]:
    """All code, in order, with LF at the end of its lines."""
    for node in root.walk():
        if isinstance(node, (Code, InlineCode)):
            yield node.value.replace("\r\n", "\n")


def _moved(spans: list[Span], edits: list[Edit]) -> Iterator[Span]:
    """Where ``spans``, which hold all ``edits``, are when these are made; both are in order or put in it."""
    waiting = sorted(edits, key=lambda edit: edit.span, reverse=True)
    shift = 0
    for span in spans:
        start = span.start + shift
        while waiting and waiting[-1].span.end <= span.end:
            edit = waiting.pop()
            shift += len(edit.text) - (edit.span.end - edit.span.start)
        yield Span(start, span.end + shift)
