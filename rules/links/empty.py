"""A link has a text to click and a place to go.

`[text]()` leads to the page it stands on, `[](address)` cannot be seen, and `javascript:` does nothing where scripts
are not run.

```markdown bad
Read ⟦[the paper]()⟧ or ⟦[](paper.pdf)⟧, or ⟦[click](javascript:void)⟧.
```

```markdown good
Read [the paper](paper.pdf), or go [up](#), or see [![](icon.png)](paper.pdf) and [](info:chapter).
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Document, Finding, Link, Rule, Severity, Text

_SCHEME_OF_ITS_OWN = r"(?!(?i:https?|mailto):)[A-Za-z][\w+.-]*:"  # a site generator may write the text of such a link


class Empty(Rule):
    severity = Severity.ERROR
    aliases = ("MD042", "no-empty-links")

    def check(self, document: Document) -> Iterator[Finding]:
        for link in document.find(Link):
            problem = _problem(link) if link.form == "inline" else None
            if problem and not document.text.startswith("{", link.span.end) and not document.meets_opaque(link.span):
                yield Finding(link.span, problem)


def _problem(link: Link) -> str | None:
    if link.url.lower().startswith("javascript:"):
        return "The link runs a script and leads nowhere: give it an address."
    if not link.url:
        return "The link leads nowhere: write its address between the parentheses."
    if re.match(_SCHEME_OF_ITS_OWN, link.url):
        return None
    if all(isinstance(child, Text) and not child.value.strip() for child in link.children):
        return "The link has no text, so nobody sees it: write what it leads to between its brackets."
    return None
