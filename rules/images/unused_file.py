r"""The images beside a post are shown in it.

What is left over from drafts makes a repository heavy, and readers never see it. Images in the folder of a document,
and in folders below it, are looked for by their names in all documents of the project. It is said once for each
folder, of its first document.

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
    """Patterns of names that themes use without being told, in lower case."""

    def questions(self, _document: Document) -> Iterator[Unused]:
        yield Unused(Span(0, 0), _SUFFIXES)

    def judge(self, _question: Question, answer: Answer) -> Iterator[Finding]:
        for path in answer.paths if isinstance(answer, Others) else ():
            name = path.rpartition("/")[2].lower()
            if not any(fnmatchcase(name, pattern) for pattern in self.keep):
                yield Finding(None, f"No document shows the image “{path}”: show it, or delete it.")
