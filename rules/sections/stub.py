"""Stub sections

A section with only a URL, or with only a few words among sections of several paragraphs, was usually left for later.

A section with fewer than `min-words` words is a stub if all other sections at its level are many times longer. If
others are short too, as in a changelog, a glossary, or a list of links, it is short on purpose. So is a section that
says no ("None.", "See above."), that contains an image, a link, a list, or code, or that answers a question.

```markdown bad min-words = 4
## Image generation

Last year one had to be a researcher to draw with a network. This year it takes a sentence and a few seconds, and the
pictures are good enough to hang on a wall, to print on a shirt or to start a quarrel with.

⟦## Text generation⟧

A big thing.

⟦## Racing⟧

https://example.com/sophy

## Speech recognition

The new models hear what is said in a noisy room, in many languages, and write it down with commas and full stops. They
were trained on hundreds of thousands of hours that were found on the web, and it shows.

## Games

One network now plays forty-one games, most of them better than people do. It learned from recordings of others who
played, and from a small number of rounds it played itself.
```

```markdown good min-words = 4
## Image generation

Last year one had to be a researcher to draw with a network. This year it takes a sentence and a few seconds, and the
pictures are good enough to hang on a wall, to print on a shirt or to start a quarrel with.

## Where to go next

See [the gallery](https://example.com/gallery).

## Speech recognition

The new models hear what is said in a noisy room, in many languages, and write it down with commas and full stops. They
were trained on hundreds of thousands of hours that were found on the web, and it shows.

## Games

One network now plays forty-one games, most of them better than people do. It learned from recordings of others who
played, and from a small number of rounds it played itself.
```

```markdown good
## 1.1

Faster.

## 1.0

First release.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Document, Finding, Rule

from .._templates import is_template
from ._unwritten import Unwritten, named, place, url_alone


class Stub(Rule):
    min_words: int = 12
    """Sections with fewer words can be stubs."""

    def check(self, document: Document) -> Iterator[Finding]:
        if is_template(document.path):
            return
        unwritten = Unwritten(document, self.min_words)
        for section in document.sections:
            if section.heading is None:
                continue
            if url_alone(section):
                message = f"{named(section)} contains only a URL; describe it or remove the section"
                yield Finding(place(section.heading), message)
            elif unwritten.is_short(section):
                message = f"{named(section)} has only a few words; expand or remove it"
                yield Finding(place(section.heading), message)
