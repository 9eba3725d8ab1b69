"""HTTP links to pages available over HTTPS

Others can read and change what is sent over HTTP. With `--online` only, the rule checks whether the same page is
available over HTTPS.

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
            fix = Fix("Use HTTPS", (Edit(scheme, "https"),), Applicability.SAFE)
            yield Finding(question.span, f'HTTP link to a page available over HTTPS; use "{question.url}"', fix)
