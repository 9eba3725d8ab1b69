"""Pass two over a file: its questions are answered and judged, its findings suppressed, sorted and stamped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from lint_post.config.config import FailOn
from lint_post.rule.base import AskingRule
from lint_post.rule.finding import Applicability, Diagnostic, Failure, Finding, Unasked
from lint_post.rule.question import Answer, NotAsked, Question
from lint_post.run.examine import RULE_ERRORS, Crash, Examined, describe
from lint_post.run.fingerprint import Fingerprints
from lint_post.run.select import Selection
from lint_post.run.stamp import Stamp, check
from lint_post.text.source import Source, Span
from lint_post.text.value import replace

RULE_FAILED = "lint-post/rule-failed"
Ask = Callable[[Question], Answer]
_Row = tuple[str, Finding]  # a rule's id and what it found


class Checked(NamedTuple):
    """What a run says of one file: sorted diagnostics, or why there are none.

    ``path`` is None for standard input without a name. ``suppressed`` and ``unasked`` as in `Report`; ``fail_on``: from
    which severity on the run fails; ``excluded``: the configuration leaves the file out.
    """

    path: str | None
    diagnostics: tuple[Diagnostic, ...] = ()
    failure: Failure | None = None
    suppressed: int = 0
    unasked: tuple[tuple[Unasked, int], ...] = ()
    fail_on: FailOn = FailOn.WARNING
    excluded: bool = False

    @property
    def failing(self) -> int:
        """How many diagnostics are so bad that the run fails."""
        return sum(diagnostic.severity >= self.fail_on for diagnostic in self.diagnostics)


def conclude(examined: Examined, selection: Selection, ask: Ask, fail_on: FailOn, fingerprint_path: str) -> Checked:
    """The result for a file; ``fingerprint_path`` is what its fingerprints call it."""
    answered = _Answered(examined, selection, ask)
    rows = [row for row in (*examined.findings, *answered.rows) if answered.is_sound(row)]
    rows = _without_echoes(rows, examined.source, selection)
    rows += [(RULE_FAILED, _failure(crash)) for crash in answered.crashes.values()]
    marked = _suppress(rows, examined, selection, answered.unsure)
    stamp = Stamp(examined.source, Fingerprints(fingerprint_path))
    stamped = [
        (stamp.diagnostic(rule, selection.rules[rule].severity, _as_fixable(rule, finding, selection)), silenced)
        for (rule, finding), silenced in _in_order(marked)
    ]
    kept = tuple(diagnostic for diagnostic, silenced in stamped if not silenced)
    return Checked(
        examined.source.path,
        kept,
        suppressed=len(stamped) - len(kept),
        unasked=tuple(sorted(answered.unasked.items())),
        fail_on=fail_on,
    )


def _as_fixable(rule: str, finding: Finding, selection: Selection) -> Finding:
    """``finding`` with its fix left to people if those of ``rule`` are not to be applied."""
    if finding.fix is None or selection.rules[rule].fixable:
        return finding
    return replace(finding, fix=replace(finding.fix, applicability=Applicability.SUGGESTION))


def _without_echoes(rows: list[_Row], source: Source, selection: Selection) -> list[_Row]:
    """``rows`` without what a rule that defers says of words that another one reports."""
    deferring = {id_ for id_, _ in rows if selection.rules[id_].rule.defers}
    if not deferring:
        return rows
    others = [finding.span for id_, finding in rows if finding.span and id_ not in deferring]
    return [
        (id_, finding)
        for id_, finding in rows
        if id_ not in deferring or not finding.span or not any(_is_same(finding.span, one, source) for one in others)
    ]


def _is_same(span: Span, other: Span, source: Source) -> bool:
    """Whether the finding at ``other`` is about the words at ``span``: it lies in there, or is one word around it.

    A finding about a blank or a whole sentence is about something else.
    """
    text = source.slice(other)
    return bool(text.strip()) and (span.contains(other) or (other.contains(span) and len(text.split()) == 1))


class _Answered:
    """A file's questions with their answers judged.

    ``rows`` are the findings, ``crashes`` those of both passes by rule, ``unasked`` counts what nobody answered,
    ``unsure`` are the rules that may have missed something for one of these reasons.
    """

    def __init__(self, examined: Examined, selection: Selection, ask: Ask) -> None:
        self.rows: list[_Row] = []
        self.crashes = {crash.rule: crash for crash in examined.crashes}
        self.unasked: Counter[Unasked] = Counter()
        self.unsure = set(self.crashes)
        self._source = examined.source
        self._left: set[tuple[Unasked, Span | None]] = set()
        for rule, question in examined.questions:
            self._judge(rule, question, selection, ask)

    def _judge(self, id_: str, question: Question, selection: Selection, ask: Ask) -> None:
        rule = selection.rules[id_].rule
        answer = ask(question)
        if isinstance(answer, NotAsked):
            unasked = Unasked(question.counted, question.done, answer.why, answer.is_failure)
            where = question.span if question.counted == "link" else None  # a file counts once
            if (unasked, where) not in self._left:  # several rules may ask about one link
                self._left.add((unasked, where))
                self.unasked[unasked] += 1
            self.unsure.add(id_)
        elif isinstance(rule, AskingRule):
            try:
                self.rows.extend((id_, finding) for finding in rule.judge(question, answer))
            except RULE_ERRORS as error:
                self._crashed(id_, error)

    def is_sound(self, row: _Row) -> bool:
        """Whether the finding can be reported; if not, its rule has failed."""
        try:
            check(row[1], self._source)
        except Exception as error:  # noqa: BLE001 - a rule may yield anything
            self._crashed(row[0], error)
            return False
        return True

    def _crashed(self, rule: str, error: BaseException) -> None:
        self.crashes.setdefault(rule, Crash(rule, describe(error)))
        self.unsure.add(rule)


def _failure(crash: Crash) -> Finding:
    """The finding that ``crash`` is; a rule that comes with a plugin is its plugin's."""
    parts = crash.rule.split("/")
    owner = "lint-post" if len(parts) == 2 else f'the plugin "{parts[0]}"'
    message = f'Rule "{crash.rule}" failed: {crash.what}; report this bug to {owner}'
    return Finding(None, message)


