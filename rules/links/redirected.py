"""Redirected links

A page that moved permanently redirects to its new URL, but the redirect may be removed one day. Links that redirect to
a home page, to a login page, or from HTTPS to HTTP are reported, too. Web links are checked with `--online` only.

```markdown bad world.web = {"https://blog.test/old" = "301 https://blog.test/new(1)"}
Read [the paper](⟦https://blog.test/old⟧).
```

```markdown fixed
Read [the paper](https://blog.test/new%281%29).
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
)

from ._targets import on_the_web

_FOR_MARKDOWN = str.maketrans({"(": "%28", ")": "%29", " ": "%20", "<": "%3C", ">": "%3E", '"': "%22", "'": "%27"})


class Redirected(AskingRule):
    severity = Severity.INFO

    def questions(self, document: Document) -> Iterator[Fetch]:
        yield from on_the_web(document)

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        if not (isinstance(question, Fetch) and isinstance(answer, Reached)) or not answer.final_url:
            return
        final = answer.final_url
        if answer.verdict in ("ok", "redirected") and answer.reason:
            message = f'"{question.url}" leads to "{final}" ({answer.reason}); check the link'
            yield Finding(question.span, message)
        elif answer.verdict == "redirected" and not answer.moved:
            how = "through permanent and temporary redirects"
            yield Finding(question.span, f'"{question.url}" leads to "{final}" {how}; find the permanent URL')
        elif answer.verdict == "redirected":
            message = f'"{question.url}" moved permanently to "{final}"; update the link'
            url = final.translate(_FOR_MARKDOWN)
            fix = Fix(f'Replace with "{url}"', (Edit(question.span, url),), Applicability.SAFE)
            yield Finding(question.span, message, fix)
