"""Duplicate sibling headings

Readers cannot tell two sections with the same heading and the same parent apart in a table of contents. Usually, one
was copied and never renamed. Headings in different parent sections may be equal.

```markdown bad
# Guide

## Install

With pip.

⟦## Install⟧

With conda.
```

```markdown good
# Guide

## Linux

### Install

With apt.

## Windows

### Install

With winget.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Document, Finding, Related, Rule, Section


class DuplicateHeading(Rule):
    aliases = ("MD024", "no-duplicate-heading")

    def check(self, document: Document) -> Iterator[Finding]:
        for section in (document.section_tree, *document.sections):
            if len(section.sections) > 1:
                yield from _duplicates(section.sections, document)


def _duplicates(sections: tuple[Section, ...], document: Document) -> Iterator[Finding]:
    known: dict[str, Section] = {}
    for section in sections:
        if section.heading is None:
            continue
        first = known.setdefault(document.source.slice(section.heading.span), section)
        if first is not section and first.heading is not None and section.title:
            line = document.source.line(first.heading.span.start)
            message = f'Duplicate heading "{section.title}", first used on line {line}; rename one of them'
            related = Related(first.heading.span, "First heading with this text")
            yield Finding(section.heading.span, message, related=(related,))
