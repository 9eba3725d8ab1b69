"""Missing fields in parallel sections

Sibling sections can begin with a list of the same fields, such as `- Authors: …`. If nearly all of them have a field,
it is most likely missing by mistake from the others.

```markdown bad
# Papers

## One

- Title: A
- Year: 2021

## Two

- Title: B
- Year: 2022

## Three

- Title: C
- Year: 2022

## Four

- Title: D
- Year: 2023

⟦## Five⟧

- Title: E
```

```markdown good
# Papers

## One

- Title: A
- Year: 2021

## Two

- Title: B
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lint_post.api import Document, Finding, List, Rule, Section, Severity

from ._unwritten import named, place

_LEAST_SIBLINGS = 5
_SHARE = 0.8  # of the siblings that begin with such a list
_LONGEST_KEY = 30


class ParallelFields(Rule):
    severity = Severity.INFO
    on = False

    def check(self, document: Document) -> Iterator[Finding]:
        for parent in (document.section_tree, *document.sections):
            keyed = [(section, keys) for section in parent.sections if (keys := _keys(section, document))]
            counts = Counter(key for _, keys in keyed for key in keys)
            if len(keyed) < _LEAST_SIBLINGS:
                continue
            usual = [key for key, count in counts.items() if count >= _SHARE * len(keyed)]
            for section, keys in keyed:
                missing = [key for key in usual if key not in keys]
                if missing and section.heading:
                    fields = ", ".join(f'"{key}"' for key in missing)
                    message = f"{named(section)} is missing {fields}, which most sibling sections have"
                    yield Finding(place(section.heading), message)


def _keys(section: Section, document: Document) -> dict[str, None]:
    """The keys of the list that the section begins with."""
    first = next(iter(section.body), None)
    if not isinstance(first, List):
        return {}
    items = (document.source.slice(item.span).lstrip("-*+ \\t") for item in first.children)
    pairs = (item.partition(":") for item in items)
    return {key.strip(" *_"): None for key, colon, _ in pairs if colon and 0 < len(key) <= _LONGEST_KEY}
