"""Typos in titles and authors of papers with a DOI

In a section with a paper title as its heading and a link to that paper by its DOI, words of the heading and names in a
line "Authors: …" are compared with the Crossref record. Initials, omitted names, subtitles, and letter case may differ.
Records are requested with `--online` only.

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

## Later work

It started with [the paper](https://doi.org/10.1000/xyz123).
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Answer, AskingRule, Document, Finding, Question, Record

from ._papers import records, typos


class Doi(AskingRule):
    def questions(self, document: Document) -> Iterator[Record]:
        yield from records(document, "doi")

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        yield from typos(question, answer)
