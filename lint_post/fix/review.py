"""Reviews a text finding by finding: each is fixed, ignored, or skipped, and the text is checked again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lint_post.fix.rounds import edited, newline_of, with_newline
from lint_post.fix.silence import silence
from lint_post.rule.finding import Diagnostic, PlacedEdit
from lint_post.run.conclude import Checked
from lint_post.text.source import Source

Check = Callable[[Source], Checked]
_Key = tuple[int, int, str, str]


class Review:
    """The state of a review: ``source`` is the current text, ``checked`` its result.

    ``fixed`` and ``ignored`` count the findings that were taken and silenced.
    """

    def __init__(self, source: Source, check: Check) -> None:
        self.source = source
        self.checked = check(source)
        self.fixed = 0
        self.ignored = 0
        self._check = check
        self._passed: _Key = (-2, -2, "", "")

    @property
    def current(self) -> Diagnostic | None:
        """The current finding; None at the end."""
        return next((one for one in self.checked.diagnostics if _key(one) > self._passed), None)

    @property
    def left(self) -> int:
        """The number of remaining findings."""
        return sum(_key(one) > self._passed for one in self.checked.diagnostics)

    def skip(self) -> None:
        """Leave the current finding as it is."""
        if self.current:
            self._passed = _key(self.current)

    def take(self, edits: Iterable[PlacedEdit]) -> None:
        """Make ``edits``, the current finding's fix or one of its alternatives."""
        if self.current is None:
            return
        newline = newline_of(self.source.text)
        made = [with_newline(edit, newline) for edit in edits]
        start = _key(self.current)[0]
        shift = sum(len(edit.text) - (edit.span.end - edit.span.start) for edit in made if edit.span.end < start)
        self.fixed += 1
        self._go_on(edited(self.source, made), start + shift)

    def ignore(self, reason: str = "") -> None:
        """Write a suppression comment for the current finding."""
        if self.current is None:
            return
        silenced = silence(self.source, self._check, reason, only={self.current.fingerprint})
        start = _key(self.current)[0]
        self.ignored += silenced.findings
        self._go_on(silenced.source, _moved(start, self.source.text, silenced.source.text))

    def look_again(self) -> None:
        """Check the text once more, because something else has changed."""
        self.checked = self._check(self.source)

    def _go_on(self, source: Source, start: int) -> None:
        """Go on at the offset ``start`` of ``source``."""
        self.source = source
        self._passed = (start, -1, "", "")
        self.look_again()


def _key(one: Diagnostic) -> _Key:
    """In which order findings come."""
    _, start, end, rule, message = one.sort_key
    return start, end, rule, message


def _moved(offset: int, before: str, after: str) -> int:
    """Where ``offset`` of ``before`` is in ``after``, which has further lines."""
    at = 0
    new = iter(after.splitlines(keepends=True))
    for line in before.splitlines(keepends=True):
        for other in new:
            at += len(other)
            if other.rstrip("\r\n") == line.rstrip("\r\n"):
                break
        if offset < len(line):
            return at - len(other) + offset
        offset -= len(line)
    return at
