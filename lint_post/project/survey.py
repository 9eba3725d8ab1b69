"""Surveys a repository of posts: its site generator, its languages, and the common keys of front matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from lint_post.errors import FileError
from lint_post.markdown.front_matter import FrontMatter
from lint_post.parse.parser import parse
from lint_post.project.files import read

_GENERATORS = (
    ("Hugo", ("hugo.toml", "hugo.yaml", "hugo.json", "config.toml", "config/_default"), ("content", "archetypes")),
    ("Astro", ("astro.config.mjs", "astro.config.ts", "astro.config.js"), ()),
    ("Gatsby", ("gatsby-config.js", "gatsby-config.ts", "gatsby-config.mjs"), ()),
    ("Docusaurus", ("docusaurus.config.js", "docusaurus.config.ts"), ()),
    ("MkDocs", ("mkdocs.yml", "mkdocs.yaml"), ()),
    ("Eleventy", (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs"), ()),
    ("VitePress", (".vitepress", "docs/.vitepress"), ()),
    ("Franklin", ("Project.toml",), ("_layout",)),
    ("Jekyll", ("_config.yml", "_config.yaml"), ()),
)
_MOST_READ = 300  # documents; an even sample of more
_LEAST_POSTS = 10  # to speak of a habit
_HABIT = 0.95  # of the posts have a key


class Survey(NamedTuple):
    """The result. ``generator`` is None if unknown; ``languages`` are two-letter codes, most used first.

    ``documents``: how many there are; ``posts``: how many of those that were read have front matter; ``keys``: what
    nearly all of these have in it.
    """

    generator: str | None
    documents: int
    languages: tuple[str, ...]
    posts: int
    keys: tuple[str, ...]


def survey(folder: Path, files: Sequence[str], max_size: int) -> Survey:
    """Look at ``folder`` and the documents ``files`` in it."""
    step = max(1, len(files) // _MOST_READ)
    languages: Counter[str] = Counter()
    front_matters = []
    for file in files[::step]:
        try:
            document = parse(read(file, max_size))
        except FileError:
            continue
        languages[document.language] += 1
        if document.front_matter and not document.front_matter.problems:
            front_matters.append(document.front_matter)
    used = tuple(language for language, _ in languages.most_common())
    return Survey(generator(folder), len(files), used, len(front_matters), tuple(_habitual(front_matters)))


def generator(folder: Path) -> str | None:
    """The site generator whose files are in ``folder``."""
    for name, any_of, all_of in _GENERATORS:
        if any((folder / file).exists() for file in any_of) and all((folder / file).exists() for file in all_of):
            return name
    return None


def _habitual(front_matters: Sequence[FrontMatter]) -> Iterable[str]:
    if len(front_matters) < _LEAST_POSTS:
        return
    counts = Counter(field.key for front_matter in front_matters for field in front_matter.fields if field.value)
    for key, count in counts.most_common():
        if count >= _HABIT * len(front_matters):
            yield key
