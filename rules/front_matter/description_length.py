"""Overly long descriptions

Search engines and link previews cut off descriptions after about 160 characters.

```markdown bad max-length = 20
---
description: ⟦What this post is about⟧
---
```

```markdown good max-length = 20
---
description: A post on speed
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Document, Finding, Rule, Severity


class DescriptionLength(Rule):
    severity = Severity.INFO
    on = False

    max_length: int = 160
    """Maximum number of characters."""

    def check(self, document: Document) -> Iterator[Finding]:
        field = document.front_matter.get("description") if document.front_matter else None
        if field and isinstance(field.value, str) and len(field.value) > self.max_length:
            message = f"Description is too long ({len(field.value)} > {self.max_length} characters)"
            yield Finding(field.text_span, message)
