r"""Two posts have two addresses.

Of two posts with the same slug in one folder, or with the same URL, a site generator publishes one alone, and says
nothing.

```markdown bad world.path = "posts/b.md", world.texts = {"posts/a.md" = "---\nslug: news\n---\n"}
---
slug: ⟦news⟧
---
```

```markdown good world.path = "posts/b.md", world.texts = {"talks/a.md" = "---\nslug: news\n---\n"}
---
slug: news
---
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from lint_post.api import Answer, AskingRule, Document, Finding, Others, Question, Severity, Twins

_KEYS = ("slug", "permalink", "url")
_MADE = (":", "{", "}", "[")  # of a pattern that a generator fills in


class DuplicateSlug(AskingRule):
    severity = Severity.ERROR

    def questions(self, document: Document) -> Iterator[Twins]:
        for field in document.front_matter.fields if document.front_matter else ():
            if field.key not in _KEYS or not isinstance(field.value, str) or any(sign in field.value for sign in _MADE):
                continue
            if field.value.strip():
                key: Literal["slug", "url"] = "slug" if field.key == "slug" else "url"
                yield Twins(field.text_span, key, field.value.strip(), document.language)

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        if isinstance(question, Twins) and isinstance(answer, Others) and answer.paths:
            where = f"“{answer.paths[0]}”"
            yield Finding(question.span, f"{where} has the address “{question.value}” too: give one of them another.")
