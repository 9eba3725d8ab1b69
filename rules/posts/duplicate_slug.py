r"""Duplicate slugs and URLs

If two posts in one folder have the same slug, or two posts have the same URL, the site generator publishes only one of
them, without a warning.

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
_VARS = (":", "{", "}", "[")  # signs of variables in a pattern that a site generator fills in


class DuplicateSlug(AskingRule):
    severity = Severity.ERROR

    def questions(self, document: Document) -> Iterator[Twins]:
        for field in document.front_matter.fields if document.front_matter else ():
            if field.key not in _KEYS or not isinstance(field.value, str) or any(sign in field.value for sign in _VARS):
                continue
            if field.value.strip():
                key: Literal["slug", "url"] = "slug" if field.key == "slug" else "url"
                yield Twins(field.text_span, key, field.value.strip(), document.language)

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        if isinstance(question, Twins) and isinstance(answer, Others) and answer.paths:
            what = f'{"slug" if question.key == "slug" else "URL"} "{question.value}"'
            yield Finding(question.span, f'Duplicate {what}, also used in "{answer.paths[0]}"; change one of them')
