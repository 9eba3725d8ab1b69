"""Posts marked as drafts

`draft: true` keeps a post off the site. Run this rule before publishing, on the posts that should go out.

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
            yield Finding(field.key_span, 'Post is marked as a draft; set "draft" to false to publish it')
