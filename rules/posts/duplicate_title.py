r"""Duplicate post titles

Readers and search engines cannot tell the posts apart. Usually, one was copied to start the other. Only documents with
a date in the same folder are compared; folders by year, month, or day count as one. Translations and versions of a post
may have the same title.

```markdown bad world.path = "b.md", world.texts = {"a.md" = "---\ntitle: Good news\ndate: 2022-01-01\n---\n"}
---
title: ⟦Good news⟧
date: 2023-01-01
---
```

```markdown good world.path = "b.md", world.texts = {"b.ja.md" = "---\ntitle: Good news\ndate: 2022-01-01\n---\n"}
---
title: Good news
date: 2023-01-01
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Answer, AskingRule, Document, Finding, Others, Question, Twins

from ._post import is_post


class DuplicateTitle(AskingRule):
    def questions(self, document: Document) -> Iterator[Twins]:
        field = document.front_matter.get("title") if document.front_matter and is_post(document) else None
        if field and isinstance(field.value, str) and field.value.strip():
            yield Twins(field.text_span, "title", field.value.strip(), document.language)

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        if isinstance(question, Twins) and isinstance(answer, Others) and answer.paths:
            message = f'Duplicate title "{question.value}", also used in "{answer.paths[0]}"; change one of them'
            yield Finding(question.span, message)
