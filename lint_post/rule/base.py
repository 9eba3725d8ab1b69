"""What a rule is: a frozen value whose fields are its options, and one method.

A rule is one file: the module docstring is its page (see `lint_post.rule.page`), its path is its id.
Rules touch neither disk nor network; what they cannot know from the document they ask (`AskingRule`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, dataclass_transform

from lint_post.document.document import Document
from lint_post.rule.finding import Finding, Severity
from lint_post.rule.question import Answer, Question
from lint_post.text.source import Span
from lint_post.text.value import Value


@dataclass_transform(frozen_default=True, kw_only_default=True)
class _Options(Value):
    """Makes each rule a frozen value of its options, which are given by name."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__(kw_only=True)


class BaseRule(_Options):
    """What both kinds of rule have; annotated fields of a subclass are its options, each with a default.

    ``severity``: how bad a finding is unless the configuration says otherwise. ``on``: whether it runs by default.
    ``aliases``: further names, such as markdownlint's numbers. ``languages``: the languages it understands (their
    two-letter codes), empty for any. ``decisive``: within what it calls `unsettled`, no other rule has a say.
    ``defers``: findings on words that another rule also reports are left out.

    A field with the name of a setting for all rules (`Config.shared`, such as ``dialect``) gets
    that setting unless the rule's own options override it; ``accept: tuple[str, ...] = ()`` gets the project's accepted
    words (``[words] accept``) in addition to its own. ``__post_init__`` may reject an invalid value with a ValueError;
    its text is the message that the user reads.
    """

    severity: ClassVar[Severity] = Severity.WARNING
    on: ClassVar[bool] = True
    aliases: ClassVar[tuple[str, ...]] = ()
    languages: ClassVar[frozenset[str]] = frozenset()
    decisive: ClassVar[bool] = False
    defers: ClassVar[bool] = False


class Rule(BaseRule):
    """A rule that needs nothing but the document."""

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield what is wrong with ``document``, in any order."""
        raise NotImplementedError

    def unsettled(self, document: Document) -> Iterator[tuple[Span, Span]]:  # noqa: ARG002 - for decisive rules
        """If ``decisive``, yield stretches that cannot be checked, each with the part of it that other rules read."""
        return iter(())


class AskingRule(BaseRule):
    """A rule that asks what the document cannot know: pass one asks, pass two judges one answer at a time.

    A rule may be both: a `Rule` for what the document says and an `AskingRule` for the rest. ``asks``: the one kind of
    question that it asks, if answers are expensive: a run in which nobody answers does not ask it.
    """

    asks: ClassVar[type[Question] | None] = None

    def questions(self, document: Document) -> Iterator[Question]:
        """Yield the questions about ``document``."""
        raise NotImplementedError

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        """Yield what ``answer`` to ``question`` says is wrong; never called with `NotAsked`."""
        raise NotImplementedError


class OwnRule(BaseRule):
    """A finding of the engine (`lint-post/…`): it has a page and an id, but no code."""
