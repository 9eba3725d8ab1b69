"""A post's slug is the name of its file.

Who reads the address of a post then knows which file it is, and the other way round.

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
        name = _name(document.path)
        if slug and name and slug != name:
            message = f"The slug is “{slug}” and the file is called “{name}”: give one of them the name of the other."
            yield Finding(field.text_span, message)


def _name(path: str) -> str:
    """What the document is called: its file, or its folder if it is an index; without a date and a language."""
    *folders, file = path.split("/")
    stem = re.sub(_LANGUAGE, "", file.rpartition(".")[0])
    if stem in ("index", "_index"):
        stem = folders[-1] if folders else ""
    return re.sub(_DATE, "", stem)
