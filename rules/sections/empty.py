"""Empty sections

A heading with nothing under it, up to the next heading or the end of the post, is usually a section that was planned
and never written. Comments do not count as content; an image, a video, a table, a list, or a shortcode does.

The rule skips pages that consist of a title only, templates, places that a tool fills in, and "Unreleased" in a
changelog.

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
from ._unwritten import Unwritten, named, place


class Empty(Rule):
    severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Finding]:
        if is_template(document.path):
            return
        unwritten = Unwritten(document)
        for section in document.sections:
            if section.heading and unwritten.is_empty(section):
                yield Finding(place(section.heading), f"{named(section)} is empty")
