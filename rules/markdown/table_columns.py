r"""The rows of a table have as many cells as its head.

What a row has too many of is not shown at all; where it has too few, an empty cell is. Most often a `|` is missing, or
one within a cell needs a backslash.

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
    cells = "1 cell" if count == 1 else f"{count} cells"
    effect = "what is too much is not shown" if count > columns else "the rest stays empty"
    return Finding(span, f"This row has {cells} in a table of {columns} columns, so {effect}: mind the “|”.")
