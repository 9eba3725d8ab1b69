"""Dates in the future

Most site generators leave out a post until its date, so a post with a mistyped year does not appear. Mark a planned
post as a draft until it is due. Dates up to two days ahead are allowed, because time zones differ.

```markdown bad world.today = 2026-11-24
---
title: News
date: ⟦2027-01-02⟧
---
```

```markdown good world.today = 2026-11-24
---
title: News
date: 2026-11-25
---
```

```markdown good world.today = 2026-11-24
---
title: News
date: 2027-01-02
draft: true
---
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from lint_post.api import Answer, AskingRule, Day, Document, Finding, FrontMatter, Question, Today

from .._templates import is_template

_KEYS = ("date", "pubDate", "publishDate", "pubdate", "published")
_ALLOWED = timedelta(days=2)
_DAY = r"\s*(\d{4})-(\d\d?)-(\d\d?)(?!\d)"


class FutureDate(AskingRule):
    def questions(self, document: Document) -> Iterator[Today]:
        if document.front_matter is None or is_template(document.path) or _is_kept_back(document.front_matter):
            return
        for field in filter(None, map(document.front_matter.get, _KEYS)):
            if day := _day(document.source.slice(field.text_span)):
                yield Today(field.text_span, day)

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        if isinstance(question, Today) and isinstance(answer, Day) and question.about > answer.day + _ALLOWED:
            message = f'Date "{question.about}" is in the future; correct it or mark the post as a draft'
            yield Finding(question.span, message)


def _is_kept_back(front_matter: FrontMatter) -> bool:
    """Whether it marks the post as unpublished."""
    return front_matter.value.get("draft") is True or front_matter.value.get("published") is False


def _day(text: str) -> date | None:
    match = re.match(_DAY, text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
