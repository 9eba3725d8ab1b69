"""A section has at least one sub-section that is written.

When all sub-sections of a section are empty or stubs, the whole of it is still a plan. It is reported once more at its
own heading, for the remedy may be to leave it out.

```markdown bad
## Research

Much was published.

⟦## Applications⟧

### Stable Diffusion

### GT Sophy

https://example.com/sophy
```

```markdown good
## Applications

### Stable Diffusion

It draws what you write.

### GT Sophy
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Document, Finding, Related, Rule, Section, Severity

from .._templates import is_template
from ._unwritten import Unwritten, place


class Unfinished(Rule):
    severity = Severity.ERROR
    min_words: int = 12
    """A sub-section with fewer words may be a stub."""

    def check(self, document: Document) -> Iterator[Finding]:
        if is_template(document.path):
            return
        unwritten = Unwritten(document, self.min_words)
        for section in document.sections:
            related = list(_unwritten_parts(section, unwritten))
            if section.heading and related and len(related) == len(section.sections) and section.words < self.min_words:
                yield Finding(place(section.heading), _message(section), related=tuple(related))


def _unwritten_parts(section: Section, unwritten: Unwritten) -> Iterator[Related]:
    for part in section.sections:
        if part.heading and unwritten.is_empty(part):
            yield Related(place(part.heading), f"“{part.title}” is empty.")
        elif part.heading and unwritten.is_stub(part):
            yield Related(place(part.heading), f"“{part.title}” is a stub.")


def _message(section: Section) -> str:
    count = len(section.sections)
    which = "its only sub-section is" if count == 1 else f"all {count} sub-sections are"
    return f"“{section.title}” is not written yet, for {which} empty or a stub: write it or leave it out."
