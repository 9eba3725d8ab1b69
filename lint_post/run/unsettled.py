"""Documents with unsettled stretches, such as merge conflicts: the other rules check the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lint_post.document.document import Document
from lint_post.markdown.nodes import FrontMatterBlock
from lint_post.parse.parser import parse
from lint_post.rule.base import BaseRule, Rule
from lint_post.rule.finding import Finding
from lint_post.rule.question import Question
from lint_post.text.source import Source, Span

_LETTER = re.compile(r"[^\r\n]")
_FILLER = "\u200b"  # not whitespace, so that a paragraph or a table around it stays whole


class Unsettled:
    """The unsettled stretches of ``document``, as those of ``rules`` that are decisive find them."""

    def __init__(self, document: Document, rules: Iterable[BaseRule]) -> None:
        stretches = [
            pair for rule in rules if rule.decisive and isinstance(rule, Rule) for pair in rule.unsettled(document)
        ]
        self._stretches = [stretch for stretch, _ in stretches]
        self._whole = self._settled = self.beside = document
        """The document without the stretches."""
        if stretches:
            self._settled = _without(document, [part for pair in stretches for part in _around(*pair)])
            self.beside = _without(document, self._stretches)

    def document_for(self, rule: BaseRule) -> Document:
        """What ``rule`` checks: one version of each stretch, unless it is decisive."""
        return self._whole if rule.decisive else self._settled

    def holds(self, item: Finding | Question) -> bool:
        """Whether ``item`` is about one of the stretches."""
        span = item.span
        return span is not None and any(
            stretch.meets(span) or stretch.start <= span.start < stretch.end for stretch in self._stretches
        )


def _around(stretch: Span, kept: Span) -> tuple[Span, Span]:
    """What is not ``kept`` of ``stretch``."""
    return Span(stretch.start, kept.start), Span(kept.end, stretch.end)


def _without(document: Document, spans: Iterable[Span]) -> Document:
    """``document`` with filler at ``spans``, spaces in front matter; all else stays in its place."""
    source = document.source
    front_matter = [block.span for block in document.find(FrontMatterBlock)]
    text = source.text
    for start, end in spans:
        filler = " " if any(block.start <= start < block.end for block in front_matter) else _FILLER
        text = text[:start] + _LETTER.sub(filler, text[start:end]) + text[end:]
    return parse(Source(text, source.path, has_bom=source.has_bom))
