"""Missing blank line between a paragraph and a list, table, or code block

Some renderers treat a list directly below a paragraph as part of the paragraph; with a blank line in between, all of
them agree. The rule is off by default because most current renderers do not need the blank line.

```markdown bad
We need three things:
⟦-⟧ time
- money
```

```markdown fixed
We need three things:

- time
- money
```

```markdown good
We need three things:

- time
- money
    - and more of it
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lint_post.api import Applicability, Code, Document, Edit, Finding, Fix, List, Node, Paragraph, Rule, Span, Table

_NAMES = {List: "list", Table: "table", Code: "code block"}


class ListAfterParagraph(Rule):
    on = False

    def check(self, document: Document) -> Iterator[Finding]:
        source = document.source
        for before, after in pairwise(document.root.children):
            name = _NAMES.get(type(after)) if isinstance(before, Paragraph) else None
            if name is None:
                continue
            line = source.line(after.span.start)
            if source.line(before.span.end) + 1 == line:
                yield _finding(name, after, source.line_span(line).start)


def _finding(name: str, node: Node, start: int) -> Finding:
    fix = Fix("Add a blank line", (Edit(Span(start, start), "\n"),), Applicability.SAFE)
    mark = Span(node.span.start, node.span.start + 1)
    return Finding(mark, f"Missing blank line between paragraph and {name}", fix)
