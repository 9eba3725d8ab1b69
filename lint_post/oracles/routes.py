"""Where an address leads that is a page's on the site and no file's: the one place that knows how generators route.

What is found is there. What is not found is missing only where that is sure: the page before the last slash is made of
a folder of documents, none of which goes by the name behind it. Elsewhere a theme or a script may make the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from lint_post.config.link_settings import LinkSettings
from lint_post.oracles.project import EntryKind, Folders
from lint_post.oracles.sites import PLAIN, Site, site_of
from lint_post.project.neighbors import Neighbors
from lint_post.project.outline import undated
from lint_post.rule.question import Answer, Missing, NotAsked, Target, There
from lint_post.store.ledger import Kind, Ledger

NO_ROUTE = NotAsked("file not found, but a site generator may create the page")
_DOCUMENTS = (".md", ".mdx", ".markdown", ".html", ".htm", ".rst", ".ipynb", ".qmd", ".Rmd", ".adoc")
_INDEXES = ("index", "_index", "README", "readme")
_INDEX_FILES = tuple(f"{index}{suffix}" for index in _INDEXES for suffix in _DOCUMENTS)
_MADE_BY_THEMES = re.compile(
    r"(?i)tags?|categor(?:y|ies)|authors?|series|topics?|page|archives?|keywords|people|users?|search|feed|rss|api|assets"
)
_NUMBER = re.compile(r"\d+\Z")
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?\Z")
_LEAST_DOCUMENTS = 3  # in a folder, for its pages to be made of them
_CLOSE = 0.8
_ELSEWHERE = There(".", folder=True)  # it is there; which file it is made of is not sure


class Routes:
    """Answers `Target` for addresses of pages. ``neighbors`` know what other documents of the project go by."""

    def __init__(
        self, folders: Folders, neighbors: Neighbors, settings: LinkSettings, ledger: Ledger | None = None
    ) -> None:
        self._folders = folders
        self._neighbors = neighbors
        self._settings = settings
        self._ledger = ledger or Ledger()
        self._sites: dict[tuple[Path, Path], tuple[Site | None, tuple[Path, ...]]] = {}

    def answer(self, question: Target, document: Path, root: Path) -> Answer:
        """Where ``question`` leads from ``document``, which is in the project ``root``."""
        site = self._site(document, root)
        return NO_ROUTE if site is None else _Route(question, document, root, site, self).answer()

    def _site(self, document: Path, root: Path) -> Site | None:
        """The site that ``document`` is a part of; what tells it is noted each time."""
        key = document.parent, root
        if key not in self._sites:
            looked_at: list[Path] = []

            def names(folder: Path) -> frozenset[str]:
                looked_at.append(folder)
                return frozenset(self.kinds(folder, root))

            site = site_of(document, root, names, self._settings.site)
            if folder := self._settings.site_root:
                site = Site(site.name if site else "plain", folder, (folder,), (folder,))
            elif site:
                site = site._replace(pages=(*site.pages, *self._languages(site, root)))
            self._sites[key] = site, tuple(looked_at)
        site, folders = self._sites[key]
        for folder in folders:
            self._ledger.note(Kind.LISTING, folder, root)
        return site

    def _languages(self, site: Site, root: Path) -> Iterator[Path]:
        """The folders of single languages, whose pages may have addresses without it."""
        for folder in site.pages:
            if folder != site.folder:
                kinds = self.kinds(folder, root)
                yield from (folder / name for name, kind in kinds.items() if kind == "folder" and _LANGUAGE.match(name))

    def kinds(self, folder: Path, root: Path) -> dict[str, EntryKind]:
        """What is in ``folder``, by name; nothing outside the project."""
        if not folder.is_relative_to(root):
            return {}
        listing = self._folders.listing(folder, root)
        return listing.kinds if listing else {}

    def documents(self, folder: Path, root: Path) -> list[str]:
        """The names of the pages that are made of what is right in ``folder``."""
        kinds = self.kinds(folder, root)
        files = [PurePosixPath(name) for name, kind in kinds.items() if kind == "file"]
        stems = [name.stem for name in files if name.suffix in _DOCUMENTS and name.stem not in _INDEXES]
        folders = [name for name, kind in kinds.items() if kind == "folder" and self._has_index(folder / name, root)]
        return [*map(undated, stems), *folders]

    def _has_index(self, folder: Path, root: Path) -> bool:
        kinds = self.kinds(folder, root)
        return any(name in kinds for name in _INDEX_FILES)

    def goes_by(self, name: str, site: Site, root: Path) -> bool:
        """Whether some document of ``site`` goes by ``name``: its file, folder, slug, address, or an old one."""
        inside = (folder.relative_to(root).as_posix() for folder in site.pages if folder.is_relative_to(root))
        folders = tuple(dict.fromkeys(inside))
        if self._neighbors.many:
            self._ledger.note(Kind.FOLDERS, "\0".join(folders), root)
        else:
            self._ledger.note(Kind.NAME, "\0".join((name, *folders)), root)
        return self._neighbors.goes_by(root, folders, name)


class _Route:
    """One address on its way."""

    def __init__(self, question: Target, document: Path, root: Path, site: Site, routes: Routes) -> None:
        self._question = question
        self._written = re.split(r"[?#]", question.url, maxsplit=1)[0]
        self._document = document
        self._root = root
        self._site = site
        self._routes = routes
        steps = [unquote(step) for step in self._written.split("/") if step not in ("", ".")]
        self._steps = steps[:-1] if steps[-1:] in (["index.html"], ["index.htm"]) else steps

    def answer(self) -> Answer:
        """There, missing, or `NO_ROUTE`."""
        if not self._steps:
            return _ELSEWHERE
        found = list(dict.fromkeys(filter(None, (self._at(base, self._steps) for base in self._bases()))))
        if found:  # of a relative address it is not sure whether it starts from the page's or from the file's
            return found[0] if len(found) == 1 or self._written.startswith("/") else _ELSEWHERE
        if self._may_be_made():
            return _ELSEWHERE
        return self._not_found()

    def _bases(self) -> Iterator[Path]:
        """The folders that the address may start from."""
        if self._written.startswith("/"):
            yield from dict.fromkeys((*self._site.pages, *self._site.assets))
            return
        yield self._document.parent
        yield self._document.with_suffix("")  # the page's address is a folder deeper than its file

    def _at(self, base: Path, steps: list[str]) -> There | None:
        path = base
        for step in steps:
            path = path.parent if step == ".." else path / step
        if path == self._root:
            return There(".", folder=True)
        if not path.is_relative_to(self._root):
            return None
        return self._file(path) or self._folder(path)

    def _file(self, path: Path) -> There | None:
        """The file that a page with the address ``path`` is made of, if it is beside others."""
        kinds = self._routes.kinds(path.parent, self._root)
        for name in _file_names(path.name):
            if kinds.get(name) == "file":
                return There(path.with_name(name).relative_to(self._root).as_posix())
        return None

    def _folder(self, path: Path) -> There | None:
        """The same if it has a folder to itself, or is the folder's."""
        if self._routes.kinds(path.parent, self._root).get(path.name) != "folder":
            return None
        kinds = self._routes.kinds(path, self._root)
        index = next((name for name in _INDEX_FILES if kinds.get(name) == "file"), None)
        found = path / index if index else path
        return There(found.relative_to(self._root).as_posix(), folder=index is None)

    def _may_be_made(self) -> bool:
        """Whether it is there in some other way: by a document's other name, below a language or a base path."""
        last = self._steps[-1]
        shorter = self._steps[1:]
        if last == ".." or (shorter and any(self._at(base, shorter) for base in self._bases())):
            return True
        return self._routes.goes_by(PurePosixPath(last).stem, self._site, self._root)

    def _not_found(self) -> Answer:
        *above, last = self._steps
        if self._site.name == PLAIN.name and self._written.startswith("/"):
            return Missing()
        if not self._written.startswith("/") or not above or not _is_made_of_a_document(above, last):
            return NO_ROUTE
        for base in self._site.pages:
            folder = base.joinpath(*above)
            made_of = self._routes.documents(folder, self._root) if folder.is_relative_to(self._root) else []
            if len(made_of) >= _LEAST_DOCUMENTS:
                return Missing(tuple(self._near(last, made_of)))
        return NO_ROUTE

    def _near(self, last: str, names: list[str]) -> Iterator[str]:
        from difflib import get_close_matches

        # Hugo publishes in lower case, whatever its files are called.
        known = {name.lower(): name.lower() if self._site.name == "hugo" else name for name in names}
        for name in map(known.__getitem__, get_close_matches(last.lower(), known, n=1, cutoff=_CLOSE)):
            head, slash, tail = self._written.rstrip("/").rpartition("/")
            rest = self._written[len(head + slash + tail) :] + self._question.url[len(self._written) :]
            yield f"{head}{slash}{name}{rest}"


def _file_names(name: str) -> Iterator[str]:
    """What the file of a page that is called ``name`` may be called."""
    yield name
    yield from (f"{name}{suffix}" for suffix in _DOCUMENTS)
    if name.endswith(".html"):
        yield from (f"{name.removesuffix('.html')}{suffix}" for suffix in _DOCUMENTS)


def _is_made_of_a_document(above: list[str], last: str) -> bool:
    """Whether no theme makes pages of this form by itself, as it does for tags, dates and further pages of a list."""
    if any(_MADE_BY_THEMES.fullmatch(step) or _NUMBER.match(step) for step in (*above, last)):
        return False
    return "." not in last and not _LANGUAGE.match(last)
