"""A blank line stands between a paragraph and the list, table or code below it.

Some renderers take the lines of a list right below a paragraph for more of that paragraph; with a blank line between
them all agree. It is off because most renderers of today are not among them.

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

_NAMES = {List: "list", Table: "table", Code: "block of code"}


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
    fix = Fix("Add a blank line.", (Edit(Span(start, start), "\n"),), Applicability.SAFE)
    mark = Span(node.span.start, node.span.start + 1)
    message = f"Some renderers take this {name} for a part of the paragraph: put a blank line before it."
    return Finding(mark, message, fix)
