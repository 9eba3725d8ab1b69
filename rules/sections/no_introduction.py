"""Sections without an introduction

A heading directly followed by a subheading does not tell readers what to expect.

```markdown bad
⟦## Results⟧

### Speed

It is fast.
```

```markdown good
## Results

We measured two things.

### Speed

It is fast.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Document, Finding, Rule, Severity

from ._unwritten import named, place


class NoIntroduction(Rule):
    severity = Severity.INFO
    on = False

    def check(self, document: Document) -> Iterator[Finding]:
        for section in document.sections:
            if section.heading and section.sections and not section.body:
                message = f"{named(section)} lacks an introduction; add text before its first subsection"
                yield Finding(place(section.heading), message)
