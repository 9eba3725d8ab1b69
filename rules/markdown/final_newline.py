"""The last line ends as all others do.

A file without a line end at its end gives odd diffs, and the next file runs into it where files are joined.

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
            fix = Fix("End the line.", (Edit(Span(end, end), "\n"),), Applicability.SAFE)
            yield Finding(Span(end, end), "The last line has no line end: add one.", fix)