def _suppress(
    rows: list[_Row], examined: Examined, selection: Selection, unsure: AbstractSet[str]
) -> list[tuple[_Row, bool]]:
    """``rows`` and what there is to say of suppression comments, each with whether a comment silences it."""
    if examined.directives is None:
        return [(row, False) for row in _distinct(rows)]
    from lint_post.suppress.suppressions import UNKNOWN, UNUSED, Suppressions

    suppressions = Suppressions(examined.directives, examined.source, selection.catalogue)

    def mark(row: _Row) -> tuple[_Row, bool]:
        rule, finding = row
        line = 1 if finding.span is None else examined.source.line(finding.span.start)
        return row, rule != RULE_FAILED and suppressions.silence(rule, line)

    unknown = [(UNKNOWN, finding) for finding in suppressions.unknown()]
    marked = [mark(row) for row in _distinct([*rows, *unknown])]
    unsure = unsure | selection.left_out
    unused = list(suppressions.unused(examined.ran - unsure, unsure))
    return [*marked, *(mark((UNUSED, finding)) for finding in unused)]


def _distinct(rows: Iterable[_Row]) -> Iterable[_Row]:
    """``rows`` without what says the same of the same place."""
    return {(rule, finding.span, finding.message): (rule, finding) for rule, finding in reversed([*rows])}.values()


def _in_order(marked: Iterable[tuple[_Row, bool]]) -> list[tuple[_Row, bool]]:
    """By start, end, rule and message; what is about the whole file comes first."""

    def key(item: tuple[_Row, bool]) -> tuple[int, int, str, str]:
        (rule, finding), _ = item
        return (*(finding.span or (-1, -1)), rule, finding.message)

    return sorted(marked, key=key)
