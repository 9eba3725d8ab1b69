"""Skipped heading levels

A skipped level leaves a gap in the table of contents and in the outline that screen readers announce. The first heading
may have any level because the page title may be in the front matter.

```markdown bad
## Speed

⟦#### Memory⟧

Small.
```

```markdown good
## Speed

### Memory

Small.

## Cost
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Document, Finding, Rule


class HeadingIncrement(Rule):
    aliases = ("MD001", "heading-increment")

    def check(self, document: Document) -> Iterator[Finding]:
        before = None
        for heading in filter(None, (section.heading for section in document.sections)):
            if before is not None and heading.depth > before + 1:
                message = f"Heading level jumps from {before} to {heading.depth}; use level {before + 1}"
                yield Finding(heading.span, message)
            before = heading.depth
