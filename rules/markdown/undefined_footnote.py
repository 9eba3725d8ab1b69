"""Undefined footnotes

Without a definition such as `[^1]: …`, the page shows the reference `[^1]` as plain text.

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

_REFERENCE = r"\[\^(?P<label>[^\[\]\s^]+)\](?![\[(:+*?])"
_CLASS = r"[^\w]|.\Z(?<!\d)|\w-\w|.*[\\/$]|\w-.\Z"  # a character class in a regular expression


class UndefinedFootnote(Rule):
    severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Finding]:
        if "[^" not in document.text:
            return
        known = {definition.identifier for definition in document.find(FootnoteDefinition)}
        headings = {child for heading in document.find(Heading) for child in heading.children}
        for node in document.find(Text):
            if node in headings:  # here it is usually a regular expression
                continue
            for match in re.finditer(_REFERENCE, document.text[node.span.start : node.span.end]):
                span = Span(node.span.start + match.start(), node.span.start + match.end())
                label = match["label"]
                is_defined = label.lower() in known or f"[^{label}]:" in document.text
                if is_defined or not _is_reference(label, span, document):
                    continue
                message = f'Undefined footnote "{label}"; add "[^{label}]: …" or remove the reference'
                yield Finding(span, message)


def _is_reference(label: str, span: Span, document: Document) -> bool:
    return not re.match(_CLASS, label) and not document.meets_opaque(span)
