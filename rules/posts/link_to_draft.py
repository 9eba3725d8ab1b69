r"""Links to drafts

A draft is not published, so the link is broken until the draft is.

```markdown bad world.path = "a.md", world.texts = {"b.md" = "---\ndraft: true\n---\n"}
Read [the next part](⟦b.md#start⟧).
```

```markdown good world.path = "a.md", world.texts = {"b.md" = "---\ndraft: false\n---\n"}
Read [the next part](b.md#start).
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Answer, AskingRule, Document, Draft, Finding, Link, Others, Question

from ._post import is_draft

_DOCUMENT = r"(?i)(?!/|[a-z][a-z0-9+.-]*:)[^?#{}]+\.(?:md|mdx|markdown)(?:[?#]|\Z)"


class LinkToDraft(AskingRule):
    def questions(self, document: Document) -> Iterator[Draft]:
        if is_draft(document):
            return
        for link in document.find(Link):
            if link.form == "inline" and re.match(_DOCUMENT, link.url):
                yield Draft(link.url_span, link.url)

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        if isinstance(question, Draft) and isinstance(answer, Others) and answer.paths:
            message = f'Link to draft "{answer.paths[0]}"; publish the draft or remove the link'
            yield Finding(question.span, message)
