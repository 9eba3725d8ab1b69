"""A link reference definition is used.

A line `[label]: address` that nothing refers to is left over, or its label is misspelt where it was meant. What looks
like a definition and is a comment (`[//]: # (…)`) is left alone.

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
        if not unused or document.anchors.is_filled:  # what a template fills in may use them
            return
        written = Counter(re.findall(_BRACKETED, document.text))  # who reads another dialect may see a use there
        first = document.definitions
        for node in unused:
            is_comment = node.label.startswith(_COMMENTS) or node.url in ("#", "<>", "")
            is_alone = written[document.source.slice(node.label_span)] <= 1
            if not is_comment and first[node.identifier] is node and is_alone:
                yield _finding(document, node)


def _finding(document: Document, node: Definition) -> Finding:
    message = f"Nothing refers to “[{node.label}]”: delete it, or mend the label where it was meant."
    lines = _lines(document, node)
    if lines is None:
        return Finding(node.span, message)
    return Finding(node.span, message, Fix("Delete it.", (Edit(lines, ""),), Applicability.UNSAFE))


def _lines(document: Document, node: Definition) -> Span | None:
    """The whole lines of the definition, if nothing else stands on them and they are not within a quote or an item."""
    if [type(above) for above in document.ancestors(node)] != [Root]:
        return None
    source = document.source
    first = source.line_span(source.line(node.span.start))
    last = source.line(node.span.end)
    if document.text[first.start : node.span.start].strip():
        return None
    following = source.line_starts[last] if last < len(source.line_starts) else len(document.text)
    return Span(first.start, following)
