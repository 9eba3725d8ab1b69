"""Missing image files

Readers see a broken image. The rule looks for images in Markdown, HTML, and front matter where a browser or a site
generator does: next to the post, and in `static`, `public`, `assets`, `src`, and `content` in the folder of the post
and in the folders above it. Paths in front matter and paths that start with a slash may also be relative to any of the
folders above. Web URLs and paths that a template or script fills in are ignored.

```markdown bad world.path = "posts/2022/index.md", world.files = ["posts/2022/ogp.png", "posts/2022/Chart.png"]
---
featuredImage: ⟦2022/og.png⟧
---

![Speed](⟦speed.png⟧) and ![A chart](⟦chart.png⟧)

<img src="⟦steps.png⟧" srcset="⟦steps-2x.png⟧ 2x, ogp.png 1x" alt="Steps">

![The same again][speed]

[speed]: <⟦./speed.png⟧>
```

```markdown good world.path = "posts/2022/index.md", world.files = ["posts/2022/og p.png", "static/img/logo.png"]
---
featuredImage: "2022/og p.png"
cover: https://example.com/cover.png
---

![A preview](og%20p.png?raw=true) and ![Our logo](/img/logo.png)

![A chart]({{ site.cdn }}/chart.png) and ![one on the web](//example.com/x.png)
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import (
    Answer,
    Applicability,
    AskingRule,
    Document,
    Edit,
    Finding,
    Fix,
    Missing,
    OtherCase,
    Question,
    Severity,
    Target,
    There,
    names_image,
)

from ._sources import sources

_WINDOWS_PATH = r"[A-Za-z]:[\\/]|\\\\"
_OWN_FOLDER = r"(?:^|/)_?index\.[^/]*$"


class MissingFile(AskingRule):
    severity = Severity.ERROR

    def questions(self, document: Document) -> Iterator[Target]:
        yield from sources(document)

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        if not isinstance(question, Target):
            return
        match answer:
            case OtherCase(url=url):
                yield _other_case(question, url)
            case Missing(near=near) if not _is_published_elsewhere(question, near):
                yield _missing(question, near)
            case There(folder=True):
                yield Finding(question.span, f'Image path "{question.url}" is a folder; use the path of an image file')


def _other_case(question: Target, url: str) -> Finding:
    message = f'Wrong letter case in "{_path(question.url)}"; use "{_path(url)}"'
    fix = Fix(f'Replace with "{url}"', (Edit(question.span, url),), Applicability.SAFE)
    return Finding(question.span, message, fix)


def _is_published_elsewhere(question: Target, near: tuple[str, ...]) -> bool:
    """Whether a site generator or theme may find the image in another place.

    Some publish the folder ``_assets`` as ``assets``; some look up a mere file name in their image folders, unless the
    post has a folder of its own.
    """
    if any(other.replace("/_", "/") == question.url for other in near):
        return True
    is_name_alone = question.search and "/" not in question.url
    return is_name_alone and not near and not re.search(_OWN_FOLDER, question.document)


def _missing(question: Target, near: tuple[str, ...]) -> Finding:
    url = question.url
    if re.match(_WINDOWS_PATH, url):
        return Finding(question.span, f'Absolute Windows path "{url}"; use a relative path')
    if "\\" in url:
        slashed = url.replace("\\", "/")
        message = f'Backslash in image path "{url}"; use "{slashed}"'
        return Finding.replace(question.span, message, slashed)
    near = tuple(other for other in near if names_image(other))
    if not near:
        return Finding(question.span, f'Image file "{_path(url)}" not found')
    fix = Fix(f'Replace with "{near[0]}"', (Edit(question.span, near[0]),), Applicability.SUGGESTION)
    return Finding(question.span, f'Image file "{_path(url)}" not found; did you mean "{_path(near[0])}"?', fix)


def _path(url: str) -> str:
    """``url`` without its query and fragment."""
    return re.split(r"[?#]", url, maxsplit=1)[0]
