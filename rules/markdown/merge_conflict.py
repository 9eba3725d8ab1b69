"""No mark of a merge conflict is left.

Git writes both versions of what it cannot merge between such marks; as long as they stand there the text is not one
text, and no other rule has a say.

```markdown bad
⟦<<<<<<< HEAD⟧
It is fast.
⟦=======⟧
It is very fast.
⟦>>>>>>> feature⟧
```

```markdown good
Results
=======

It is fast.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Code, Document, Finding, Rule, Severity, Span

_UNTIL = r"(?:(?!^<{7} ).)*?^"
_CONFLICT = rf"(?ms)^(?P<ours><{{7}} [^\r\n]*)[\r\n]{_UNTIL}(?P<parted>={{7}})\r?${_UNTIL}(?P<theirs>>{{7}} [^\r\n]*)"


class MergeConflict(Rule):
    severity = Severity.ERROR
    decisive = True

    def check(self, document: Document) -> Iterator[Finding]:
        if "<<<<<<< " not in document.text or ">>>>>>> " not in document.text:
            return
        shown = [code.span for code in document.find(Code) if code.closed]
        for match in re.finditer(_CONFLICT, document.text):
            if not any(span.contains(Span(*match.span())) for span in shown):
                for mark in ("ours", "parted", "theirs"):
                    message = "A merge conflict is left here: keep one version, and remove the marks."
                    yield Finding(Span(*match.span(mark)), message)
