"""The files that a post links to are there.

A link by a relative path to a file of the same project – another post, a PDF, a script – leads nowhere when the file
was moved, renamed or never added. Addresses without a file's ending are a site generator's own business, and so are
those that begin with a slash.

```markdown bad world.path = "posts/2022/index.md", world.files = ["posts/2022/paper.pdf", "posts/2021/index.md"]
Read [the paper](⟦papr.pdf⟧), [last year's post](⟦../2020/index.md#results⟧) and [the notes].

[the notes]: ⟦notes/First.md⟧
```

```markdown good world.path = "posts/2022/index.md", world.files = ["posts/2022/a paper.pdf", "posts/2021/index.md"]
Read [the paper](a%20paper.pdf), [last year's post](../2021/index.md#results) and [the tag](/tags/results.md).

[A page](../2020/) that a site generator makes, and [one on the web](https://example.com/paper.pdf).
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
    Finding,
    Fix,
    Missing,
    OtherCase,
    Question,
    Severity,
    Target,
    target,
)


class MissingFile(AskingRule):
    severity = Severity.ERROR

    def questions(self, document: Document) -> Iterator[Target]:
        for link in document.links:
            question = None if link.kind == "image" else target(link)
            if question and not (question.route and link.kind == "frame"):
                yield question

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        if not isinstance(question, Target):
            return
        match answer:
            case OtherCase(url=url):
                message = f"“{question.url}” is called “{url}”: on most servers upper and lower case are not the same."
                yield Finding.replace(question.span, message, url, Applicability.SAFE)
            case Missing(near=()):
                yield Finding(question.span, f"“{question.url}” is not there: add the file, or mend the path.")
            case Missing(near=near):
                fix = Fix(f"Write “{near[0]}”.", (Edit(question.span, near[0]),), Applicability.SUGGESTION)
                yield Finding(question.span, f"“{question.url}” is not there: did you mean “{near[0]}”?", fix)
