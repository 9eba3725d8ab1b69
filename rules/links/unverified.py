"""Whether a link on the web leads anywhere could not be found out.

The server fails or is busy, turns programs away, did not answer in time, or is not open to the public. The page may
well be there, so this never fails a build: look yourself. The web is asked with `--online` alone.

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
            since = f", since {answer.since}" if answer.since else ""
            message = f"“{question.url}” could not be verified{since}: {answer.reason}. Look whether it is there."
            yield Finding(question.span, message)
