r"""Links to missing anchors

`#results` needs a heading "Results" or an element with that id, such as `{#results}` or `<a id="results">`. The rule
checks links within a document and to other Markdown documents by a relative path.

Each site generator makes heading ids in its own way, so by default, an anchor only has to have the same letters and
digits as a heading. With `slugs = ["github"]`, it has to be the exact id that GitHub generates; `gitlab`, `hugo`,
`docusaurus`, and `mkdocs` are supported, too. With several values, one match is enough.

```markdown bad world.path = "a.md", world.texts = {"b.md" = "# Speed\n"}
# Results

See [the results](⟦#resluts⟧), or [the speed](⟦b.md#sped⟧).
```

```markdown bad slugs = ["github"]
# Two Words

See [above](⟦#Two_Words⟧).
```

```markdown bad slugs = ["mkdocs"]
# A -- B

# Café au lait

See [a](⟦#a----b⟧), [b](#a-b) and [c](#cafe-au-lait).
```

```markdown good world.path = "a.md", world.texts = {"b.md" = "# Speed\n\n# Speed\n"}
# Results & more {#all}

## Was ist schön?

See [all](#all), [the results](#results--more), [this](#was-ist-sch%C3%B6n) and [the speed](b.md#speed-1).
Then go [up](#top).

<span id="here"></span> [Here](#here) and [elsewhere](c.md#gone).
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from lint_post.api import (
    Anchor,
    Answer,
    Applicability,
    AskingRule,
    Document,
    Edit,
    Finding,
    Fix,
    Missing,
    Question,
    Rule,
    Severity,
    Span,
)

from ._targets import local


class MissingAnchor(Rule, AskingRule):
    severity = Severity.ERROR
    aliases = ("MD051", "link-fragments")

    slugs: tuple[Literal["any", "github", "gitlab", "hugo", "docusaurus", "mkdocs"], ...] = ("any",)
    """The site generators whose heading ids are valid anchors."""

    def check(self, document: Document) -> Iterator[Finding]:
        for link in local(document):
            url, span = link.url, link.span
            fragment = _decode(url[1:]) if url.startswith("#") else ""
            if fragment and not document.anchors.has(fragment, self.slugs):
                near = document.anchors.near(fragment, self.slugs)
                if near or not document.anchors.is_filled:
                    yield _finding(span, f"#{fragment}", f"#{near}" if near else None)

    def questions(self, document: Document) -> Iterator[Anchor]:
        for link in local(document):
            url, span = link.url, link.span
            file, mark, fragment = url.partition("#")
            if mark and fragment and file:
                yield Anchor(span, _decode(url), self.slugs)

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        if isinstance(question, Anchor) and isinstance(answer, Missing):
            yield _finding(question.span, question.url, next(iter(answer.near), None))


def _decode(url: str) -> str:
    """``url`` without percent-encoding."""
    if "%" not in url:
        return url
    data = re.sub(rb"%([0-9A-Fa-f]{2})", lambda match: bytes([int(match[1], 16)]), url.encode("utf-8", "replace"))
    return data.decode("utf-8", "replace")


def _finding(span: Span, url: str, near: str | None) -> Finding:
    file, _, fragment = url.partition("#")
    what = f'No heading or id "{fragment}" in {file or "this file"}'
    if near is None:
        return Finding(span, what)
    fix = Fix(f'Replace with "{near}"', (Edit(span, near),), Applicability.SUGGESTION)
    return Finding(span, f'{what}; did you mean "{near.partition("#")[2]}"?', fix)
