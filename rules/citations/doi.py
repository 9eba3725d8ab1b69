"""The title and the authors of a paper are as Crossref has them on record.

In a section that is titled like a paper and has a link to it by its DOI, a word of the title or a name in a row
“Authors: …” that differs from the record by a slip is pointed out. Initials, left-out names, subtitles and the case of
letters are the writer’s own. The records are asked with `--online` alone.

```markdown bad world.papers = {"10.1000/xyz123" = ["All You Need for Translation", "Ashish Vaswani", "Noam Shazeer"]}
## All You Need for ⟦Translaton⟧

- Authors: A. Vaswani, ⟦Noam Shazer⟧
- Paper: https://doi.org/10.1000/xyz123
```

```markdown fixed
## All You Need for Translation

- Authors: A. Vaswani, Noam Shazeer
- Paper: https://doi.org/10.1000/xyz123
```

```markdown good world.papers = {"10.1000/xyz123" = ["All You Need for Translation", "Ashish Vaswani", "Noam Shazeer"]}
## all you need

- Authors: Vaswani A., N. Shazeer, et al.
- Paper: https://doi.org/10.1000/xyz123

## What came of it

It began with [the paper](https://doi.org/10.1000/xyz123).
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Answer, AskingRule, Document, Finding, Question, Record

from ._papers import records, slips


class Doi(AskingRule):
    def questions(self, document: Document) -> Iterator[Record]:
        yield from records(document, "doi")

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        yield from slips(question, answer)
