r"""Oversized image files

A full-size photo takes seconds to load on a phone. Scale it down to the width at which the page shows it.

```markdown bad max-bytes = 20, world.texts = {"photo.jpg" = "as many bytes as letters here"}
![The sea](⟦photo.jpg⟧)
```

```markdown good max-bytes = 20, world.texts = {"photo.jpg" = "few"}
![The sea](photo.jpg)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Answer, AskingRule, Bytes, Document, Finding, Question, Severity, Size

from ._sources import sources


class Oversized(AskingRule):
    severity = Severity.INFO
    on = False

    max_bytes: int = 1_000_000
    """Maximum size of an image file in bytes."""

    def questions(self, document: Document) -> Iterator[Size]:
        for target in sources(document):
            yield Size(target.span, target.url, target.search, target.document, target.assets)

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        if isinstance(question, Size) and isinstance(answer, Bytes) and answer.size > self.max_bytes:
            sizes = f"{answer.size:,} bytes, more than {self.max_bytes:,}"
            yield Finding(question.span, f'Image file "{question.url}" has {sizes}; resize or compress it')
