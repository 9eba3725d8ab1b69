"""A footnote's mark leads to a footnote.

`[^1]` without a line `[^1]: …` stays on the page as it is written.

```markdown bad
It is fast.⟦[^speed]⟧ It is small.[^size]

[^size]: One megabyte.
```

```markdown good
It is small.[^size] The class `[^a-z]` and [^a-z] match the rest.

[^size]: One megabyte.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Document, Finding, FootnoteDefinition, Heading, Rule, Severity, Span, Text

_MARK = r"\[\^(?P<label>[^\[\]\s^]+)\](?![\[(:+*?])"
_CLASS = r"[^\w]|.\Z(?<!\d)|\w-\w|.*[\\/$]|\w-.\Z"  # of characters, in a regular expression


class UndefinedFootnote(Rule):
    severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Finding]:
        if "[^" not in document.text:
            return
        known = {definition.identifier for definition in document.find(FootnoteDefinition)}
        headings = {child for heading in document.find(Heading) for child in heading.children}
        for node in document.find(Text):
            if node in headings:  # what a heading cites is rather an expression that it is about
                continue
            for match in re.finditer(_MARK, document.text[node.span.start : node.span.end]):
                span = Span(node.span.start + match.start(), node.span.start + match.end())
                label = match["label"]
                if label.lower() in known or f"[^{label}]:" in document.text or not _is_mark(label, span, document):
                    continue
                message = f"The footnote “{label}” is not there: add a line “[^{label}]: …”, or remove the mark."
                yield Finding(span, message)


def _is_mark(label: str, span: Span, document: Document) -> bool:
    return not re.match(_CLASS, label) and not document.meets_opaque(span)
