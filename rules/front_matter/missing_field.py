r"""Missing front matter keys

The config file lists the keys that every post with front matter needs:

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

If no keys are required, the rule compares documents in the same folder: it flags a missing key if nine tenths of at
least ten documents have it. It considers only keys that readers see, such as a title, a description, a date, an author,
tags, or an image.

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
_LISTS = ("_index", "readme")  # files that represent a folder


class MissingField(Rule, AskingRule):
    required: tuple[str, ...] = ()
    """The required keys. `[front-matter] required` sets them for the whole project."""

    def check(self, document: Document) -> Iterator[Finding]:
        front_matter = _front_matter(document)
        for key in self.required if front_matter else ():
            if front_matter and front_matter.get(key) is None:
                yield Finding(_fence(document), f'Missing front matter key "{key}"')

    def questions(self, document: Document) -> Iterator[Habit]:
        front_matter = _front_matter(document)
        if front_matter and not self.required:
            yield Habit(_fence(document), tuple(field.key for field in front_matter.fields))

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        if isinstance(question, Habit) and isinstance(answer, Names):
            for key in answer.names:
                if key not in question.keys and re.search(_SEEN, key):
                    message = f'Missing front matter key "{key}", which most files in this folder have'
                    yield Finding(question.span, message)


def _front_matter(document: Document) -> FrontMatter | None:
    """The front matter, if it should be complete."""
    front_matter = document.front_matter
    if front_matter is None or front_matter.problems or not front_matter.fields or is_template(document.path):
        return None
    name = document.path.rpartition("/")[2].partition(".")[0].lower()
    return None if front_matter.value.get("draft") is True or name in _LISTS else front_matter


def _fence(document: Document) -> Span:
    """The opening fence."""
    start = document.source.line_starts[0]
    return Span(start, start + len(document.source.line_text(1).rstrip()))
