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

Where the configuration asks for nothing, a key that readers see – a title, a description, a date, an author, tags, an
image – is missed if nine tenths of at least ten documents in the same folder have it.

```markdown good
---
title: News
---
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Answer, AskingRule, Document, Finding, FrontMatter, Habit, Names, Question, Rule, Span

from .._templates import is_template

_SEEN = (
    r"(?i)\A(?:title|date|pubdate|description|summary|excerpt|authors?|tags|categories|keywords"
    r"|(?:.*[_-])?(?:image|cover|thumbnail|banner)(?:[_-].*)?)\Z"
)
_LISTS = ("_index", "readme")  # the files that stand for a folder


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
                if key not in question.keys and re.search(_SEEN, key):
                    message = f"The front matter has no “{key}”, which nearly all others of its folder have: add it."
                    yield Finding(question.span, message)


def _front_matter(document: Document) -> FrontMatter | None:
    """The front matter, if it is one that ought to be complete."""
    front_matter = document.front_matter
    if front_matter is None or front_matter.problems or not front_matter.fields or is_template(document.path):
        return None
    name = document.path.rpartition("/")[2].partition(".")[0].lower()
    return None if front_matter.value.get("draft") is True or name in _LISTS else front_matter


def _fence(document: Document) -> Span:
    """The fence at the very beginning."""
    start = document.source.line_starts[0]
    return Span(start, start + len(document.source.line_text(1).rstrip()))
