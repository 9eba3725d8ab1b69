"""Front matter is YAML, TOML or JSON that can be read.

A site generator that cannot read the front matter stops, or worse: it goes on without title, date and tags. Some
readers are lenient where others are not, so a key that stands there twice is reported too: which of the two counts
depends on who reads it.

```markdown bad
---
title: Deep Learning⟦:⟧ the year 2022
date: 2023-01-13
---

Much has happened.
```

```markdown bad
---
title: Deep Learning
tags: [books]
⟦title⟧: The year 2022
---
```

```markdown good
---
title: "Deep Learning: the year 2022"
date: 2023-01-13
---

Much has happened.
```

A template that makes front matter only when a post is created is left alone.

```markdown good
---
title: "{{ replace .Name "-" " " | title }}"
date: {{ .Date }}
---
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Document, Finding, Rule, Severity

_TEMPLATE_TAG = r"\{\{[^{}\r\n]*\}\}|\{%[^{}\r\n]*%\}|<%[^<\r\n]*%>"
# Franklin, Julia's site generator, has Julia between the fences of TOML: calls, tuples, “using Dates”.
_JULIA = r"(?m)=\s*(?:\[\s*)?(?:[A-Za-z_][\w.]*)?\(|^(?:using|import) "


class Invalid(Rule):
    severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Finding]:
        front_matter = document.front_matter
        if front_matter is None or not front_matter.problems:
            return
        body = document.source.slice(front_matter.body_span)
        if re.search(_TEMPLATE_TAG, body) or (front_matter.kind == "toml" and re.search(_JULIA, body)):
            return
        keys = {field.key_span.start: field.key_span for field in front_matter.walk()}
        for problem in front_matter.problems:
            yield Finding(keys.get(problem.span.start, problem.span), problem.message)
