"""Links to missing files

A relative link to a file in the same project, such as another post, a PDF, or a script, breaks when the file is moved,
renamed, or never added. A URL that starts with a slash or has no file extension is reported only if it is clear that no
site generator creates the page.

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

import re
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
                message = f'Wrong letter case in "{_path(question.url)}"; use "{_path(url)}"'
                yield Finding.replace(question.span, message, url, Applicability.SAFE)
            case Missing(near=()):
                yield Finding(question.span, _not_found(question))
            case Missing(near=near):
                fix = Fix(f'Replace with "{near[0]}"', (Edit(question.span, near[0]),), Applicability.SUGGESTION)
                yield Finding(question.span, f'{_not_found(question)}; did you mean "{_path(near[0])}"?', fix)


def _not_found(question: Target) -> str:
    return f'{"Link target" if question.route else "File"} "{_path(question.url)}" not found'


def _path(url: str) -> str:
    """``url`` without its query and fragment."""
    return re.split(r"[?#]", url, maxsplit=1)[0]
