"""A post that is published is no draft.

Run this before publishing, with the posts that are to go out: `draft: true` keeps them back.

```markdown bad
---
title: News
⟦draft⟧: true
---
```

```markdown good
---
title: News
draft: false
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Document, Finding, Rule, Severity


class DraftFlag(Rule):
    severity = Severity.INFO
    on = False

    def check(self, document: Document) -> Iterator[Finding]:
        field = document.front_matter.get("draft") if document.front_matter else None
        if field and field.value is True:
            yield Finding(field.key_span, "The post is marked as a draft: take the mark away to publish it.")
