r"""Inconsistent tags and categories

A site with both "deep-learning" and "Deep Learning" has two pages for one tag, each with half of the posts. The rule
suggests the spelling that most documents use.

```markdown bad world.texts = {"a.md" = "---\ntags: [deep-learning]\n---\n", "b.md" = "---\ntags: deep-learning\n---\n"}
---
tags: [⟦Deep Learning⟧, news]
---
```

```markdown good world.texts = {"a.md" = "---\ntags: [deep-learning]\n---\n"}
---
tags: [deep-learning, News]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from lint_post.api import Answer, AskingRule, Document, Field, Finding, Names, Question, Severity, Spelling

_KEYS: dict[Literal["tags", "categories"], str] = {"tags": "tag", "categories": "category"}  # and one item of each


class SimilarTags(AskingRule):
    severity = Severity.INFO
    on = False

    def questions(self, document: Document) -> Iterator[Spelling]:
        for key in _KEYS:
            for field in _items(document, key):
                if isinstance(field.value, str) and field.value.strip():
                    yield Spelling(field.text_span, key, field.value)

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        if isinstance(question, Spelling) and isinstance(answer, Names) and answer.names:
            usual = answer.names[0]
            if usual != question.value:
                message = f'Inconsistent {_KEYS[question.key]} "{question.value}"; use "{usual}" as in most documents'
                yield Finding.replace(question.span, message, usual)


def _items(document: Document, key: str) -> tuple[Field, ...]:
    """The items of the list ``key``; a string is a list of one."""
    field = document.front_matter.get(key) if document.front_matter else None
    return () if field is None else field.fields or (field,)
