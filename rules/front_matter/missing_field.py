"""A post has the front matter that its project asks for.

The configuration says which keys each post with front matter has:

```toml
[front-matter]
required = ["title", "date"]
```

```markdown bad required = ["title", "date"]
⟦---⟧
title: News
---

It is new.
```

```markdown good required = ["title", "date"]
---
title: News
date: 2026-11-24
---

It is new.
```

```markdown good
---
title: News
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Document, Finding, Rule, Span

from .._templates import is_template


class MissingField(Rule):
    required: tuple[str, ...] = ()
    """The keys that each front matter has; “[front-matter] required” says it for the whole project."""

    def check(self, document: Document) -> Iterator[Finding]:
        front_matter = document.front_matter
        if front_matter is None or front_matter.problems or is_template(document.path):
            return
        fence = Span(front_matter.span.start, front_matter.span.start + len(_fence(document)))
        for key in self.required:
            if front_matter.get(key) is None:
                yield Finding(fence, f"The front matter has no “{key}”: add it.")


def _fence(document: Document) -> str:
    return document.source.line_text(1).rstrip()
