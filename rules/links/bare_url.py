"""A URL in a sentence is a link for every reader.

Some renderers make a link of a naked URL and others do not, and many take a full stop behind it for a part of it. Angle
brackets say where it begins and ends; a text that says what it leads to is better still. An address that stands for
itself – alone in a paragraph, in a list, in a table, after “Source:” – is left alone.

```markdown bad
We took the data from ⟦https://arxiv.org/abs/1706.03762⟧ and counted every word in it.
```

```markdown fixed
We took the data from <https://arxiv.org/abs/1706.03762> and counted every word in it.
```

```markdown good
We took the data from <https://arxiv.org/abs/1706.03762> and [counted](count.md) it.

https://arxiv.org/abs/1706.03762

Source: https://arxiv.org/abs/1706.03762

- The data: https://arxiv.org/abs/1706.03762

Then open http://localhost:8080 in your browser and read what it says.
```
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lint_post.api import Applicability, Document, Edit, Finding, Fix, Link, ProseBlock, Rule

_LEAST_WORDS = 5  # beside the URL, in a sentence
_NOT_ON_THE_WEB = (
    r"(?i)https?://(?:localhost|127\.|0\.0\.0\.0|192\.168\.|10\.\d|[^/]*\bexample\b|[^/]*\.local\b|[^./:]+(?:[/:]|\Z))"
)
_ANNOUNCED = r"[:(\[\"'“‘=→>-]\s*\Z"


class BareUrl(Rule):
    aliases = ("MD034", "no-bare-urls")

    def check(self, document: Document) -> Iterator[Finding]:
        links = [link for link in document.find(Link) if _is_naked(link)]
        if not links:
            return
        blocks = {block.node: block for block in document.prose if block.kind == "paragraph"}
        around = [(link, next((node for node in document.ancestors(link) if node in blocks), None)) for link in links]
        several = Counter(node for _, node in around)
        for link, node in around:
            if node is None or several[node] > 1 or document.meets_opaque(link.span):
                continue
            if _is_in_sentence(link, blocks[node], document.text):
                yield _finding(link, document)


def _is_naked(link: Link) -> bool:
    return link.form == "bare" and link.url.startswith("http") and not re.match(_NOT_ON_THE_WEB, link.url)


def _is_in_sentence(link: Link, block: ProseBlock, text: str) -> bool:
    """Whether words stand before and after it, and it is not announced."""
    line = max(text.rfind("\n", block.node.span.start, link.span.start) + 1, block.node.span.start)
    before = text[line : link.span.start]
    if re.search(_ANNOUNCED, before) or not before.strip():
        return False
    return len(block.text.split()) >= _LEAST_WORDS


def _finding(link: Link, document: Document) -> Finding:
    message = f"“{link.url}” is a naked address: give the link a text, or put angle brackets round it."
    if document.path.lower().endswith(".mdx"):
        return Finding(link.span, message)
    edit = Edit(link.span, f"<{document.source.slice(link.span)}>")
    return Finding(link.span, message, Fix("Put angle brackets round it.", (edit,), Applicability.SAFE))
