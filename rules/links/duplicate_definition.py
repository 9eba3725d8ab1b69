"""A label is defined once.

Of two definitions of one label, the first counts and the second does nothing, wherever it was meant for.

```markdown bad
Read [the paper][paper].

[paper]: https://blog.test/paper
⟦[Paper]: https://blog.test/other⟧
```

```markdown good
Read [the paper][paper].

[paper]: https://blog.test/paper
[paper]: https://blog.test/paper
[//]: # (One comment)
[//]: # (Another)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Definition, Document, Finding, Related, Rule

_COMMENTS = ("//", "#", "comment", "_")


class DuplicateDefinition(Rule):
    def check(self, document: Document) -> Iterator[Finding]:
        for node in document.find(Definition):
            first = document.definitions[node.identifier]
            if first is node or first.url == node.url or node.label.startswith(_COMMENTS):
                continue
            line = document.source.line(first.span.start)
            message = f"“[{node.label}]” is defined in line {line} already, and that one counts: give it another label."
            yield Finding(node.span, message, related=(Related(first.span, "This one counts."),))
