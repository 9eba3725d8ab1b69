"""The images that a post shows are there.

A missing image is a broken picture on the page. Images in Markdown, in HTML and in the front matter are looked for
where a browser or a site generator would: beside the post and in `static`, `public`, `assets`, `src` and `content` here
and in the folders above; what stands in the front matter or begins with a slash also in these folders themselves.
Addresses on the web, and what a template or a script makes, are left alone.

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

_ONE_COMPUTER = r"[A-Za-z]:[\\/]|\\\\"
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
                yield Finding(question.span, f"“{question.url}” is a folder: name the image in it.")


def _other_case(question: Target, url: str) -> Finding:
    message = f"“{question.url}” is called “{url}”: on most servers upper and lower case are not the same name."
    fix = Fix(f"Write “{url}”.", (Edit(question.span, url),), Applicability.SAFE)
    return Finding(question.span, message, fix)


def _is_published_elsewhere(question: Target, near: tuple[str, ...]) -> bool:
    """Whether a site generator or a theme may well find the image.

    Some publish a folder ``_assets`` as ``assets``; some look up a name alone wherever they keep pictures, unless the
    post has a folder to itself.
    """
    if any(other.replace("/_", "/") == question.url for other in near):
        return True
    is_name_alone = question.search and "/" not in question.url
    return is_name_alone and not near and not re.search(_OWN_FOLDER, question.document)


def _missing(question: Target, near: tuple[str, ...]) -> Finding:
    url = question.url
    if re.match(_ONE_COMPUTER, url):
        message = f"“{url}” is a place on one computer: put the image beside the post, and name it from there."
        return Finding(question.span, message)
    if "\\" in url:
        slashed = url.replace("\\", "/")
        message = f"“{url}” leads nowhere: between folders stands a slash, as in “{slashed}”."
        return Finding.replace(question.span, message, slashed)
    near = tuple(other for other in near if names_image(other))
    if not near:
        return Finding(question.span, f"The image “{url}” is not there: add the file, or mend the path.")
    fix = Fix(f"Write “{near[0]}”.", (Edit(question.span, near[0]),), Applicability.SUGGESTION)
    return Finding(question.span, f"The image “{url}” is not there: did you mean “{near[0]}”?", fix)
