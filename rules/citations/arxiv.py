"""Typos in titles and authors of arXiv papers

In a section with a paper title as its heading and a link to that paper on arXiv, words of the heading and names in a
line "Authors: …" are compared with the arXiv record. Initials, omitted names, subtitles, and letter case may differ.
Records are requested with `--online` only.

```markdown bad world.papers = {"1706.03762" = ["All You Need for Translation", "Ashish Vaswani", "Noam Shazeer"]}
## All You Need for ⟦Translaton⟧

- Authors: A. Vaswani, ⟦Noam Shazer⟧
- Paper: https://arxiv.org/abs/1706.03762
```

```markdown fixed
## All You Need for Translation

- Authors: A. Vaswani, Noam Shazeer
- Paper: https://arxiv.org/abs/1706.03762
```

```markdown good world.papers = {"1706.03762" = ["All You Need for Translation", "Ashish Vaswani", "Noam Shazeer"]}
## all you need

- Authors: Vaswani A., N. Shazeer, et al.
- Paper: https://arxiv.org/abs/1706.03762

## Later work

It started with [the paper](https://arxiv.org/abs/1706.03762).
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Answer, AskingRule, Document, Finding, Question, Record

from ._papers import records, typos


class Arxiv(AskingRule):
    def questions(self, document: Document) -> Iterator[Record]:
        yield from records(document, "arxiv")

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        yield from typos(question, answer)
