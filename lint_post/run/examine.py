"""Pass one over a file: parse it and run the rules. What comes of it can be pickled and holds no document."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from lint_post.document.document import Document
from lint_post.parse.parser import parse
from lint_post.rule.base import AskingRule, BaseRule, Rule
from lint_post.rule.finding import Finding
from lint_post.rule.question import ADDRESSED, Question
from lint_post.run.select import Configured
from lint_post.run.unsettled import Unsettled
from lint_post.text.source import Source
from lint_post.text.value import replace

if TYPE_CHECKING:
    from lint_post.suppress.directives import Directives

_LONGEST_MESSAGE = 200
RULE_ERRORS = (Exception, SystemExit, GeneratorExit)
"""What a rule may raise without costing the others their findings; Ctrl-C is the user's."""
_SIGNS = ("lint-post", "markdownlint-")  # one of them stands in every suppression comment


class Rules(NamedTuple):
    """What looks at a file: the arguments of `examine`."""

    configured: tuple[Configured, ...]
    languages: tuple[str, ...] = ()
    silent: frozenset[type[Question]] = frozenset()


class Crash(NamedTuple):
    """A rule that raised: its id, and what happened in one line."""

    rule: str
    what: str


class Examined(NamedTuple):
    """What pass one knows of a file; findings and questions go with their rule's id.

    ``ran``: the rules that looked at it, crashed ones left out. ``directives`` is None if there is no sign of any.
    """

    source: Source
    findings: tuple[tuple[str, Finding], ...]
    questions: tuple[tuple[str, Question], ...]
    crashes: tuple[Crash, ...]
    ran: frozenset[str]
    directives: Directives | None


def examine(
    source: Source,
    rules: Iterable[Configured],
    languages: Collection[str] = (),
    silent: Collection[type[Question]] = (),
) -> Examined:
    """Run ``rules`` over ``source``; ``languages`` (two-letter codes; none: any) are those that are checked at all.

    ``silent``: the kinds of questions that nobody answers. Of a rule that has no others, one question stands for all.
    """
    rules = list(rules)
    unsettled = Unsettled(parse(source), (configured.rule for configured in rules))
    findings: list[tuple[str, Finding]] = []
    questions: list[tuple[str, Question]] = []
    crashes = []
    ran = set()
    for configured in rules:
        rule = configured.rule
        document = unsettled.document_for(rule)
        try:
            if not _understands(rule, document, languages):
                continue
            if isinstance(rule, Rule):
                found = (one for one in rule.check(document) if rule.decisive or not unsettled.holds(one))
                findings.extend((configured.id, finding) for finding in found)
            if isinstance(rule, AskingRule):
                asked = islice(rule.questions(document), 1 if rule.asks in silent else None)
                questions.extend((configured.id, _addressed(one, source)) for one in asked if not unsettled.holds(one))
            if not isinstance(rule, Rule | AskingRule):
                continue
        except RULE_ERRORS as error:
            crashes.append(Crash(configured.id, describe(error)))
        else:
            ran.add(configured.id)
    return Examined(
        source, tuple(findings), tuple(questions), tuple(crashes), frozenset(ran), _directives(unsettled.beside)
    )


def _directives(document: Document) -> Directives | None:
    if not any(sign in document.text for sign in _SIGNS):
        return None
    from lint_post.suppress.directives import find

    return find(document)


def _understands(rule: BaseRule, document: Document, languages: Collection[str]) -> bool:
    if not rule.languages:
        return True
    return document.language in rule.languages and (not languages or document.language in languages)


def _addressed(question: Question, source: Source) -> Question:
    """``question`` with the document that asks it, where the answer depends on that."""
    return replace(question, document=source.path) if isinstance(question, ADDRESSED) else question


def failed(error: BaseException) -> str:
    """What to tell of ``error``, which is lint-post's own fault."""
    return f"lint-post failed on it: {describe(error)}. Please report it."


def describe(error: BaseException) -> str:
    """``error`` and where it was raised, in one line."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({PurePath(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    text = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
    return (text if len(text) <= _LONGEST_MESSAGE else text[: _LONGEST_MESSAGE - 1] + "…") + where
