"""Unused link definitions

A definition `[label]: url` that no link or image uses is a leftover, or a link misspells its label. Comments in the
form of a definition, such as `[//]: # (…)`, are ignored.

```markdown bad
Read [the paper][paper].

[paper]: https://blog.test/paper
⟦[papers]: https://blog.test/papers⟧
```

```markdown fixed
Read [the paper][paper].

[paper]: https://blog.test/paper
```

```markdown good
Read [the paper] and ![a chart][chart].

[the paper]: https://blog.test/paper
[chart]: chart.png
[//]: # (A comment)
```
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lint_post.api import (
    Applicability,
    Definition,
    Document,
    Edit,
    Finding,
    Fix,
    ImageReference,
    LinkReference,
    Root,
    Rule,
    Span,
)

_COMMENTS = ("//", "#", "comment", "_", "^")
_BRACKETED = r"\[((?:[^\[\]\\]|\\.)+)\]"


class UnusedDefinition(Rule):
    aliases = ("MD053", "link-image-reference-definitions")

    def check(self, document: Document) -> Iterator[Finding]:
        used = {node.identifier for node in document.find(LinkReference)}
        used |= {node.identifier for node in document.find(ImageReference)}
        unused = [node for node in document.find(Definition) if node.identifier not in used]
        if not unused or document.anchors.is_filled:  # a template may use them
            return
        written = Counter(re.findall(_BRACKETED, document.text))  # another Markdown dialect may see a use here
        first = document.definitions
        for node in unused:
            is_comment = node.label.startswith(_COMMENTS) or node.url in ("#", "<>", "")
            is_alone = written[document.source.slice(node.label_span)] <= 1
            if not is_comment and first[node.identifier] is node and is_alone:
                yield _finding(document, node)


def _finding(document: Document, node: Definition) -> Finding:
    message = f'Unused definition "[{node.label}]"; remove it or fix its label'
    lines = _lines(document, node)
    if lines is None:
        return Finding(node.span, message)
    return Finding(node.span, message, Fix("Remove the definition", (Edit(lines, ""),), Applicability.UNSAFE))


def _lines(document: Document, node: Definition) -> Span | None:
    """The whole lines of the definition if nothing else is on them, and it is not in a block quote or list item."""
    if [type(above) for above in document.ancestors(node)] != [Root]:
        return None
    source = document.source
    first = source.line_span(source.line(node.span.start))
    last = source.line(node.span.end)
    if document.text[first.start : node.span.start].strip():
        return None
    following = source.line_starts[last] if last < len(source.line_starts) else len(document.text)
    return Span(first.start, following)
