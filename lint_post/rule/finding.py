"""What a rule reports (`Finding`), and what the engine makes of it (`Diagnostic`).

A rule knows spans only; the engine stamps the rule's id, the severity, the file, the places in every unit and the
fingerprint. Reporters see diagnostics and never look at a document again.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import NamedTuple

from lint_post.text.source import Range, Span
from lint_post.text.value import Value, replace

STDIN_NAME = "<stdin>"
"""What standard input is called where it has no name."""


class Severity(IntEnum):
    """The severity of a finding; greater is worse. Its text is in lower case: ``error``."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


class Applicability(StrEnum):
    """What a fix promises.

    ``safe``: applied by ``--fix``; the rendered page changes only in the reported text. ``unsafe``: probably correct,
    applied by ``--unsafe-fixes``. ``suggestion``: applied by hand only.
    """

    SAFE = "safe"
    UNSAFE = "unsafe"
    SUGGESTION = "suggestion"


# --- what a rule says


class Edit(Value):
    """Replace the source's text at ``span`` (empty: insert there) with ``text``."""

    span: Span
    text: str


class Fix(Value):
    """What to do about a finding: a title such as ``Replace with "speech"``, and edits that do not overlap."""

    message: str
    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.UNSAFE


class Alternative(Value):
    """One more way to fix a finding, offered by editors."""

    message: str
    edits: tuple[Edit, ...]


class Related(Value):
    """Another place of the same document that explains a finding."""

    span: Span
    message: str


class Finding(Value):
    """What a rule found, where (code points; None: the whole file), and how to fix it.

    ``alternatives`` are further ways, best first. ``page`` is the URL of an explanation, where the rule's own
    page says less.
    """

    span: Span | None
    message: str
    fix: Fix | None = None
    alternatives: tuple[Alternative, ...] = ()
    related: tuple[Related, ...] = ()
    page: str = ""

    @classmethod
    def replace(
        cls,
        span: Span,
        message: str,
        text: str,
        applicability: Applicability = Applicability.UNSAFE,
        alternatives: tuple[str, ...] = (),
    ) -> Finding:
        """A finding whose fix replaces its span with ``text``; ``alternatives`` are other texts for it."""
        fix = Fix(_write(text), (Edit(span, text),), applicability)
        others = tuple(Alternative(_write(other), (Edit(span, other),)) for other in alternatives)
        return cls(span, message, fix, others)

    def explained_at(self, page: str) -> Finding:
        """The finding with the URL of its explanation."""
        return replace(self, page=page)


def _write(text: str) -> str:
    return f'Replace with "{text}"' if text.strip() else "Remove the text"


# --- what the engine makes of it


class PlacedEdit(Value):
    """An edit with its positions in every unit."""

    range: Range
    text: str


class PlacedFix(Value):
    """A fix with placed edits, sorted and not overlapping."""

    message: str
    edits: tuple[PlacedEdit, ...]
    applicability: Applicability


class PlacedAlternative(Value):
    """An alternative with placed edits."""

    message: str
    edits: tuple[PlacedEdit, ...]


class PlacedRelated(Value):
    """A related place and the file it is in."""

    path: str
    range: Range
    message: str


class Diagnostic(Value):
    """A finding as it is reported.

    ``path`` is the file as given by the user, with ``/``. ``range`` is None for the whole file.
    ``line_text`` is the source line it begins on, without line end, for reporters that show it. ``fingerprint``
    survives moved lines (see `lint_post.run.fingerprint`).
    """

    rule: str
    severity: Severity
    path: str
    range: Range | None
    message: str
    line_text: str
    fingerprint: str
    fix: PlacedFix | None = None
    alternatives: tuple[PlacedAlternative, ...] = ()
    related: tuple[PlacedRelated, ...] = ()
    page: str = ""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """By file, start, end, rule; findings about the whole file come first."""
        if self.range is None:
            return self.path, -1, -1, self.rule, self.message
        return self.path, self.range.start.offset, self.range.end.offset, self.rule, self.message


class Failure(Value):
    """A file that could not be checked (``path`` None: standard input), and why; or something else that was not done.

    ``is_of_run``: it is not about a file.
    """

    path: str | None
    message: str
    is_of_run: bool = False


class Unasked(NamedTuple):
    """Questions that nobody answered: what is counted (``link``), what was not done with it, and why not.

    ``is_failure``: the user asked for this explicitly.
    """

    counted: str
    done: str
    why: str
    is_failure: bool = False

    def sentence(self, count: int) -> str:
        """The sentence about ``count`` of them."""
        return f"{count} {self.counted}{'' if count == 1 else 's'} not {self.done}: {self.why}."


class Report(Value):
    """The results of a run: sorted diagnostics, and failures.

    ``files``: how many were checked. ``suppressed``: how many findings comments silenced. ``unasked``: how many
    questions nobody answered, of each kind. ``failing``: how many diagnostics are at or above ``fail-on``.
    ``interrupted``: the user interrupted the run before its end. ``fixed``: how many findings were fixed (or
    would have been), and are not among the diagnostics, in ``fixed_files`` files.
    """

    diagnostics: tuple[Diagnostic, ...]
    failures: tuple[Failure, ...] = ()
    files: int = 0
    suppressed: int = 0
    unasked: tuple[tuple[Unasked, int], ...] = ()
    failing: int = 0
    interrupted: bool = False
    fixed: int = 0
    fixed_files: int = 0

    def count(self, severity: Severity) -> int:
        """How many diagnostics have just this severity."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)

    @property
    def fixable(self) -> int:
        """How many have a safe fix."""
        return self._fixes(Applicability.SAFE)

    @property
    def unsafely_fixable(self) -> int:
        """How many have an unsafe fix."""
        return self._fixes(Applicability.UNSAFE)

    def _fixes(self, applicability: Applicability) -> int:
        return sum(d.fix is not None and d.fix.applicability is applicability for d in self.diagnostics)
