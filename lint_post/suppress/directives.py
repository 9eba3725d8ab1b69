"""Suppression comments and suppression keys in front matter: where they are, and what they apply to.

```text
<!-- lint-post-disable RULE, RULE: the reason -->   from this line to the end of the file or to
<!-- lint-post-enable RULE -->
<!-- lint-post-disable-line RULE -->                this line
<!-- lint-post-disable-next-line RULE -->           the next line that is not blank
<!-- lint-post-disable-file RULE -->                the whole file
```

A name is an id, a group, an alias or ``all``; without names it is all rules. In MDX it is ``{/* lint-post-… */}``.

In front matter ``lint-post: false`` says that the file is to be left alone; ``lint-post: [RULE, RULE]``, or the same as
``lint-post: {disable: [RULE, RULE]}``, switches these rules off in it.

markdownlint's comments (``<!-- markdownlint-disable MD009 -->``) have the same forms; spaces separate names, and
there are no reasons.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum

from lint_post.document.document import Document
from lint_post.markdown.front_matter import Field
from lint_post.rule.finding import Applicability, Finding
from lint_post.text.source import Source, Span
from lint_post.text.value import Value

FRONT_MATTER_KEY = "lint-post"
_DISABLE = "disable"
_OURS, _FOREIGN = "lint-post", "markdownlint"
_KEYWORD = re.compile(rf"\s*(({_OURS}|{_FOREIGN})-\w+(?:-\w+)*)")
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
    """A suppression comment: its position, that of each name in it, and the lines (1-based) that it applies to.

    ``lines`` is empty for a NEXT_LINE with no line after it; a DISABLE and an ENABLE reach to the end of the file.
    ``foreign``: it is markdownlint's. ``in_front_matter``: it is not a comment but an entry of the front matter.
    """

    kind: Kind
    span: Span
    names: tuple[Span, ...]
    lines: range
    foreign: bool = False
    in_front_matter: bool = False

    @property
    def leaves_alone(self) -> bool:
        """Whether nothing at all is to be said of the file, not even that this is of no use."""
        return self.in_front_matter and not self.names


class Directives(Value):
    """All suppression comments of a file; ``wrong`` are findings about comments that were likely meant to be some."""

    found: tuple[Directive, ...] = ()
    wrong: tuple[Finding, ...] = ()


def find(document: Document) -> Directives:
    """The suppression comments of ``document``, in order, after what its front matter says."""
    source = document.source
    comments = [(comment, match) for comment in document.comments if (match := _KEYWORD.match(comment.text))]
    alone = [_lines(source, span) for (span, _), _ in comments if _stands_alone(source, span)]
    targets: list[int] = []  # the lines that a comment for the next line may be about
    if any(match[1].endswith("-next-line") for _, match in comments):
        skipped = {line for lines in alone for line in lines}
        lines = range(1, len(source.line_starts) + 1)
        targets = [line for line in lines if line not in skipped and source.line_text(line).strip()]
    said = [*_in_front_matter(document)]
    found = [one for one in said if isinstance(one, Directive)]
    wrong = [one for one in said if isinstance(one, Finding)]
    for (span, text), match in comments:
        foreign = match[2] == _FOREIGN
        kind = _KINDS.get(match[1].replace(_FOREIGN, _OURS))
        begin = span.start + source.slice(span).index(text)
        if kind:
            names = _names(text, match.end(), begin, foreign=foreign)
            found.append(Directive(kind, span, names, _reach(kind, _lines(source, span), source, targets), foreign))
        elif not foreign and (finding := _misspelt(match[1], begin + match.start(1))):
            wrong.append(finding)
    return Directives(tuple(found), tuple(wrong))


def _lines(source: Source, span: Span) -> range:
    """The numbers of the lines (1-based) that ``span`` covers."""
    return range(source.line(span.start), source.line(max(span.start, span.end - 1)) + 1)


def _stands_alone(source: Source, span: Span) -> bool:
    """Whether only whitespace surrounds ``span`` on its lines."""
    lines = _lines(source, span)
    before = source.text[source.line_span(lines[0]).start : span.start]
    after = source.text[span.end : source.line_span(lines[-1]).end]
    return not before.strip() and not after.strip()


def _names(text: str, pos: int, begin: int, *, foreign: bool) -> tuple[Span, ...]:
    """The names in a comment's ``text`` from ``pos`` on; ``begin`` is the offset of the text.

    A reason follows a colon, but in a ``foreign`` comment.
    """
    end = len(text) if foreign or ":" not in text[pos:] else text.index(":", pos)
    names = (_FOREIGN_NAME if foreign else _NAME).finditer(text, pos, end)
    return tuple(Span(begin + name.start(), begin + name.end()) for name in names)


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
    message = f'Unknown suppression comment "{keyword}"; did you mean "{near[0]}"?'
    return Finding.replace(span, message, near[0], Applicability.SUGGESTION)


# --- front matter


def _in_front_matter(document: Document) -> Iterator[Directive | Finding]:
    """What the key ``lint-post`` says."""
    field = document.front_matter.get(FRONT_MATTER_KEY) if document.front_matter else None
    if field is None:
        return
    names: tuple[Span, ...] = ()
    for part in field.fields if isinstance(field.value, dict) else (field,):
        if part is field or part.key == _DISABLE:
            names += _listed(part)
        else:
            yield _useless(part)
    if field.value is False or names:
        span = Span(field.key_span.start, max(field.key_span.end, field.value_span.end))
        everything = range(1, len(document.source.line_starts) + 1)
        yield Directive(Kind.FILE, span, names, everything, in_front_matter=True)


def _listed(field: Field) -> tuple[Span, ...]:
    """The places of the names that ``field`` is or lists."""
    items = field.fields if isinstance(field.value, list) else (field,)
    return tuple(item.text_span for item in items if isinstance(item.value, str) and item.value)


def _useless(field: Field) -> Finding:
    """The finding for an unknown entry next to ``disable``."""
    return Finding(field.key_span, f'Unknown key "{field.key}"; list the rules to disable under "{_DISABLE}"')
