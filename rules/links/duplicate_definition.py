"""Duplicate link definitions

If a label has two definitions, all links use the first one, and the second one is ignored.

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
            message = f'Label "[{node.label}]" is already defined on line {line}; use another label'
            yield Finding(node.span, message, related=(Related(first.span, "First definition takes precedence"),))
