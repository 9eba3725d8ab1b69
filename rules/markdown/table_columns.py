r"""Table rows with the wrong number of cells

Renderers drop extra cells and show missing cells as empty. Usually a `|` is missing, or a `|` inside a cell needs a
backslash: `\|`.

```markdown bad
| name | speed |
| ---- | ----- |
| ⟦old  | 1     | slow⟧ |
| ⟦new⟧ |
```

```markdown good
| name | speed |
| ---- | ----- |
| old  | 1     |
| a\|b |       |
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Document, Finding, Rule, Severity, Span, Table


class TableColumns(Rule):
    severity = Severity.ERROR
    aliases = ("MD056", "table-column-count")

    def check(self, document: Document) -> Iterator[Finding]:
        for table in document.find(Table):
            columns = len(table.align)
            for row in table.children[1:]:
                count = len(row.children)
                if count != columns:
                    yield _finding(_content(row.span, document), count, columns)


def _content(row: Span, document: Document) -> Span:
    """``row`` without the pipes at its ends."""
    text = document.source.slice(row)
    inner = text.strip().strip("|").strip() if not text.rstrip().endswith("\\|") else text.strip()
    start = row.start + text.find(inner)
    return Span(start, start + len(inner)) if inner else row


def _finding(span: Span, count: int, columns: int) -> Finding:
    difference = abs(count - columns)
    number, cells = ("", "cell") if difference == 1 else (f"{difference} ", "cells")
    if count > columns:
        remedy = rf'remove the {number}extra {cells} or escape "|" as "\|"'
    else:
        remedy = f"add the {number}missing {cells}"
    problem = f"Row has {_number(count, 'cell')}, but the table has {_number(columns, 'column')}"
    return Finding(span, f"{problem}; {remedy}")


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
