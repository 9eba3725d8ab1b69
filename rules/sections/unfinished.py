"""A section has at least one sub-section that is written.

When all sub-sections of a section are empty or stubs and nothing stands before them, the whole of it is still a plan.
It is reported once more at its own heading, for the remedy may be to leave it out.

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

```markdown good
## Applications

Three of them got me hooked this year.

### GT Sophy
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Document, Finding, Related, Rule, Section, Severity

from .._templates import is_template
from ._unwritten import Unwritten, place, says_nothing


class Unfinished(Rule):
    severity = Severity.ERROR
    min_words: int = 12
    """A sub-section with fewer words may be a stub."""

    def check(self, document: Document) -> Iterator[Finding]:
        if is_template(document.path):
            return
        unwritten = Unwritten(document, self.min_words)
        for section in document.sections:
            related = _unwritten_parts(section, unwritten)
            if section.heading and related and says_nothing(section):
                yield Finding(place(section.heading), _message(section), related=related)


def _unwritten_parts(section: Section, unwritten: Unwritten) -> tuple[Related, ...]:
    """All the sub-sections, if none is written."""
    parts = []
    for part in section.sections:
        if part.heading is None or not (unwritten.is_empty(part) or unwritten.is_stub(part)):
            return ()
        state = "empty" if part.is_empty else "a stub"
        parts.append(Related(place(part.heading), f"“{part.title}” is {state}."))
    return tuple(parts)


def _message(section: Section) -> str:
    count = len(section.sections)
    which = "its only sub-section is empty or a stub" if count == 1 else f"all {count} sub-sections are empty or stubs"
    return f"“{section.title}” is not written yet, for {which}: write it or leave it out."
