"""Headings go down one level at a time.

A level that is left out tears a hole into the table of contents, and into what a screen reader tells. The first heading
may have any level, for the page's title may stand in its front matter.

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
                levels = f"level {before} to level {heading.depth}"
                advice = f"make it level {before + 1}, or add the heading that is missing."
                yield Finding(heading.span, f"The headings jump from {levels}: {advice}")
            before = heading.depth
