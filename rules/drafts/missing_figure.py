"""References to missing figures and tables

Readers look for "the figure below" and do not find it. Most often, the figure was moved or never made. The rule looks
for it in the same paragraph and in the eight blocks after it.

```markdown bad
⟦The figure below⟧ shows the speed.

It is fast.

## Next

Nothing of the kind is here.
```

```markdown good
The figure below shows the speed.

![The speed, by year](speed.png)

As the table above shows, it is fast. (There is none, but further up there may be.)
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Document, Finding, Node, Paragraph, ProseBlock, Rule, Text

_SIGNS = tuple(f"{thing} below" for thing in ("igure", "able", "mage", "creenshot", "iagram", "hart", "lot", "raph"))
_THING = "figure|image|table|screenshot|diagram|chart|plot|graph"
_POINTS = rf"(?i)\b(?:the|this) (?:(?:{_THING}) below|following (?:{_THING}))\b(?!\s+\d)"
_NEAR = 8  # blocks after the sentence that can hold the figure


class MissingFigure(Rule):
    languages = frozenset({"en"})

    def check(self, document: Document) -> Iterator[Finding]:
        if "ollowing " not in document.text and not any(sign in document.text for sign in _SIGNS):
            return
        top = document.root.children
        places = {node: index for index, node in enumerate(top)}
        for block in document.prose:
            index = places.get(block.node) if block.kind == "paragraph" else None
            match = re.search(_POINTS, block.text) if index is not None else None
            if index is not None and match and not _shows(block, top[index + 1 : index + 1 + _NEAR], document):
                message = f'Missing {_thing(match[0])} for "{match[0]}"; add it or rephrase the sentence'
                yield Finding(block.span(*match.span()), message)


def _thing(phrase: str) -> str:
    """What ``phrase`` refers to, such as "table" for "the table below"."""
    match = re.search(f"(?i){_THING}", phrase)
    return match[0].lower() if match else "figure"


def _shows(block: ProseBlock, after: tuple[Node, ...], document: Document) -> bool:
    """Whether the paragraph itself or a block ``after`` it holds more than text."""
    if any(stretch.span.start >= block.node.span.start for stretch in document.opaque):
        return True
    return any(_is_figure(node) for node in (block.node, *after))


def _is_figure(node: Node) -> bool:
    """Whether it is more than a heading or plain text: an image, a table, a list, code, HTML, or math."""
    if isinstance(node, Paragraph):
        return any(not isinstance(child, Text) and child.type in _SHOWN for child in node.walk())
    return node.type != "heading"


_SHOWN = frozenset(["image", "imageReference", "html"])
