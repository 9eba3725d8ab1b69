"""A block of code ends where its fence says.

A fence that is opened and never closed makes code of all the rest of the post.

````markdown bad
⟦```python⟧
print("Hello")

And this was to be text again.
````

````markdown good
```python
print("Hello")
```

And this is text again.
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
                yield Finding(fence, f"This block of code is never closed: add a line “{code.fence}” where it ends.")


def _is_of_a_dialect(code: Code, document: Document) -> bool:
    """Whether a program with rules of its own reads the fences: HTML between two of them, or backticks behind one."""
    line = document.source.line_text(document.source.line(code.span.start)).lstrip()
    behind = line[len(code.fence or "") :]
    if behind.startswith("<") or "~~~" in behind:
        return True
    return not behind.strip() and re.search(r"(?m)^ {0,3}`{3,}[^`\r\n]+`", document.text) is not None
