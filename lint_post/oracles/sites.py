"""Which site generator makes a site of some files, and where it takes pages and other files from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from lint_post.config.link_settings import SiteName

Names = Callable[[Path], frozenset[str]]
"""What is in a folder, by name."""


class Generator(NamedTuple):
    """A site generator: the files that tell it, and its folders of pages and of files that are taken as they are."""

    name: SiteName
    signs: tuple[str, ...]
    pages: tuple[str, ...]
    assets: tuple[str, ...]


class Site(NamedTuple):
    """A site below ``folder``; ``pages`` and ``assets`` are folders that represent its root."""

    name: SiteName
    folder: Path
    pages: tuple[Path, ...]
    assets: tuple[Path, ...]


_SCRIPTS = ("js", "mjs", "cjs", "ts", "mts")
_DATA = ("toml", "yaml", "yml", "json")


def _named(stem: str, suffixes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{stem}.{suffix}" for suffix in suffixes)


GENERATORS = (
    Generator("hugo", _named("hugo", _DATA), ("content",), ("static", "assets", "content")),
    Generator("docusaurus", _named("docusaurus.config", _SCRIPTS), (".", "docs", "src/pages"), ("static",)),
    Generator("astro", _named("astro.config", _SCRIPTS), ("src/pages", "src/content", "content"), ("public",)),
    Generator(
        "gatsby",
        _named("gatsby-config", _SCRIPTS),
        ("content", "src/pages", "content/blog", "content/posts", "src"),
        ("static", "content"),
    ),
    Generator("mkdocs", ("mkdocs.yml", "mkdocs.yaml"), ("docs",), ("docs",)),
    Generator("jekyll", ("_config.yml", "_config.yaml"), (".", "_pages", "_posts"), (".",)),
)
_OLD_HUGO = frozenset([*_named("config", _DATA), "config"])  # with a folder ``content`` next to it
PLAIN = Generator("plain", (), (".",), (".",))


def site_of(document: Path, root: Path, names: Names, wanted: SiteName = "auto") -> Site | None:
    """The site that ``document`` is a part of, from ``root`` down; None if it is unknown."""
    for folder in (document.parent, *document.parent.parents):
        generator = _generator(names(folder), wanted)
        if generator:
            return _site(generator, folder)
        if folder == root:
            break
    known = {generator.name: generator for generator in (*GENERATORS, PLAIN)}
    return _site(known[wanted], root) if wanted in known else None


def _site(generator: Generator, folder: Path) -> Site:
    pages = tuple(folder / name for name in generator.pages)
    return Site(generator.name, folder, pages, tuple(folder / name for name in generator.assets))


def _generator(names: frozenset[str], wanted: SiteName) -> Generator | None:
    for generator in GENERATORS:
        is_there = any(sign in names for sign in generator.signs)
        if generator.name == "hugo":
            is_there = is_there or ("content" in names and bool(_OLD_HUGO & names))
        if is_there and wanted in ("auto", generator.name):
            return generator
    return None
