"""Unclosed code blocks

A fence that is never closed turns the rest of the post into code.

````markdown bad
⟦```python⟧
print("Hello")

This was meant to be text.
````

````markdown good
```python
print("Hello")
```

This is text.
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Code, Document, Finding, Rule, Severity, Span


class UnclosedFence(Rule):
    severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Finding]:
        for code in document.find(Code):
            if code.fence and not code.closed and not _is_of_a_dialect(code, document):
                line = document.source.line_span(document.source.line(code.span.start))
                written = document.text[code.span.start : line.end].rstrip()
                fence = Span(code.span.start, code.span.start + len(written))
                yield Finding(fence, f'Unclosed code block; add a closing "{code.fence}" fence')


def _is_of_a_dialect(code: Code, document: Document) -> bool:
    """Whether the fences belong to another Markdown dialect: HTML between two fences, or backticks after one."""
    line = document.source.line_text(document.source.line(code.span.start)).lstrip()
    behind = line[len(code.fence or "") :]
    if behind.startswith("<") or "~~~" in behind:
        return True
    return not behind.strip() and re.search(r"(?m)^ {0,3}`{3,}[^`\r\n]+`", document.text) is not None
