"""Sections with only empty or stub subsections

If all subsections of a section are empty or stubs, and no text comes before them, the whole section is still a plan.
The rule flags its heading as well as those of the subsections, because removing the whole section may be the best fix.

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
from ._unwritten import Unwritten, named, place, says_nothing


class Unfinished(Rule):
    severity = Severity.ERROR
    min_words: int = 12
    """Subsections with fewer words can be stubs."""

    def check(self, document: Document) -> Iterator[Finding]:
        if is_template(document.path):
            return
        unwritten = Unwritten(document, self.min_words)
        for section in document.sections:
            related = _unwritten_parts(section, unwritten)
            if section.heading and related and says_nothing(section):
                yield Finding(place(section.heading), _message(section), related=related)


def _unwritten_parts(section: Section, unwritten: Unwritten) -> tuple[Related, ...]:
    """All subsections, if each of them is empty or a stub."""
    parts = []
    for part in section.sections:
        if part.heading is None or not (unwritten.is_empty(part) or unwritten.is_stub(part)):
            return ()
        state = "empty" if unwritten.is_empty(part) else "a stub"
        parts.append(Related(place(part.heading), f"{named(part, 'Subsection')} is {state}"))
    return tuple(parts)


def _message(section: Section) -> str:
    what = "an empty or stub subsection" if len(section.sections) == 1 else "empty or stub subsections"
    return f"{named(section)} has only {what}; complete or remove it"
