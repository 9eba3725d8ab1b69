r"""Unused image files

Images left over from drafts make a repository larger, and readers never see them. An image in the folder of a document
or in a subfolder is unused if no document of the project mentions its name. Findings are reported for the first
document in each folder.

```markdown bad world.path = "posts/a/index.md", world.files = ["posts/a/new.png", "posts/a/img/old.png"]
![The sea](new.png)
```

```markdown good world.path = "posts/a/index.md", world.files = ["posts/a/new one.png", "posts/a/cover.jpg"]
![The sea](new%20one.png)
```
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from lint_post.api import Answer, AskingRule, Document, Finding, Others, Question, Severity, Span, Unused

_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp")


class UnusedFile(AskingRule):
    severity = Severity.INFO
    on = False

    keep: tuple[str, ...] = ("cover*", "feature*", "thumb*", "og-image*", "ogp.*", "favicon*", "logo*", "banner*")
    """Lowercase patterns of file names that themes use even if no document mentions them."""

    def questions(self, _document: Document) -> Iterator[Unused]:
        yield Unused(Span(0, 0), _SUFFIXES)

    def judge(self, _question: Question, answer: Answer) -> Iterator[Finding]:
        for path in answer.paths if isinstance(answer, Others) else ():
            name = path.rpartition("/")[2].lower()
            if not any(fnmatchcase(name, pattern) for pattern in self.keep):
                yield Finding(None, f'Unused image file "{path}"; add it to a document or delete it')
