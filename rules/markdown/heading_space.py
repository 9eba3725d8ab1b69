"""Missing space after the `#` of a heading

Without the space, `##Title` is a paragraph that shows the `##`. Hashtags such as `#python` are ignored.

```markdown bad
⟦##⟧Results

It is fast.
```

```markdown fixed
## Results

It is fast.
```

```markdown good
## Results

#python and #rust are tags.

#1 is the best.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Applicability, Document, Edit, Finding, Fix, Paragraph, Rule, Severity, Span

_MARKS = r"(?P<several>#{2,6})(?=[^\s#!.:])|(?P<one>#)(?=[A-Z][^#\r\n]* )(?![^\r\n]*[.,;:]\s*(?:[\r\n]|\Z))"


class HeadingSpace(Rule):
    severity = Severity.ERROR
    aliases = ("MD018", "no-missing-space-atx")

    def check(self, document: Document) -> Iterator[Finding]:
        if "#" not in document.text:
            return
        marks = re.compile(_MARKS)
        for paragraph in document.root.children:
            if not isinstance(paragraph, Paragraph):
                continue
            match = marks.match(document.text, paragraph.span.start)
            if match and _is_one_line(paragraph, document) and not document.meets_opaque(paragraph.span):
                span = Span(*match.span())
                fix = Fix("Add a space", (Edit(Span(span.end, span.end), " "),), Applicability.UNSAFE)
                yield Finding(span, f'Missing space after "{match[0]}"; add one to make this a heading', fix)


def _is_one_line(paragraph: Paragraph, document: Document) -> bool:
    text = document.source.slice(paragraph.span)
    return "\n" not in text and "\r" not in text
