"""Front matter keys without a value

An empty description or an empty list of tags is usually a template field that was never filled in, and search engines
and link previews show nothing for it. Add a value, or remove the key.

The rule checks only `keys`, at the top level, because theme settings are often empty on purpose. `null` is a deliberate
value, and so is an empty list for any key but `tags`.

```markdown bad
---
title: "Deep Learning in 2022"
⟦description⟧: ""
⟦tags⟧: []
⟦author⟧:
---
```

```markdown good
---
title: "Deep Learning in 2022"
description: What happened, and what to make of it
summary: null
icon: ""
aliases: []
---
```

Templates are not checked.

```markdown good world.path = "archetypes/default.md"
---
title: ""
tags: []
---
```
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lint_post.api import Document, Field, Finding, Rule

from .._templates import is_template

_DROPPED = str.maketrans("", "", "-_ ")


class EmptyField(Rule):
    keys: tuple[str, ...] = (
        "title",
        "subtitle",
        "description",
        "summary",
        "excerpt",
        "abstract",
        "author",
        "authors",
        "date",
        "tags",
        "categories",
        "category",
        "keywords",
        "lang",
        "image",
        "cover",
        "cover-image",
        "featured-image",
        "thumbnail",
        "og-image",
    )
    """The keys that need a value. `og-image` also matches `ogImage` and `og_image`."""

    def check(self, document: Document) -> Iterator[Finding]:
        front_matter = document.front_matter
        if front_matter is None or is_template(document.path):
            return
        keys = {_plain(key) for key in self.keys}
        for field in front_matter.fields:
            if _plain(field.key) in keys and _is_empty(field, document):
                yield Finding(field.key_span, f'"{field.key}" is empty; add a value or remove the key')


@cache
def _plain(key: str) -> str:
    return key.translate(_DROPPED).lower()


def _is_empty(field: Field, document: Document) -> bool:
    if isinstance(field.value, str):
        return not field.value.strip()
    if isinstance(field.value, list):
        return _plain(field.key) == "tags" and not field.value
    return field.value is None and not document.source.slice(field.value_span).strip()
