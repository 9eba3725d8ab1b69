"""Fixes applied to a text, again and again, until nothing is left to fix.

In each round the fixes whose edits do not meet are made, and the new text is parsed and checked again; the others wait
for the next round. Code is never touched.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from lint_post.conclude import Checked
from lint_post.edits import apply
from lint_post.errors import FileError
from lint_post.finding import Applicability, Diagnostic, Edit, PlacedEdit
from lint_post.nodes import Code, InlineCode
from lint_post.text import Source, Span

MOST_ROUNDS = 20
Check = Callable[[Source], Checked]


class Fixed(NamedTuple):
    """A text after its fixes, what is left to say of it, and how many findings were fixed."""

    source: Source
    checked: Checked
    fixes: int


class _Round(NamedTuple):
    """The fixes of one round: their edits, in order, and the rules they come from."""

    edits: list[Edit]
    rules: list[str]


def fix(source: Source, check: Check, allowed: Collection[Applicability]) -> Fixed:
    """Make all fixes of ``source`` whose applicability is ``allowed``.

    Raises FileError if fixes undo each other or would change code; the message names their rules.
    """
    checked = check(source)
    first, seen, count = source, {source.text}, 0
    for _ in range(MOST_ROUNDS):
        chosen = _choose(source, checked.diagnostics, allowed)
        if not chosen.edits:
            return Fixed(source, checked, count)
        text = apply(source.text, chosen.edits)
        if text in seen:
            break
        seen.add(text)
        changed = Source(text, source.path, has_bom=source.has_bom)
        _keep_code(source, changed, chosen.rules)
        source, checked, count = changed, check(changed), count + len(chosen.rules)
        if checked.failure:
            return Fixed(first, checked, 0)
    message = f"The fixes of {_names(chosen.rules)} undo each other: nothing was changed in this file."
    raise FileError(first.path, f"{message} Select one of the two, and please report it.")


def _choose(source: Source, diagnostics: Iterable[Diagnostic], allowed: Collection[Applicability]) -> _Round:
    """The fixes of one round; of those that meet, the first one in the file."""
    newline = _newline(source.text)
    taken: list[Span] = []
    chosen = _Round([], [])
    for diagnostic in diagnostics:
        if diagnostic.fix is None or diagnostic.fix.applicability not in allowed:
            continue
        edits = [_edit(edit, newline) for edit in diagnostic.fix.edits]
        if any(_touches(edit.span, taken) for edit in edits):
            continue
        for edit in edits:
            insort(taken, edit.span)
        chosen.edits.extend(edits)
        chosen.rules.append(diagnostic.rule)
    return chosen


def _newline(text: str) -> str:
    """How the first line of ``text`` ends; LF if it has one line only."""
    end = text.find("\n")
    if end > 0 and text[end - 1] == "\r":
        return "\r\n"
    return "\r" if end < 0 and "\r" in text else "\n"


def _edit(edit: PlacedEdit, newline: str) -> Edit:
    """``edit`` with the file's own line ends; a rule writes LF."""
    text = edit.text if newline == "\n" or "\r" in edit.text else edit.text.replace("\n", newline)
    return Edit(Span(edit.range.start.offset, edit.range.end.offset), text)


def _touches(span: Span, taken: list[Span]) -> bool:
    """Whether ``span`` shares a character or a border with one of ``taken``, which are sorted and do not overlap."""
    at = bisect_right(taken, span)
    return any(other.start <= span.end and span.start <= other.end for other in taken[max(at - 1, 0) : at + 1])


def _keep_code(before: Source, after: Source, rules: list[str]) -> None:
    """Raises FileError if the code in the two texts is not the same."""
    if list(_code(before)) != list(_code(after)):
        message = f"The fixes of {_names(rules)} would change code: nothing was changed in this file."
        raise FileError(before.path, f"{message} This is a fault of theirs: please report it.")


def _code(source: Source) -> Iterator[str]:
    """All code in ``source``, in order, with LF at the end of its lines."""
    from lint_post.parse import parse

    for node in parse(source).root.walk():
        if isinstance(node, (Code, InlineCode)):
            yield node.value.replace("\r\n", "\n")


def _names(rules: list[str]) -> str:
    names = sorted(set(rules))
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
