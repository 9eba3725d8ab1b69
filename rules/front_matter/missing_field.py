r"""A post has the front matter that its project asks for, or that nearly all of its neighbours have.

The configuration says which keys each post with front matter has:

```toml
[front-matter]
required = ["title", "date"]
```

```markdown bad required = ["title", "date"]
⟦---⟧
title: News
---

It is new.
```

```markdown good required = ["title", "date"]
---
title: News
date: 2026-11-24
---

It is new.
```

Where the configuration asks for nothing, a key is missed that nine tenths of at least ten documents in the same folder
have.

```markdown good
---
title: News
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Answer, AskingRule, Document, Finding, FrontMatter, Habit, Names, Question, Rule, Span

from .._templates import is_template


class MissingField(Rule, AskingRule):
    required: tuple[str, ...] = ()
    """The keys that each front matter has; “[front-matter] required” says it for the whole project."""

    def check(self, document: Document) -> Iterator[Finding]:
        front_matter = _front_matter(document)
        for key in self.required if front_matter else ():
            if front_matter and front_matter.get(key) is None:
                yield Finding(_fence(document), f"The front matter has no “{key}”: add it.")

    def questions(self, document: Document) -> Iterator[Habit]:
        front_matter = _front_matter(document)
        if front_matter and not self.required:
            yield Habit(_fence(document), tuple(field.key for field in front_matter.fields))

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        if isinstance(question, Habit) and isinstance(answer, Names):
            for key in answer.names:
                if key not in question.keys:
                    message = f"The front matter has no “{key}”, which nearly all others of its folder have: add it."
                    yield Finding(question.span, message)


def _front_matter(document: Document) -> FrontMatter | None:
    """The front matter, if it is one that ought to be complete."""
    front_matter = document.front_matter
    if front_matter is None or front_matter.problems or not front_matter.fields or is_template(document.path):
        return None
    return None if front_matter.value.get("draft") is True else front_matter


def _fence(document: Document) -> Span:
    """The fence at the very beginning."""
    start = document.source.line_starts[0]
    return Span(start, start + len(document.source.line_text(1).rstrip()))
