"""Placeholder text

"TODO: add numbers", "TBD", "lorem ipsum", "[insert image here]", or a lone "Coming soon" marks a place that should have
been filled in before publishing. Code is not checked, and neither is text about such markers, as in "a TODO list" or
"grep for TODO comments".

```markdown bad
⟦TODO⟧: add the numbers.

The talk takes place on Friday (time: ⟦TBD⟧).

⟦Lorem ipsum⟧ dolor sit amet.

[⟦insert image here⟧]

## Results

⟦Coming soon⟧!

⟦???⟧
```

```markdown good
# TODO

- Write a TODO list, or find all TODO comments with `grep TODO`.
- The TODO app that everybody writes once, and a TODO for later.

Call 0800-XXX-XXX. What??? It is still TBD how it works.

| model | score |
| --- | --- |
| old | ??? |

A new version is coming soon, and it says lorem ipsum where a text is missing.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Document, Finding, ProseBlock, Rule

from .._templates import is_template

_SIGNS = ("TODO", "FIXME", "TBD", "XXX", "???")
_SIGNS_IN_ANY_CASE = ("lorem ipsum", "coming soon", "citation needed", " here]", " here)", " here>")
_THING = r"(?:image|picture|photo|screenshot|figure|diagram|chart|graph|link|video|text|quote|example|table|gif)s?"
_BEGINS = r"(?:\A|(?<=\n)|(?<=[.!?;([]\s)|(?<=[(\[]))"
_NOTES = (
    # At the start of a sentence or in brackets, unless the next word shows that the text is about such markers.
    rf"{_BEGINS}(?P<todo>TODO|FIXME)\b(?=\s*(?:[:)\](–—-]|\Z|\n)|\s+[a-z]+\b)"
    r"(?!['’]|-\w|\s+(?:apps?|comments?|data|files?|is|are|was|lists?|items?|notes?|tasks?|tags?|markers?|entries|entry|and|or|in)\b)"
    r"|(?P<tbd>\bTBD\b)(?!['’]|-|\s+(?:how|if|is|means|stands|wh\w+)\b)"
    rf"|{_BEGINS}(?P<xxx>XXX)(?=:|\s*[\])]|\s*\Z)"
    r"|(?P<lorem>(?i:lorem ipsum))(?= dolor)"
    rf"|[\[(<](?P<insert>(?i:(?:insert|add|put) (?:an? |the |your |some )?(?:\w+ )?{_THING} here))[\])>]"
    r"|\[(?P<citation>(?i:citation needed))\]"
    r"|\A\W*(?P<question>\?\?\?+)\W*\Z|[(\[](?P<unknown>\?\?\?)[\])]"
    r"|\A\W*(?P<soon>(?i:coming soon))\W*\Z"
)


class Placeholder(Rule):
    def check(self, document: Document) -> Iterator[Finding]:
        if not _has_sign(document.text) or is_template(document.path):
            return
        for block in document.prose:
            if _has_sign(block.text):
                yield from _notes(block)


def _has_sign(text: str) -> bool:
    if any(sign in text for sign in _SIGNS):
        return True
    lowered = text.lower()
    return any(sign in lowered for sign in _SIGNS_IN_ANY_CASE)


def _notes(block: ProseBlock) -> Iterator[Finding]:
    for match in re.finditer(_NOTES, block.text):
        name = match.lastgroup
        if name is None or (name == "todo" and block.kind == "heading" and match[name] == block.text.strip()):
            continue  # a heading "TODO" has a list of tasks below it
        if name == "question" and block.kind not in ("paragraph", "heading"):
            continue  # an unknown value in a table
        if name == "tbd" and "to be d" in block.text.lower():
            continue  # the text explains the abbreviation
        span = block.span(*match.span(name))
        yield Finding(span, f'Placeholder text "{match[name]}"; replace or remove it')
