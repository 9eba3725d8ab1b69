"""Links without a URL or text

`[text]()` links to its own page, `[](url)` is invisible, and a `javascript:` link does nothing where scripts do not
run.

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

_SCHEME_OF_ITS_OWN = r"(?!(?i:https?|mailto):)[A-Za-z][\w+.-]*:"  # a site generator may add the text of such a link


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
        return "Link runs a script; use a URL"
    if not link.url:
        return "Missing link URL; add it in the parentheses"
    if re.match(_SCHEME_OF_ITS_OWN, link.url):
        return None
    if all(isinstance(child, Text) and not child.value.strip() for child in link.children):
        return "Missing link text; add it in the brackets"
    return None
