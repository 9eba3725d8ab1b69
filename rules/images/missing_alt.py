"""Missing alt text

Screen readers read the alt text aloud, browsers show it if the image does not load, and search engines index it.
Decorative images do not need it: an HTML image with `alt=""` or hidden from screen readers, and an image next to text
in the same link.

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
            if tag.name == "img" and not _has_alt(tag):
                remedy = 'add an alt attribute, or alt="" if the image is decorative'
                yield Finding(tag.span, f"Missing alt text{_for_image(tag.get('src') or '')}; {remedy}")


def _message(image: Image | ImageReference, document: Document) -> str:
    if isinstance(image, Image):
        url = image.url
    else:
        definition = document.definitions.get(image.identifier)
        url = definition.url if definition else ""
    return f"Missing alt text{_for_image(url)}; describe the image in the brackets"


def _for_image(url: str) -> str:
    """The file name as the end of a phrase, or nothing for an image without a name."""
    if url.startswith("data:"):
        return ""
    name = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    return f' for image "{name}"' if name else ""


def _has_words_beside(image: Image | ImageReference, document: Document) -> bool:
    """Whether there is text in the same link, or an alt attribute after the image (pandoc, kramdown)."""
    end = image.span.end
    if document.text.startswith("{", end) and re.match(_ATTRIBUTES_WITH_ALT, document.text[end : end + 300]):
        return True
    link = next((node for node in document.ancestors(image) if isinstance(node, Link | LinkReference)), None)
    return link is not None and any(
        isinstance(node, Text | InlineCode) and not node.value.isspace() for node in link.walk()
    )


def _has_alt(tag: Tag) -> bool:
    """Whether the image has alt text, does not need it, or may get it from a spread attribute."""
    if tag.get("role") in ("presentation", "none") or (tag.get("aria-hidden") or "").lower() == "true":
        return True
    return any(attribute.name in _ALTS for attribute in tag.attributes) or bool(re.search(_SPREAD, tag.text))
