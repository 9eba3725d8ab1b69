"""Web links that cannot be verified

The server has an error, is busy, blocks automated requests, does not respond in time, or is not public. The page may
exist, so by default the finding does not fail a build. Web links are checked with `--online` only.

```markdown bad world.web = {"https://blog.test/busy" = "503"}
Read [the paper](⟦https://blog.test/busy⟧).
```

```markdown good
Read [the paper](https://example.com/paper).
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Answer, AskingRule, Document, Fetch, Finding, Question, Reached, Severity

from ._targets import on_the_web


class Unverified(AskingRule):
    severity = Severity.INFO

    def questions(self, document: Document) -> Iterator[Fetch]:
        yield from on_the_web(document)

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        if isinstance(question, Fetch) and isinstance(answer, Reached) and answer.verdict == "unverified":
            since = f" (since {answer.since})" if answer.since else ""
            message = f'Cannot verify "{question.url}"{since}: {answer.reason}; check the link in a browser'
            yield Finding(question.span, message)
