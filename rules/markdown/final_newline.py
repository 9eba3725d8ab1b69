"""Missing newline at end of file

Without it, diffs show a change to the last line when a line is added, and concatenated files run into each other.

```markdown bad world.newline = false
One line.⟦⟧
```

```markdown fixed
One line.
```

```markdown good
One line.

```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Applicability, Document, Edit, Finding, Fix, Rule, Span


class FinalNewline(Rule):
    aliases = ("MD047", "single-trailing-newline")

    def check(self, document: Document) -> Iterator[Finding]:
        end = len(document.text)
        if document.text.strip() and not document.text.endswith(("\n", "\r")):
            fix = Fix("Add a newline", (Edit(Span(end, end), "\n"),), Applicability.SAFE)
            yield Finding(Span(end, end), "Missing newline at end of file", fix)
