"""Slugs that do not match the file name

With matching names, you can find the file of a post from its URL, and the other way around.

```markdown bad world.path = "posts/2022-01-01-good-news.md"
---
slug: ⟦bad-news⟧
---
```

```markdown good world.path = "posts/2022-01-01-good-news.md"
---
slug: good-news
---
```

```markdown good world.path = "posts/good-news/index.md"
---
slug: /good-news/
---
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Document, Finding, Rule, Severity

_DATE = r"\d{4}-\d\d?-\d\d?-"
_LANGUAGE = r"[._][a-z]{2}(?:[-_][A-Za-z]{2,4})?\Z"


class SlugMismatch(Rule):
    severity = Severity.INFO
    on = False

    def check(self, document: Document) -> Iterator[Finding]:
        field = document.front_matter.get("slug") if document.front_matter else None
        if field is None or not isinstance(field.value, str):
            return
        slug = field.value.strip("/").rpartition("/")[2]
        kind, name = _name(document.path)
        if slug and name and slug != name:
            message = f'Slug "{slug}" does not match {kind} name "{name}"; rename one of them'
            yield Finding(field.text_span, message)


def _name(path: str) -> tuple[str, str]:
    """What names the document, its file or for an index its folder, and the name without a date and a language."""
    *folders, file = path.split("/")
    stem = re.sub(_LANGUAGE, "", file.rpartition(".")[0])
    kind = "folder" if stem in ("index", "_index") else "file"
    if kind == "folder":
        stem = folders[-1] if folders else ""
    return kind, re.sub(_DATE, "", stem)
