"""Invalid front matter

A site generator that cannot read the YAML, TOML, or JSON of the front matter stops, or publishes the post without a
title, date, and tags. Duplicate keys are invalid too: some parsers reject them, and others use the first or the last
value.

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

Templates that generate the front matter of a new post are not checked.

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
# Franklin, a Julia site generator, puts Julia code between TOML fences: calls, tuples, `using Dates`.
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
