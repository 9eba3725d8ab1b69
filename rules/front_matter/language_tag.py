"""Missing language

Screen readers choose a voice for the language of a page, and browsers offer to translate it. Turn on this rule if the
theme of the site reads `lang`.

```markdown bad
⟦---⟧
title: News
---
```

```markdown good
---
title: News
lang: en
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Document, Finding, Rule, Severity, Span

_KEYS = ("lang", "language", "locale")


class LanguageTag(Rule):
    severity = Severity.INFO
    on = False

    def check(self, document: Document) -> Iterator[Finding]:
        front_matter = document.front_matter
        if front_matter and not any(front_matter.get(key) for key in _KEYS):
            fence = Span(front_matter.span.start, front_matter.span.start + len(document.source.line_text(1).rstrip()))
            yield Finding(fence, 'Missing language in front matter; add "lang"')
