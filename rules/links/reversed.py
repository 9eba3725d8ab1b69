"""Reversed link syntax

A link is `[text](url)`. Readers see `(text)[url]` as plain text.

```markdown bad
See ⟦(the docs)[https://example.com/docs]⟧ and ⟦(the guide)[guide.md#start]⟧.
```

```markdown fixed
See [the docs](https://example.com/docs) and [the guide](guide.md#start).
```

```markdown good
The element `a(b)[c]` is f(x)[0], and see (this note)[^1] or (the first)[1].

[^1]: Here.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Applicability, Document, Finding, Rule, Severity, Span

from ._plain import places

_TEXT = r"\(([^()\[\]\r\n]+)\Z"
_ADDRESS = r"\)\[((?:https?://|www\.|mailto:|\.{0,2}/|#)[^\]\s]*|[^\]\s]+\.(?:md|mdx|html?|pdf)(?:#[^\]\s]*)?)\](?!\()"
_LONGEST = 200


class Reversed(Rule):
    severity = Severity.ERROR
    aliases = ("MD011", "no-reversed-links")

    def check(self, document: Document) -> Iterator[Finding]:
        for at in places(document, ")["):
            before = re.compile(_TEXT).search(document.text, max(at - _LONGEST, 0), at)
            address = re.compile(_ADDRESS).match(document.text, at)
            if before and address:
                link = f"[{before[1]}]({address[1]})"
                message = f'Reversed link syntax; use "{link}"'
                yield Finding.replace(Span(before.start(), address.end()), message, link, Applicability.SAFE)
