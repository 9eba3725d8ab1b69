"""Invalid dates

A site generator cannot read `2023-02-30` or `soon` as a date. It stops, or sorts the post before all others.

```markdown bad
---
title: News
date: ⟦2023-02-30⟧
lastmod: ⟦soon⟧
---
```

```markdown good
---
title: News
date: 2023-02-28
lastmod: 2023-03-01T09:30:00+09:00
updated: March 2, 2023
publishDate: 2023/03/01 10:00
---
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lint_post.api import Document, Field, Finding, Rule, Severity

from .._templates import is_template

_KEYS = frozenset(
    ["created", "date", "expirydate", "lastmod", "modified", "pubdate", "published", "publishdate", "updated"]
)
_YEAR_FIRST = r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"
_MADE = ("{{", "{%", "<%", "$", ":git", "@")  # marks a value that a generator fills in


class BadDate(Rule):
    severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Finding]:
        if document.front_matter is None or is_template(document.path):
            return
        for field in document.front_matter.fields:
            if field.key.lower().replace("_", "").replace("-", "") in _KEYS and _is_bad(field):
                text = " ".join(document.source.slice(field.text_span).split())
                advice = "correct the month or the day" if re.match(_YEAR_FIRST, text) else "use the format YYYY-MM-DD"
                yield Finding(field.text_span, f'Invalid date "{text}" in "{field.key}"; {advice}')


def _is_bad(field: Field) -> bool:
    """Whether no generator can read it: it contains no digit, or the day does not exist."""
    if not isinstance(field.value, str) or not field.value.strip():
        return False
    value = field.value.strip()
    if any(sign in value for sign in _MADE):
        return False
    match = re.match(_YEAR_FIRST, value)
    if match:
        return not _is_day(*map(int, match.groups()))
    return not any(letter.isdigit() for letter in value)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
