"""Applies suppressions: findings are suppressed by the line they start on, and unused comments are reported.

`lint_post.suppress.directives` knows the comments. markdownlint's apply to the rules with a markdownlint number; what
else they name is ignored, and so is whether they are unused.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property

from lint_post.rule.catalogue import Catalogue
from lint_post.rule.finding import Applicability, Edit, Finding, Fix
from lint_post.rule.markdownlint import absent
from lint_post.suppress.directives import FRONT_MATTER_KEY, Directive, Directives, Kind
from lint_post.text.source import Source, Span

UNUSED = "lint-post/unused-suppression"
UNKNOWN = "lint-post/unknown-rule"
_MOST_TRIED = 50  # names of the front matter: to take one out, the text is parsed a few times
_NUMBER = re.compile(r"(?i)MD\d{3}\Z")


class _Claim:
    """What one name of a comment (or, without names, the comment) claims; ``rules`` None: all of them."""

    def __init__(self, directive: Directive, span: Span | None, rules: frozenset[str] | None) -> None:
        self.directive = directive
        self.span = span
        self.rules = rules
        self.used = False
        self.ends: list[_Claim] = []  # what an ENABLE switches off

    def covers(self, rule: str) -> bool:
        """Whether the claim is about ``rule``; an unused comment cannot silence what is said of itself."""
        if self.rules is None:
            return rule != UNUSED or self.directive.leaves_alone
        return rule in self.rules

    def meets(self, other: _Claim) -> bool:
        """Whether the two share a rule."""
        return self.rules is None or other.rules is None or not self.rules.isdisjoint(other.rules)

    def is_judged(self, ran: AbstractSet[str], unsure: AbstractSet[str]) -> bool:
        """Whether enough has run to say that the claim is idle."""
        rules = ran if self.rules is None else self.rules
        return not rules.isdisjoint(ran) and (unsure if self.rules is None else rules & unsure) == frozenset()


class Suppressions:
    """The comments of one file at work: they remember which of them silenced something."""

    def __init__(self, directives: Directives, source: Source, catalogue: Catalogue) -> None:
        self._wrong = directives.wrong
        self._source = source
        self._catalogue = catalogue
        self._unknown: list[Span] = []
        self._claims = [(directive, list(self._claims_of(directive))) for directive in directives.found]
        claims = [claim for _, group in self._claims for claim in group]
        self._of_file = [claim for claim in claims if claim.directive.kind is Kind.FILE]
        self._ranges = [claim for claim in claims if claim.directive.kind in (Kind.DISABLE, Kind.ENABLE)]
        self._ranges_of: dict[tuple[str, bool], list[_Claim]] = {}
        self._of_line: dict[int, list[_Claim]] = {}
        for claim in claims:
            if claim.directive.kind in (Kind.LINE, Kind.NEXT_LINE):
                for line in claim.directive.lines:
                    self._of_line.setdefault(line, []).append(claim)
        self._pair()

    def _claims_of(self, directive: Directive) -> Iterator[_Claim]:
        if not directive.names:
            yield _Claim(directive, None, self._numbered if directive.foreign else None)
        for span in directive.names:
            match = self._catalogue.match(self._source.slice(span))
            if match:
                yield _Claim(directive, span, match.ids & self._numbered if directive.foreign else match.ids)
            elif not directive.foreign:
                self._unknown.append(span)

    @cached_property
    def _numbered(self) -> frozenset[str]:
        """The rules that markdownlint has as well."""
        return frozenset(entry.id for entry in self._catalogue if any(map(_NUMBER.match, entry.rule.aliases)))

    def _pair(self) -> None:
        """Find out what of the DISABLEs before it, as far as they are still in force, each ENABLE ends."""
        begun: list[_Claim] = []
        for claim in self._ranges:
            if claim.directive.foreign:
                continue
            if claim.directive.kind is Kind.DISABLE:
                begun.append(claim)
            else:
                claim.ends = [other for other in begun if claim.meets(other)]
                begun = [other for other in begun if claim.rules and not (other.rules and other.rules <= claim.rules)]

    def silence(self, rule: str, line: int) -> bool:
        """Whether a finding of ``rule`` that starts on ``line`` (from 1) is silenced; the comment counts as used."""
        claim = self._claim(rule, line)
        if claim:
            claim.used = True
        return claim is not None

    def _claim(self, rule: str, line: int) -> _Claim | None:
        """The claim that counts: a line's own before the last one above it before the file's."""
        here = next((claim for claim in self._of_line.get(line, ()) if claim.covers(rule)), None)
        above = here or self._above(rule, line, foreign=False) or self._above(rule, line, foreign=True)
        return above or next((claim for claim in self._of_file if claim.covers(rule)), None)

    def _above(self, rule: str, line: int, *, foreign: bool) -> _Claim | None:
        """The last of our or of the foreign claims above ``line`` that is about ``rule``, if it is a DISABLE."""
        if (rule, foreign) not in self._ranges_of:
            self._ranges_of[rule, foreign] = [
                claim for claim in self._ranges if claim.directive.foreign is foreign and claim.covers(rule)
            ]
        ranges = self._ranges_of[rule, foreign]
        above = bisect_right(ranges, line, key=lambda claim: claim.directive.lines.start)
        return ranges[above - 1] if above and ranges[above - 1].directive.kind is Kind.DISABLE else None

    def unknown(self) -> Iterator[Finding]:
        """Findings about the comments themselves: unknown rules and unknown keywords."""
        yield from self._wrong
        near_to = {name: self._catalogue.near(name) for name in map(self._source.slice, self._unknown)}
        for span in self._unknown:
            name = self._source.slice(span)
            if said := absent(name):
                yield Finding(span, f"{said}; remove it")
                continue
            message = f'Unknown rule "{name}"'
            near = near_to[name]
            if near:
                yield Finding.replace(span, f'{message}; did you mean "{near}"?', near, Applicability.SUGGESTION)
            else:
                end = "; put a colon before the reason" if " " in name else ""
                yield Finding(span, f"{message}{end}")

    def unused(self, ran: AbstractSet[str], unsure: AbstractSet[str]) -> Iterator[Finding]:
        """The comments and names that silence nothing, after all findings were offered to `silence`.

        ``ran``: the rules that looked at the file. ``unsure``: those that might have found something and did not look.
        """
        comments = []
        idle = self._idle(ran, unsure)
        for directive, claims in self._claims:
            spans = [claim.span for claim in claims if claim in idle]
            if spans and len(spans) == max(1, len(directive.names)):
                comments.append(directive)
                continue
            places = {span: index for index, span in enumerate(directive.names)}
            yield from (self._unused_name(directive, places[span]) for span in spans if span)
        yield from self._unused_comments(comments)

    def _idle(self, ran: AbstractSet[str], unsure: AbstractSet[str]) -> set[_Claim]:
        """The claims that silence nothing; an ENABLE is idle if everything that it ends is."""
        judged = [
            claim
            for directive, claims in self._claims
            for claim in claims
            if not (directive.foreign or directive.leaves_alone) and claim.is_judged(ran, unsure)
        ]
        idle = {claim for claim in judged if claim.directive.kind is not Kind.ENABLE and not claim.used}
        return idle | {claim for claim in judged if claim.directive.kind is Kind.ENABLE and idle.issuperset(claim.ends)}

    def _unused_comments(self, directives: list[Directive]) -> Iterator[Finding]:
        if not directives:
            return
        from lint_post.suppress.removal import remove_comments, remove_entry

        for directive in directives:
            if directive.in_front_matter:
                message = f'Unused suppression key "{FRONT_MATTER_KEY}"'
                yield Finding(directive.span, message, remove_entry(self._source, directive.span.start))
        comments = [directive for directive in directives if not directive.in_front_matter]
        fixes = remove_comments(self._source, [comment.span for comment in comments]) if comments else []
        for comment, fix in zip(comments, fixes, strict=True):
            what = "enable" if comment.kind is Kind.ENABLE else "suppression"
            yield Finding(comment.span, f"Unused {what} comment", fix)

    def _unused_name(self, directive: Directive, at: int) -> Finding:
        names, span = directive.names, directive.names[at]
        message = f'Unused suppression of "{self._source.slice(span)}"'
        if directive.in_front_matter:
            from lint_post.suppress.removal import remove_entry

            fix = remove_entry(self._source, span.start) if len(names) <= _MOST_TRIED else None
            return Finding(span, message, fix)
        cut = Span(names[at - 1].end, span.end) if at else Span(span.start, names[1].start)
        return Finding(span, message, Fix("Remove the name", (Edit(cut, ""),), Applicability.SAFE))
