"""A link says https where the site does.

What goes over http can be read and changed on the way. The web is asked with `--online` alone, whether the same
address answers by https.

```markdown bad
Read [the paper](⟦http://blog.test/paper⟧).
```

```markdown fixed
Read [the paper](https://blog.test/paper).
```

```markdown good
Read [the paper](https://example.com/paper).
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import (
    Answer,
    Applicability,
    AskingRule,
    Document,
    Edit,
    Fetch,
    Finding,
    Fix,
    Question,
    Reached,
    Severity,
    Span,
)


class Insecure(AskingRule):
    severity = Severity.INFO
    on = False

    def questions(self, document: Document) -> Iterator[Fetch]:
        for link in document.links:
            if link.web_url and link.url.lower().startswith("http://"):
                yield Fetch(link.span, f"https{link.web_url[4:]}")

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        if isinstance(question, Fetch) and isinstance(answer, Reached) and answer.verdict == "ok" and not answer.reason:
            scheme = Span(question.span.start, question.span.start + len("http"))
            fix = Fix("Write “https”.", (Edit(scheme, "https"),), Applicability.SAFE)
            yield Finding(question.span, f"“{question.url}” is there by https as well: write that.", fix)
