r"""An image is small enough to be loaded on the way.

A photograph as the camera made it takes seconds on a telephone. Scale it to the width it is shown at.

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
    """The greatest size of an image."""

    def questions(self, document: Document) -> Iterator[Size]:
        for target in sources(document):
            yield Size(target.span, target.url, target.search, target.document, target.assets)

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        if isinstance(question, Size) and isinstance(answer, Bytes) and answer.size > self.max_bytes:
            message = f"“{question.url}” has {answer.size:,} bytes, more than {self.max_bytes:,}: make it smaller."
            yield Finding(question.span, message)
