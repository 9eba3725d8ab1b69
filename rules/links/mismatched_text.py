"""Link text that shows a different URL

A link that shows one URL and opens another looks like phishing. Usually, it is a copy-and-paste mistake.

```markdown bad
See ⟦[https://blog.test/a](https://blog.test/b)⟧ and ⟦[www.blog.test](https://other.test/)⟧.
```

```markdown good
See [https://blog.test/a/](http://www.blog.test/a?utm_source=x), [blog.test/long/…](https://blog.test/long/path),
[www.blog.test](https://blog.test/start) and [node.js](https://nodejs.test/).
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Document, Finding, Link, LinkTo, Rule, Text

_ADDRESS = r"(?i)(?:https?://|www\.)[^\s<>]+\Z"
_SHORTENED = ("…", "...")
_SHORTENERS = (
    r"(?i)(?:bit\.ly|t\.co|goo\.gl|tinyurl\.com|youtu\.be|amzn\.to|doi\.org|dx\.doi\.org|web\.archive\.org)(?:/|\Z)"
)


class MismatchedText(Rule):
    def check(self, document: Document) -> Iterator[Finding]:
        for link in document.find(Link):
            text = link.children[0] if len(link.children) == 1 else None
            if link.form != "inline" or not isinstance(text, Text) or document.meets_opaque(link.span):
                continue
            shown = text.value.strip()
            target = LinkTo(link.url, link.url_span).web_url
            if target and re.match(_ADDRESS, shown) and not _are_same(shown, target):
                message = f'Link text "{shown}" does not match URL "{link.url}"; use the same URL or descriptive text'
                yield Finding(link.span, message)


def _are_same(shown: str, target: str) -> bool:
    """Whether ``target`` is the URL that ``shown`` shows, or a page on the site that it names."""
    said, meant = _plain(shown), _plain(target)
    if re.match(_SHORTENERS, meant) or re.match(_SHORTENERS, said):
        return True
    if said.endswith(_SHORTENED):
        return meant.startswith(said.rstrip(".…"))
    return meant == said or ("/" not in said and meant.partition("/")[0] == said)


def _plain(url: str) -> str:
    """The URL in lowercase, without its scheme, ``www.``, query, fragment, and trailing slash."""
    return re.sub(r"(?i)\A(?:https?://)?(?:www\.)?", "", re.split(r"[?#]", url)[0]).rstrip("/.,`’”").lower()
