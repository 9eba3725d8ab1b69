"""A comment ends where its mark says.

What is opened with `<!--` and never closed hides the rest of the post from its readers.

```markdown bad
It is here.

⟦<!--⟧ a note to myself

And this nobody sees.
```

```markdown good
It is here.

<!-- a note to myself -->

And this everybody sees.
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
                message = "This comment is never closed and hides all that follows: close it with “-->”."
                yield Finding(html.at(at, at + len(_OPEN)), message)
