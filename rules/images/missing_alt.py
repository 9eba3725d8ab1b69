"""An image says in words what it shows.

The alternative text is what a screen reader reads out, what stands there while the image is not loaded, and what search
engines know of it. An HTML image with `alt=""` is decoration, and says so; so does one that is hidden from screen
readers, or an image beside the text of the same link.

```markdown bad
⟦![](speed.png)⟧

⟦![][chart]⟧ and ⟦<img src="chart.png">⟧

[⟦![](badge.svg)⟧](https://example.com)

[chart]: chart.png
```

```markdown good
![The new version answers twice as fast](speed.png)

<img src="line.png" alt=""> <img src="dots.png" role="presentation">

[![](logo.svg) Example Ltd](https://example.com)
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from lint_post.api import Document, Finding, Image, ImageReference, InlineCode, Link, LinkReference, Rule, Tag, Text

_ALTS = frozenset(["alt", ":alt", "v-bind:alt", "x-bind:alt", "[alt]", "[attr.alt]", "aria-label", "aria-labelledby"])
_SPREAD = r"\s\{"
_ATTRIBUTES_WITH_ALT = r"\{[^{}\n]{0,300}\balt\s*="


class MissingAlt(Rule):
    aliases = ("MD045", "no-alt-text")

    def check(self, document: Document) -> Iterator[Finding]:
        images: Iterator[Image | ImageReference] = chain(document.find(Image), document.find(ImageReference))
        for image in images:
            if not image.alt.strip() and not _has_words_beside(image, document):
                yield Finding(image.span, _message(image, document))
        for tag in document.tags:
            if tag.name == "img" and not _says(tag):
                name = _name(tag.get("src") or "")
                advice = 'add an alt attribute that says what it shows, or alt="" if it only decorates.'
                yield Finding(tag.span, f"The image{name} has no alternative text: {advice}")


def _message(image: Image | ImageReference, document: Document) -> str:
    if isinstance(image, Image):
        url = image.url
    else:
        definition = document.definitions.get(image.identifier)
        url = definition.url if definition else ""
    return f"The image{_name(url)} has no alternative text: say between its brackets what it shows."


def _name(url: str) -> str:
    """The image's name to tell it from others, with a blank in front; nothing if there is none."""
    if url.startswith("data:"):
        return ""
    name = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    return f" “{name}”" if name else ""


def _has_words_beside(image: Image | ImageReference, document: Document) -> bool:
    """Whether the text of the link around it says what it is, or attributes behind it do (pandoc, kramdown)."""
    end = image.span.end
    if document.text.startswith("{", end) and re.match(_ATTRIBUTES_WITH_ALT, document.text[end : end + 300]):
        return True
    link = next((node for node in document.ancestors(image) if isinstance(node, Link | LinkReference)), None)
    return link is not None and any(
        isinstance(node, Text | InlineCode) and not node.value.isspace() for node in link.walk()
    )


def _says(tag: Tag) -> bool:
    """Whether it has an alternative text, needs none, or gets it from somewhere else."""
    if tag.get("role") in ("presentation", "none") or (tag.get("aria-hidden") or "").lower() == "true":
        return True
    return any(attribute.name in _ALTS for attribute in tag.attributes) or bool(re.search(_SPREAD, tag.text))
