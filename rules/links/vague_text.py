"""Vague link text

Screen reader users move from link to link and hear "here, here, here". Put the words that describe the target into the
link.

```markdown bad
For the code click [⟦here⟧](code.md), for more see [⟦this link⟧](more.md).
```

```markdown good
See [the code](code.md), or [read more about it](more.md). [Here](https://en.wiktionary.org/wiki/here) is a word, and
[HERE](https://www.here.com/en) a company.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Document, Finding, Link, LinkReference, Rule, Text

_VAGUE = r"(?i)(?:click |right |over |see )?here|(?:this|the|that) (?:link|page)|link|click|read more|more|click me"


class VagueText(Rule):
    languages = frozenset(["en"])

    def check(self, document: Document) -> Iterator[Finding]:
        for link in (*document.find(Link), *document.find(LinkReference)):
            text = link.children[0] if len(link.children) == 1 else None
            if not isinstance(text, Text) or document.meets_opaque(link.span):
                continue
            said = text.value.strip().rstrip(".!:→» ")
            if re.fullmatch(_VAGUE, said) and not (isinstance(link, Link) and _is_its_name(said, link.url)):
                yield Finding(text.value_span, f'Vague link text "{said}"; describe the target')


def _is_its_name(said: str, url: str) -> bool:
    """Whether the URL has the same words as its name, such as a dictionary entry or a company named Here."""
    word = re.sub(r"\W", "", said).lower()
    host = re.match(r"(?i)(?:https?:)?//(?:www\.)?([^/.]+)", url)
    last = re.sub(r"\W", "", url.rstrip("/").rpartition("/")[2]).lower()
    return word in (last, host[1].lower() if host else "")
