"""Tabs outside code

Programs show tabs in different widths, and the width of the indentation decides what is a list and what is code. Tabs
in code are ignored.

```markdown bad
- one
⟦\u0009⟧- two
```

```markdown fixed
- one
    - two
```

```markdown good
- one
    - two

`a\u0009tab` in code, and in a code block:

    all:
    \u0009cc a.c
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Applicability, Document, Edit, Finding, Fix, Rule, Span

from ._code import Kept

_TABS = r"\t+"
_WIDTH = 4  # of a tab stop in Markdown


class HardTabs(Rule):
    aliases = ("MD010", "no-hard-tabs")

    def check(self, document: Document) -> Iterator[Finding]:
        if "\t" not in document.text:
            return
        kept = Kept(document)
        for match in re.finditer(_TABS, document.text):
            if not kept.holds(match.start()):
                yield _finding(Span(*match.span()), document)


def _finding(tabs: Span, document: Document) -> Finding:
    count = tabs.end - tabs.start
    what = "Tab" if count == 1 else f"{count} tabs"
    line = document.source.line_span(document.source.line(tabs.start)).start
    before = document.text[line : tabs.start]
    width = len(before.expandtabs(_WIDTH))
    spaces = " " * (_WIDTH * (width // _WIDTH + count) - width)
    how = Applicability.UNSAFE if before.strip() else Applicability.SAFE
    fix = Fix("Replace with spaces", (Edit(tabs, spaces),), how)
    return Finding(tabs, f"{what} outside code; use spaces", fix)
