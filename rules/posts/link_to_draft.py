r"""What is published does not lead to a draft.

A draft is not on the site, so the link is broken until it is.

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
            message = f"“{answer.paths[0]}” is a draft: publish it as well, or take the link out."
            yield Finding(question.span, message)
