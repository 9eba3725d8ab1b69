"""A heading has something under it.

A heading with nothing under it, up to the next one or to the end of the post, is most often a note to self that was
published by accident. Comments are nothing; an image, a video, a table, a list or a shortcode is something. A page that
is its title alone, a template, a place that a tool fills and a changelog's “Unreleased” are left alone.

```markdown bad
### Stable Diffusion

It draws what you write.

⟦### YouChat⟧

<!-- try it first -->

⟦## References⟧
```

```markdown good
## Stable Diffusion

### How it works

It draws what you write.

## Demo

<iframe src="https://example.com/demo"></iframe>

## Contributors

<!-- CONTRIBUTORS-LIST:START -->
<!-- CONTRIBUTORS-LIST:END -->
```

```markdown good
# The title of a page that is filled by the site
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Document, Finding, Rule, Severity

from .._templates import is_template
from ._unwritten import Unwritten, place


class Empty(Rule):
    severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Finding]:
        if is_template(document.path):
            return
        unwritten = Unwritten(document)
        for section in document.sections:
            if section.heading and unwritten.is_empty(section):
                name = f"“{section.title}”" if section.title else "this heading"
                message = f"Nothing is written under {name}: write the section or remove its heading."
                yield Finding(place(section.heading), message)
