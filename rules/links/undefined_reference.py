"""Undefined link references

`[text][label]` is a link only if the document defines the label: `[label]: url`. Otherwise, readers see the brackets.

```markdown bad
Read ⟦[the paper][attention]⟧ and ⟦[the code][]⟧, and [the data][data].

[data]: https://example.com/data
```

```markdown good
Read [the paper][attention], press [x][i], match `[a-z][0-9]` or [a-z][0-9], and see [1][2].

The element a[i][j] has a footnote.[^1]

[attention]: https://example.com/paper
[^1]: Here.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Document, Finding, Rule, Severity, Span

from ._plain import places

_BRACKETED = r"(?:[^\[\]\\]|\\.|\[[^\[\]]*\])"
_REFERENCE = rf"(?<![\w\]\)\[\\!])!?\[(?P<text>{_BRACKETED}+)\]\[(?P<label>(?:[^\[\]\\]|\\.)*)\](?![\[\](:])"
_NO_LABEL = (
    r"\s*\Z|\^|@"  # nothing, a footnote, a citation
    r"|[^\s]{1,2}\Z|\d+\Z|\S-\S|\\"  # an index, a number, a character class
    r"|[\w~]+(?:(?:::|\.)[\w()!]+)+\Z"  # a name in code, which a documentation generator resolves
)
_LONGEST = 400
_FROM_ELSEWHERE = ("{% include", "--8<--")  # included files may have definitions


class UndefinedReference(Rule):
    severity = Severity.ERROR
    aliases = ("MD052", "reference-links-images")

    def check(self, document: Document) -> Iterator[Finding]:
        if any(sign in document.text for sign in _FROM_ELSEWHERE):
            return
        done = 0
        for at in places(document, "]["):
            nearest = max(done, at - _LONGEST)
            start = max(nearest, document.text.rfind("\n\n", nearest, at) + 1)
            for match in re.finditer(_REFERENCE, document.text[start : at + _LONGEST]):
                if start + match.end("text") == at and _is_reference(match):
                    done = start + match.end()
                    yield _finding(match, start)


def _is_reference(match: re.Match[str]) -> bool:
    label = match["label"] or match["text"]
    return not re.match(_NO_LABEL, label) and not re.match(r"[\d,\s]+\Z|[ xX]\Z", match["text"])


def _finding(match: re.Match[str], start: int) -> Finding:
    label = match["label"] or match["text"]
    message = f'Undefined reference "[{label}]"; add "[{label}]: URL" or fix the label'
    return Finding(Span(start + match.start(), start + match.end()), message)
