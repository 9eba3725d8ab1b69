"""Merge conflict markers

Git puts both versions of a conflict between these markers. Until the conflict is resolved, no other rule reports
anything between them.

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
        for match in _conflicts(document):
            for marker in ("ours", "parted", "theirs"):
                message = "Merge conflict marker; keep one version and remove the markers"
                yield Finding(Span(*match.span(marker)), message)

    def unsettled(self, document: Document) -> Iterator[tuple[Span, Span]]:
        for match in _conflicts(document):
            base = document.text.find("\n||||||| ", match.end("ours"), match.start("parted"))
            end = match.start("parted") if base < 0 else base + 1
            yield Span(*match.span()), Span(match.end("ours"), end)


def _conflicts(document: Document) -> Iterator[re.Match[str]]:
    if "<<<<<<< " not in document.text or ">>>>>>> " not in document.text:
        return
    shown = [code.span for code in document.find(Code) if code.closed]
    for match in re.finditer(_CONFLICT, document.text):
        if not any(span.contains(Span(*match.span())) for span in shown):
            yield match
