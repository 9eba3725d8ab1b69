"""Unclosed HTML comments

A comment that starts with `<!--` and is never closed hides the rest of the post from readers.

```markdown bad
This is visible.

⟦<!--⟧ a comment

This is hidden.
```

```markdown good
This is visible.

<!-- a comment -->

This is visible, too.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Document, Finding, Html, Rule, Severity

_OPEN, _CLOSE = "<!--", "-->"


class UnclosedComment(Rule):
    severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Finding]:
        if _OPEN not in document.text:
            return
        for html in document.find(Html):
            at = html.value.rfind(_OPEN)
            if html.block and at >= 0 and _CLOSE not in html.value[at + 2 :] and "<script" not in html.value:
                message = f'Unclosed HTML comment; close it with "{_CLOSE}"'
                yield Finding(html.at(at, at + len(_OPEN)), message)
