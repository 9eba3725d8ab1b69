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
    Attribute,
    Document,
    Edit,
    Field,
    Finding,
    Fix,
    FrontMatter,
    Image,
    ImageReference,
    Missing,
    OtherCase,
    Question,
    Severity,
    Span,
    Tag,
    Target,
    There,
)

_ELSEWHERE = r"[A-Za-z][A-Za-z0-9+.-]+:|//|#|\?|[@~:]"  # a scheme, another host, an alias of a bundler
_MADE = r"[{}<>$*]|%[A-Z_]{3,}%|\.\.\.|…|\bpath/to/"  # by a template or a script, or an example of a path
_ONE_COMPUTER = r"[A-Za-z]:[\\/]|\\\\"
_SOURCES = {"img": ("src", "srcset"), "source": ("src", "srcset"), "video": ("poster",)}
_OWN_FOLDER = r"(?:^|/)_?index\.[^/]*$"
_CANDIDATE = r"[\s,]*(?P<url>[^\s,]\S*?)(?:,+(?=\s|\Z)|\Z|\s+[^,]*(?:,|\Z))"
_IMAGE_KEY = (
    r"(?i)image|img|cover|thumb|banner|hero|poster|photo|picture|avatar|logo|teaser|preview|screenshot|card|icon"
)
_WORDS_KEY = r"(?i)alt|caption|title|desc|credit|text|name"
_IMAGE_NAME = r"(?i)[^\r\n]+\.(?:png|jpe?g|gif|svg|webp|avif|bmp|ico|tiff?)(?:[?#].*)?"


class MissingFile(AskingRule):
    severity = Severity.ERROR

    def questions(self, document: Document) -> Iterator[Target]:
        if document.front_matter:
            yield from _in_front_matter(document.front_matter)
        for span, url in _in_markdown(document):
            if _is_path(url):
                yield Target(span, url, search=url.startswith("/"), assets=True)
        for span, url in _in_html(document):
            if _is_path(url):
                # No generator mends the paths in HTML, so they start from the page's address, not from its file.
                yield Target(span, url.replace("\\", "/"), search=url.startswith(("/", "../")), assets=True)

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


def _is_path(url: str) -> bool:
    return bool(url) and not re.match(_ELSEWHERE, url) and not re.search(_MADE, url)


def _in_markdown(document: Document) -> Iterator[tuple[Span, str]]:
    for image in document.find(Image):
        yield image.url_span, image.url
    for identifier in dict.fromkeys(image.identifier for image in document.find(ImageReference)):
        if definition := document.definitions.get(identifier):
            yield definition.url_span, definition.url


def _in_html(document: Document) -> Iterator[tuple[Span, str]]:
    for tag in document.tags:
        if tag.kind in ("open", "void"):
            yield from _sources(tag)


def _sources(tag: Tag) -> Iterator[tuple[Span, str]]:
    for name in _SOURCES.get(tag.name, ()):
        attribute = tag.attribute(name)
        if attribute is None or attribute.value is None:
            continue
        if name == "srcset":
            yield from _candidates(attribute, attribute.value)
        else:
            url = attribute.value.strip()
            start = attribute.value.find(url)
            yield attribute.at(start, start + len(url)), url


def _candidates(srcset: Attribute, value: str) -> Iterator[tuple[Span, str]]:
    for candidate in re.finditer(_CANDIDATE, value):
        yield srcset.at(*candidate.span("url")), candidate["url"]


def _in_front_matter(front_matter: FrontMatter) -> Iterator[Target]:
    for field in front_matter.walk():
        if isinstance(field.value, str) and _names_image(field, field.value):
            yield Target(field.text_span, field.value, search=True)


def _names_image(field: Field, value: str) -> bool:
    """Whether ``field`` says which image to show, by a path and not by what only a theme or a server can find."""
    if re.search(_WORDS_KEY, field.key) or not any(re.search(_IMAGE_KEY, str(key)) for key in field.path):
        return False
    return bool(re.fullmatch(_IMAGE_NAME, value)) and _is_path(value)


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
    near = tuple(other for other in near if re.fullmatch(_IMAGE_NAME, other))
    if not near:
        return Finding(question.span, f"The image “{url}” is not there: add the file, or mend the path.")
    fix = Fix(f"Write “{near[0]}”.", (Edit(question.span, near[0]),), Applicability.SUGGESTION)
    return Finding(question.span, f"The image “{url}” is not there: did you mean “{near[0]}”?", fix)
