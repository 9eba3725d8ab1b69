"""A link on the web leads straight to where the page is.

A page that has moved for good says where to, and may stop saying so. The web is asked with `--online` alone. A link to
an article that ends on a front page, or on a page that asks to log in, is told as well.

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
            yield Finding(
                question.span, f"“{question.url}” redirects to “{final}”: {answer.reason}. Find its new address."
            )
        elif answer.verdict == "redirected" and not answer.moved:
            message = f"“{question.url}” redirects to “{final}”, a part of the way for good: find its new address."
            yield Finding(question.span, message)
        elif answer.verdict == "redirected":
            message = f"“{question.url}” has moved for good to “{final}”: write that."
            url = final.translate(_FOR_MARKDOWN)
            fix = Fix(f"Write “{url}”.", (Edit(question.span, url),), Applicability.SAFE)
            yield Finding(question.span, message, fix)
