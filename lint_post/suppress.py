"""Suppression comments: found in a document's HTML and MDX comments, applied by the line a finding starts on.

```text
<!-- lint-post-disable RULE, RULE: the reason -->   from this line to the end of the file or to
<!-- lint-post-enable RULE -->
<!-- lint-post-disable-line RULE -->                this line
<!-- lint-post-disable-next-line RULE -->           the next line that is not blank
<!-- lint-post-disable-file RULE -->                the whole file
```

A name is an id, a group, an alias or ``all``; without names it is all rules. In MDX it is ``{/* lint-post-… */}``. In
front matter ``lint-post: false`` stands for the whole file, ``lint-post: [RULE, RULE]`` for these rules in it.

markdownlint's comments (``<!-- markdownlint-disable MD009 -->``) count for the rules that have such a number. What they
name besides is none of our business, and so is whether they silence anything.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from enum import Enum
from functools import cached_property

from lint_post.catalogue import Catalogue
from lint_post.document import Document
from lint_post.finding import Applicability, Edit, Finding, Fix
from lint_post.text import Source, Span
from lint_post.value import Value

UNUSED = "lint-post/unused-suppression"
UNKNOWN = "lint-post/unknown-rule"
FRONT_MATTER_KEY = "lint-post"
_KEYWORD = re.compile(r"(?:<!--|\{/\*)\s*((lint-post|markdownlint)-\w+(?:-\w+)*)")
_ENDS = ("-->", "*/}")
_OURS, _FOREIGN = "lint-post", "markdownlint"
_NUMBER = re.compile(r"(?i)MD\d{3}\Z")
_NAME = re.compile(r"[^\s,](?:[^,]*[^\s,])?")
_FOREIGN_NAME = re.compile(r"[^\s,]+")
_MISSPELT = 0.85


class Kind(Enum):
    """What a comment does; the value is its keyword."""

    FILE = "lint-post-disable-file"
    LINE = "lint-post-disable-line"
    NEXT_LINE = "lint-post-disable-next-line"
    DISABLE = "lint-post-disable"
    ENABLE = "lint-post-enable"


_KINDS = {kind.value: kind for kind in Kind}


class Directive(Value):
    """A suppression comment: where it and each name in it stand, and the lines (from 1) that it is about.

    ``lines`` is empty for a NEXT_LINE with no line after it; a DISABLE and an ENABLE reach to the end of the file.
    ``foreign``: it is markdownlint's. ``everywhere``: it stands in the front matter.
    """

    kind: Kind
    span: Span
    names: tuple[Span, ...]
    lines: range
    foreign: bool = False
    everywhere: bool = False


class Directives(Value):
    """All suppression comments of a file; ``wrong`` are findings about comments that were likely meant to be some."""

    found: tuple[Directive, ...] = ()
    wrong: tuple[Finding, ...] = ()


def find(document: Document) -> Directives:
    """The suppression comments of ``document``, in order."""
    source = document.source
    keywords = [(span, match) for span in _comments(document) if (match := _KEYWORD.match(source.slice(span)))]
    skipped = {line for span, _ in keywords if _stands_alone(source, span) for line in _lines(source, span)}
    targets: list[int] = []  # the lines that a comment for the next line may be about
    if any(match[1].endswith("-next-line") for _, match in keywords):
        lines = range(1, len(source.line_starts) + 1)
        targets = [line for line in lines if line not in skipped and source.line_text(line).strip()]
    found, wrong = list(_in_front_matter(document)), []
    for span, match in keywords:
        foreign = match[2] == _FOREIGN
        kind = _KINDS.get(match[1].replace(_FOREIGN, _OURS))
        if kind:
            names = _names(source, Span(span.start + match.end(), span.end - len(_ENDS[0])), foreign=foreign)
            found.append(Directive(kind, span, names, _reach(kind, _lines(source, span), source, targets), foreign))
        elif not foreign and (finding := _misspelt(match[1], span.start + match.start(1))):
            wrong.append(finding)
    return Directives(tuple(found), tuple(wrong))


def _comments(document: Document) -> list[Span]:
    """The comments of HTML and of MDX, in order."""
    spans = [tag.span for tag in document.tags if tag.kind == "comment"]
    spans += [stretch.span for stretch in document.opaque if stretch.kind == "mdx-comment"]
    return sorted(span for span in spans if document.source.slice(span).endswith(_ENDS))


def _in_front_matter(document: Document) -> Iterator[Directive]:
    """What the key ``lint-post`` says: false, or a list of names."""
    front_matter = document.front_matter
    field = front_matter.get(FRONT_MATTER_KEY) if front_matter else None
    if field is None or not (field.value is False or isinstance(field.value, (str, list))):
        return
    items = field.fields if isinstance(field.value, list) else (field,) if field.value else ()
    names = tuple(item.text_span for item in items if isinstance(item.value, str))
    if field.value is False or names:
        span = Span(field.key_span.start, max(field.key_span.end, field.value_span.end))
        everything = range(1, len(document.source.line_starts) + 1)
        yield Directive(Kind.FILE, span, names, everything, everywhere=True)


def _lines(source: Source, span: Span) -> range:
    """The numbers of the lines that ``span`` stands on."""
    return range(source.line(span.start), source.line(max(span.start, span.end - 1)) + 1)


def _stands_alone(source: Source, span: Span) -> bool:
    """Whether nothing but blanks is beside ``span`` on its lines."""
    lines = _lines(source, span)
    before = source.text[source.line_span(lines[0]).start : span.start]
    after = source.text[span.end : source.line_span(lines[-1]).end]
    return not before.strip() and not after.strip()


def _names(source: Source, span: Span, *, foreign: bool) -> tuple[Span, ...]:
    """The names in ``span``, which begins after the keyword; a reason follows a colon, but in a ``foreign`` comment."""
    text = source.slice(span) if foreign else source.slice(span).partition(":")[0]
    names = (_FOREIGN_NAME if foreign else _NAME).finditer(text)
    return tuple(Span(span.start + name.start(), span.start + name.end()) for name in names)


def _reach(kind: Kind, own: range, source: Source, targets: list[int]) -> range:
    last = len(source.line_starts)
    if kind is Kind.LINE:
        return own
    if kind is Kind.FILE:
        return range(1, last + 1)
    if kind is not Kind.NEXT_LINE:
        return range(own[0], last + 1)
    index = bisect_right(targets, own[-1])
    return range(targets[index], targets[index] + 1) if index < len(targets) else range(0)


def _misspelt(keyword: str, start: int) -> Finding | None:
    """What to say of a comment whose keyword is nearly one."""
    from difflib import get_close_matches

    near = get_close_matches(keyword, _KINDS, n=1, cutoff=_MISSPELT)
    if not near:
        return None
    span = Span(start, start + len(keyword))
    message = f"“{keyword}” does nothing: did you mean “{near[0]}”?"
    return Finding.replace(span, message, near[0], Applicability.SUGGESTION)


class _Claim:
    """What one name of a comment (or, without names, the comment) claims; ``rules`` None: all of them."""

    def __init__(self, directive: Directive, span: Span | None, rules: frozenset[str] | None) -> None:
        self.directive = directive
        self.span = span
        self.rules = rules
        self.used = False

    def covers(self, rule: str) -> bool:
        """Whether the claim is about ``rule``; an unused comment cannot silence what is said of itself."""
        return rule != UNUSED if self.rules is None else rule in self.rules

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
        self._ranges_of: dict[str, list[_Claim]] = {}
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
            if match and not (directive.foreign and match.ids.isdisjoint(self._numbered)):
                yield _Claim(directive, span, match.ids)
            elif not directive.foreign:
                self._unknown.append(span)

    @cached_property
    def _numbered(self) -> frozenset[str]:
        """The rules that markdownlint has as well."""
        return frozenset(entry.id for entry in self._catalogue if any(map(_NUMBER.match, entry.rule.aliases)))

    def _pair(self) -> None:
        """An ENABLE is used if a DISABLE before it is still in force."""
        begun: list[_Claim] = []
        for claim in self._ranges:
            if claim.directive.kind is Kind.DISABLE:
                begun.append(claim)
            else:
                claim.used = any(claim.meets(other) for other in begun)
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
        if here:
            return here
        if rule not in self._ranges_of:
            self._ranges_of[rule] = [claim for claim in self._ranges if claim.covers(rule)]
        ranges = self._ranges_of[rule]
        above = bisect_right(ranges, line, key=lambda claim: claim.directive.lines.start)
        if above and ranges[above - 1].directive.kind is Kind.DISABLE:
            return ranges[above - 1]
        return next((claim for claim in self._of_file if claim.covers(rule)), None)

    def unknown(self) -> Iterator[Finding]:
        """What is wrong in the comments themselves: names that nothing has, keywords that are none."""
        yield from self._wrong
        near_to = {name: self._catalogue.near(name) for name in map(self._source.slice, self._unknown)}
        for span in self._unknown:
            name = self._source.slice(span)
            message = f"No rule is called “{name}”"
            near = near_to[name]
            if near:
                yield Finding.replace(span, f"{message}: did you mean “{near}”?", near, Applicability.SUGGESTION)
            else:
                end = ": a reason stands behind a colon." if " " in name else "."
                yield Finding(span, f"{message}{end}")

    def unused(self, ran: AbstractSet[str], unsure: AbstractSet[str]) -> Iterator[Finding]:
        """The comments and names that silence nothing, after all findings were offered to `silence`.

        ``ran``: the rules that looked at the file. ``unsure``: those that might have found something and did not look.
        """
        comments = []
        for directive, claims in self._claims:
            if directive.foreign:
                continue
            idle = [claim for claim in claims if not claim.used and claim.is_judged(ran, unsure)]
            if idle and len(idle) == max(1, len(directive.names)):
                comments.append(directive)
            else:
                places = {span: index for index, span in enumerate(directive.names)}
                for claim in idle:
                    if claim.span:
                        fixable = not directive.everywhere
                        yield self._unused_name(directive.names, places[claim.span], fixable=fixable)
        yield from self._unused_comments(comments)

    def _unused_comments(self, comments: list[Directive]) -> Iterator[Finding]:
        if not comments:
            return
        from lint_post.removal import remove_comments

        everywhere = [comment for comment in comments if comment.everywhere]
        comments = [comment for comment in comments if not comment.everywhere]
        for comment in everywhere:
            yield Finding(comment.span, f"Nothing is silenced in this file: remove the key “{FRONT_MATTER_KEY}”.")
        fixes = remove_comments(self._source, [comment.span for comment in comments]) if comments else []
        for comment, fix in zip(comments, fixes, strict=True):
            what = "switched off" if comment.kind is Kind.ENABLE else "silenced"
            yield Finding(comment.span, f"Nothing is {what} here: remove the comment.", fix)

    def _unused_name(self, names: tuple[Span, ...], at: int, *, fixable: bool) -> Finding:
        span = names[at]
        cut = Span(names[at - 1].end, span.end) if at else Span(span.start, names[1].start)
        fix = Fix("Remove the name.", (Edit(cut, ""),), Applicability.SAFE)
        message = f"“{self._source.slice(span)}” has nothing to silence here: remove the name."
        return Finding(span, message, fix if fixable else None)
