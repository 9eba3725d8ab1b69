"""Sections side by side have names of their own.

Two sections of the same name under the same heading cannot be told apart in a table of contents; most often one was
copied and never renamed.

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
                yield from _twins(section.sections, document)


def _twins(sections: tuple[Section, ...], document: Document) -> Iterator[Finding]:
    known: dict[str, Section] = {}
    for section in sections:
        if section.heading is None:
            continue
        first = known.setdefault(document.source.slice(section.heading.span), section)
        if first is not section and first.heading is not None and section.title:
            message = f"“{section.title}” is the name of a section beside this one: give one of them another name."
            yield Finding(section.heading.span, message, related=(Related(first.heading.span, "The first one."),))
