"""Uninformative alt text

A file name or the word "image" tells readers who cannot see the image nothing. Editors insert such text when an image
is dragged into them.

```markdown bad
![⟦IMG_2041.jpg⟧](IMG_2041.jpg) and ![⟦image⟧](speed.png) and ![⟦Screenshot 2023-01-12 at 09.55⟧](a.png)
```

```markdown good
![The speed by year](speed.png) and ![An image of the Moon](moon.png) and ![package.json](files.png)
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Document, Finding, Image, ImageReference, Rule

_UNINFORMATIVE = (
    r"(?i)(?:"
    r"\S+\.(?:png|jpe?g|gif|svg|webp|avif|bmp|heic|tiff?)"  # a file name
    r"|(?:img|dsc[fn]?|pxl|image|photo|picture|screen[ -]?shot)[ _-]?\d[\d ._:-]*(?:at [\d ._:-]+(?:[ap]m)?)?"
    r"|image|img|picture|photo|alt|alt[ -]text|image alt text|image description|enter image description here"
    r")"
)


class AltIsFilename(Rule):
    def check(self, document: Document) -> Iterator[Finding]:
        images: list[Image | ImageReference] = [*document.find(Image), *document.find(ImageReference)]
        for image in images:
            if image.alt and re.fullmatch(_UNINFORMATIVE, image.alt.strip()):
                message = f'Uninformative alt text "{image.alt.strip()}"; describe what the image shows'
                yield Finding(image.alt_span, message)
