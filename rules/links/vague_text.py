"""The text of a link says where it leads.

Who reads with a screen reader goes from link to link, and hears “here, here, here”. Take the words that say what is
there into the link.

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
                yield Finding(text.value_span, f"“{said}” does not say where the link leads: name what is there.")


def _is_its_name(said: str, url: str) -> bool:
    """Whether the address has the very words as its name: an entry in a dictionary, or a company called Here."""
    word = re.sub(r"\W", "", said).lower()
    host = re.match(r"(?i)(?:https?:)?//(?:www\.)?([^/.]+)", url)
    last = re.sub(r"\W", "", url.rstrip("/").rpartition("/")[2]).lower()
    return word in (last, host[1].lower() if host else "")
