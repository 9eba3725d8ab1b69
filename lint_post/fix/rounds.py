"""Fixes applied to a text, again and again, until nothing is left to fix.

In each round the fixes whose edits do not meet are made, and the new text is parsed and checked again; the others wait
for the next round. Every round is held to what fixes promise (`lint_post.fix.promise`): one that would change code is
left out, and its rule has failed; a safe one that would change more of the page than it reports counts as unsafe.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Iterable
from typing import NamedTuple, Protocol

from lint_post.errors import FileError
from lint_post.fix.promise import Breach, Promise
from lint_post.rule.edits import apply
from lint_post.rule.finding import Applicability, Diagnostic, Edit, PlacedEdit
from lint_post.run.conclude import Checked
from lint_post.run.examine import Crash
from lint_post.text.source import Source, Span
from lint_post.text.value import replace

MOST_ROUNDS = 20


class Check(Protocol):
    """Checks a text."""

    def __call__(self, source: Source, /, crashes: tuple[Crash, ...] = ()) -> Checked:
        """What all rules say of ``source``, and the ``crashes`` that are known already."""


class Fixed(NamedTuple):
    """A text after its fixes, the remaining findings, and the numbers of fixed findings and of rounds."""

    source: Source
    checked: Checked
    fixes: int = 0
    rounds: int = 0


class Chosen(NamedTuple):
    """A fix that is to be made: the finding, and its edits with the line ends of the file."""

    diagnostic: Diagnostic
    edits: tuple[Edit, ...]

    @property
    def rule(self) -> str:
        """The rule whose fix it is."""
        return self.diagnostic.rule

    @property
    def reported(self) -> list[Span]:
        """What is reported; nothing if it is the whole file."""
        where = self.diagnostic.range
        return [Span(where.start.offset, where.end.offset)] if where else []


def fix(source: Source, check: Check, allowed: Collection[Applicability]) -> Fixed:
    """Make all fixes of ``source`` whose applicability is ``allowed``, the safe ones first.

    Raises FileError if fixes undo each other; the message names their rules.
    """
    return _Run(source, check, allowed).fix()


class _Run:
    """Fixes one text in rounds."""

    def __init__(self, source: Source, check: Check, allowed: Collection[Applicability]) -> None:
        self._first = source
        self._check = check
        self._allowed = allowed
        self._refused: dict[str, Crash] = {}  # by the finding's fingerprint
        self._demoted: set[str] = set()  # the same
        self._steps: list[tuple[str, list[str]]] = []  # each earlier text, and the rules that changed it
        self._fixes = 0

    def fix(self) -> Fixed:
        """Apply rounds of fixes until none is left."""
        source = self._first
        checked = self._check(source)
        for rounds in range(MOST_ROUNDS):
            made = self._make(source, checked)
            if not made:
                return Fixed(source, self._told(source, checked), self._fixes, rounds)
            edits = [edit for one in made for edit in one.edits]
            self._steps.append((source.text, [one.rule for one in made]))
            source = edited(source, edits)
            if any(source.text == text for text, _ in self._steps):
                break
            checked = self._check(source)
            if checked.failure:
                return Fixed(self._first, checked)
            self._fixes += len(made)
        raise self._fight(source.text)

    def _make(self, source: Source, checked: Checked) -> list[Chosen]:
        """The fixes of the next round, first the safe ones; none of them breaks its promise."""
        promise = Promise(source)
        for applicability in (Applicability.SAFE, Applicability.UNSAFE):
            while applicability in self._allowed:
                waiting = [one for one in checked.diagnostics if self._applicability(one) is applicability]
                chosen = choose(source, waiting)
                if sound := self._sound(promise, chosen, is_safe=applicability is Applicability.SAFE):
                    return sound
                if not chosen:
                    break
        return []

    def _applicability(self, diagnostic: Diagnostic) -> Applicability | None:
        """How the fix of ``diagnostic`` is taken here, None if it is not."""
        if diagnostic.fix is None or diagnostic.fingerprint in self._refused:
            return None
        return Applicability.UNSAFE if diagnostic.fingerprint in self._demoted else diagnostic.fix.applicability

    def _sound(self, promise: Promise, chosen: list[Chosen], *, is_safe: bool) -> list[Chosen]:
        """``chosen`` if they keep their promise together; else those of one half; a single culprit is noted."""
        edits = [edit for one in chosen for edit in one.edits]
        reported = [span for one in chosen for span in one.reported]
        broken = promise.broken(edits, reported if is_safe else None) if chosen else None
        if broken is None:
            return chosen
        if len(chosen) > 1:
            middle = len(chosen) // 2
            first = self._sound(promise, chosen[:middle], is_safe=is_safe)
            return first or self._sound(promise, chosen[middle:], is_safe=is_safe)
        diagnostic = chosen[0].diagnostic
        if broken is Breach.CODE:
            where = f"on line {promise.line(edits[0].span.start)}"
            self._refused[diagnostic.fingerprint] = Crash(diagnostic.rule, f"its fix {where} would change code")
        else:
            self._demoted.add(diagnostic.fingerprint)
        return []

    def _told(self, source: Source, checked: Checked) -> Checked:
        """``checked`` with what is known about its fixes by now."""
        first = {crash.rule: crash for crash in reversed(self._refused.values())}
        if first:
            checked = self._check(source, crashes=tuple(first.values()))
        return (
            checked._replace(diagnostics=tuple(map(self._as_taken, checked.diagnostics))) if self._demoted else checked
        )

    def _as_taken(self, diagnostic: Diagnostic) -> Diagnostic:
        if diagnostic.fix is None or diagnostic.fingerprint not in self._demoted:
            return diagnostic
        return replace(diagnostic, fix=replace(diagnostic.fix, applicability=Applicability.UNSAFE))

    def _fight(self, text: str) -> FileError:
        texts = [known for known, _ in self._steps]
        circle = self._steps[texts.index(text) :] if text in texts else self._steps[-1:]
        rules = sorted({rule for _, names in circle for rule in names})
        if len(rules) > 1:
            what = f"Fixes of {', '.join(rules[:-1])} and {rules[-1]} undo each other"
        else:
            what = f"Fixes of {rules[0]} never finish"
        message = f"{what}; the file was not changed. To apply the other fixes, add --ignore {rules[-1]}."
        return FileError(self._first.path, message)


def choose(source: Source, diagnostics: Iterable[Diagnostic]) -> list[Chosen]:
    """The fixes of ``diagnostics`` that can be made together; of those that meet, the first one in the file."""
    newline = newline_of(source.text)
    taken: list[Span] = []
    chosen = []
    for diagnostic in diagnostics:
        edits = tuple(with_newline(edit, newline) for edit in diagnostic.fix.edits) if diagnostic.fix else ()
        if any(_touches(edit.span, taken) for edit in edits):
            continue
        for edit in edits:
            insort(taken, edit.span)
        chosen.append(Chosen(diagnostic, edits))
    return chosen


def edited(source: Source, edits: Iterable[Edit]) -> Source:
    """``source`` with ``edits`` made."""
    return Source(apply(source.text, edits), source.path, has_bom=source.has_bom)


def newline_of(text: str) -> str:
    """How the first line of ``text`` ends; LF if it has one line only."""
    end = text.find("\n")
    if end > 0 and text[end - 1] == "\r":
        return "\r\n"
    return "\r" if end < 0 and "\r" in text else "\n"


def with_newline(edit: PlacedEdit, newline: str) -> Edit:
    """``edit`` with the file's own line ends; rules write LF."""
    text = edit.text if newline == "\n" or "\r" in edit.text else edit.text.replace("\n", newline)
    return Edit(Span(edit.range.start.offset, edit.range.end.offset), text)


def _touches(span: Span, taken: list[Span]) -> bool:
    """Whether ``span`` shares a character or a border with one of ``taken``, which are sorted and do not overlap."""
    at = bisect_right(taken, span)
    return any(other.start <= span.end and span.start <= other.end for other in taken[max(at - 1, 0) : at + 1])
