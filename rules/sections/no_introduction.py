"""Between a heading and the next deeper one stands a word of introduction.

A heading followed at once by a deeper one leaves readers without a clue of what is to come.

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

from ._unwritten import place


class NoIntroduction(Rule):
    severity = Severity.INFO
    on = False

    def check(self, document: Document) -> Iterator[Finding]:
        for section in document.sections:
            if section.heading and section.sections and not section.body:
                message = f"“{section.title}” begins with another heading: say first what the section is about."
                yield Finding(place(section.heading), message)
