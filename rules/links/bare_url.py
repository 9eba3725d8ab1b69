"""Bare URLs in sentences

Not all renderers turn a bare URL into a link, and many include the period after it. Angle brackets mark its start and
end; a link with descriptive text is even better. A URL outside a sentence is ignored: alone in a paragraph, in a
list, in a table, or after "Source:".

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

_LEAST_WORDS = 5  # in the paragraph, the URL included
_NOT_ON_THE_WEB = (
    r"(?i)https?://(?:localhost|127\.|0\.0\.0\.0|192\.168\.|10\.\d|[^/]*\bexample\b|[^/]*\.local\b|[^./:]+(?:[/:]|\Z))"
)
_ANNOUNCED = r"[:(\[\"'“‘=→>-]\s*\Z"


class BareUrl(Rule):
    aliases = ("MD034", "no-bare-urls")

    def check(self, document: Document) -> Iterator[Finding]:
        links = [link for link in document.find(Link) if _is_bare(link)]
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


def _is_bare(link: Link) -> bool:
    return link.form == "bare" and link.url.startswith("http") and not re.match(_NOT_ON_THE_WEB, link.url)


def _is_in_sentence(link: Link, block: ProseBlock, text: str) -> bool:
    """Whether the URL is part of a sentence, and not the value after a label such as ``Source:``."""
    line = max(text.rfind("\n", block.node.span.start, link.span.start) + 1, block.node.span.start)
    before = text[line : link.span.start]
    if re.search(_ANNOUNCED, before) or not before.strip():
        return False
    return len(block.text.split()) >= _LEAST_WORDS


def _finding(link: Link, document: Document) -> Finding:
    if document.path.lower().endswith(".mdx"):  # MDX has no <…> links
        return Finding(link.span, "Bare URL; use a link with text")
    edit = Edit(link.span, f"<{document.source.slice(link.span)}>")
    fix = Fix("Wrap in angle brackets", (edit,), Applicability.SAFE)
    return Finding(link.span, "Bare URL; use <…> or a link with text", fix)
