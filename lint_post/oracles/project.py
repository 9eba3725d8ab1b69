"""Answers whether a file is there and what it is really called, from folder listings read once a run.

A target is never opened: its name is looked for, part by part, in the listing of the folder before it. So the answer
is the same on file systems that tell upper case from lower and on those that do not, and nothing outside the
project's root is touched, not through ``..`` and not through a symbolic link.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path, PurePath
from typing import Literal, NamedTuple, Protocol
from unicodedata import normalize

from lint_post.config.roots import absolute
from lint_post.rule.question import Answer, Missing, NotAsked, OtherCase, Target, There
from lint_post.store.ledger import Kind, Ledger

OUTSIDE = NotAsked("outside the project")
NO_SITE_ROOT = NotAsked('unknown folder for the site root "/"')
ASSET_FOLDERS = ("static", "public", "assets", "src", "content")
_SITE_ROOTS = ("static", "public")  # what is in them is published right under the site's root
MOST_NEAR = 3
_CLOSE = 0.8
_UNSAFE_IN_URL = re.compile(r"""[\s%?#()<>"\\]""")

EntryKind = Literal["file", "folder", "outside", "nothing"]


class Listing:
    """What is in one folder: its names as they are written there, and what they are."""

    def __init__(self, kinds: dict[str, EntryKind]) -> None:
        self.kinds = kinds

    def exact(self, name: str) -> list[str]:
        """The entry called ``name``, if it is there; composed and decomposed accents are one."""
        if name in self.kinds:
            return [name]
        composed = normalize("NFC", name)
        return [other for other in self.any_case(name) if normalize("NFC", other) == composed][:1]

    def any_case(self, name: str) -> list[str]:
        """The entries that are called ``name`` but for upper and lower case."""
        return self._folded.get(_fold(name), [])

    def stems(self, kind: EntryKind) -> list[tuple[str, str, str]]:
        """(name, folded stem, folded suffix) of the entries that are a ``kind``."""
        return [row for row in self._stems if self.kinds[row[0]] == kind]

    @cached_property
    def _stems(self) -> list[tuple[str, str, str]]:
        paths = [(name, PurePath(name.casefold())) for name in self.kinds]
        return [(name, path.stem, path.suffix) for name, path in paths]

    @cached_property
    def _folded(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {}
        for name in sorted(self.kinds):
            table.setdefault(_fold(name), []).append(name)
        return table


def _fold(name: str) -> str:
    return normalize("NFC", normalize("NFC", name).casefold())


class Folders(Protocol):
    """Where listings come from: the disk, or a pretend world."""

    def leaves(self, folder: Path, root: Path, /) -> bool:
        """Whether ``folder``, which is below ``root`` by its name, is elsewhere by a symbolic link."""

    def listing(self, folder: Path, root: Path, /) -> Listing | None:
        """What is in ``folder``; None if it is none. What links lead out of ``root`` is ``outside``."""


class Disk:
    """Listings of real folders, each read once."""

    def __init__(self, ledger: Ledger | None = None) -> None:
        self._ledger = ledger or Ledger()
        self._listings: dict[tuple[str, str], Listing | None] = {}
        self._real: dict[str, str] = {}
        self._leaves: dict[tuple[str, str], bool] = {}

    def leaves(self, folder: Path, root: Path) -> bool:
        """Whether ``folder``, which is below ``root`` by its name, is elsewhere by a symbolic link."""
        return self._leaves_root(str(folder), str(root))

    def _leaves_root(self, folder: str, root: str) -> bool:
        if (folder, root) not in self._leaves:
            self._leaves[folder, root] = not Path(self._resolve(folder)).is_relative_to(self._resolve(root))
        return self._leaves[folder, root]

    def _resolve(self, folder: str) -> str:
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder)  # Path.resolve raises for a link that loops
        return self._real[folder]

    def listing(self, folder: Path, root: Path) -> Listing | None:
        """What is in ``folder``; None if it is none or cannot be read."""
        self._ledger.note(Kind.LISTING, folder, root)
        return self.look(str(folder), str(root))

    def look(self, folder: str, root: str) -> Listing | None:
        """The same for who does not answer questions."""
        if (folder, root) not in self._listings:
            self._listings[folder, root] = self._list(folder, root)
        return self._listings[folder, root]

    def _list(self, folder: str, root: str) -> Listing | None:
        try:
            with os.scandir(folder) as entries:
                return Listing({entry.name: self._kind(entry, root) for entry in entries})
        except OSError:
            return None

    def _kind(self, entry: os.DirEntry[str], root: str) -> EntryKind:
        if entry.is_symlink():
            if self._leaves_root(entry.path, root):
                return "outside"
            if not os.path.exists(entry.path):  # noqa: PTH110 – Path.exists raises for a link that loops
                return "nothing"
        return "folder" if entry.is_dir() else "file"


class ProjectOracle:
    """Answers `Target`; ``root_of`` gives the root of the project that a document belongs to.

    ``route`` says where the address of a page leads that is no file's: of the question, from the document's file, in
    the project at a root.
    """

    def __init__(
        self,
        root_of: Callable[[str], Path],
        folders: Folders | None = None,
        route: Callable[[Target, Path, Path], Answer] | None = None,
    ) -> None:
        self._root_of = root_of
        self._folders = folders or Disk()
        self._route = route

    def answer(self, question: Target) -> Answer:
        """What is there; `NotAsked` for what is outside the document's project."""
        root = self._root_of(question.document)
        if not (question.route and self._route):
            return _Search(question, root, self._folders).answer()
        page = self._route(question, absolute(question.document), root)
        if isinstance(page, There):
            return page
        found = _Search(question, root, self._folders).answer()
        return found if found is OUTSIDE or isinstance(found, There) else page


class _Found(NamedTuple):
    """What a way down the folders led to, and the real names along it."""

    path: Path
    names: tuple[str, ...]
    kind: EntryKind


class _Search:
    """One question on its way through the folders."""

    def __init__(self, question: Target, root: Path, folders: Folders) -> None:
        self.root = root
        self.folders = folders
        self.document = absolute(question.document)
        self.search = question.search
        self.assets = question.assets or question.search
        self.written = re.split(r"[?#]", question.url, maxsplit=1)[0]
        self.rest = question.url[len(self.written) :]
        self.parts = self.written.split("/")
        self.up, self.steps = _normalise(self.parts)

    def answer(self) -> Answer:
        """There, there by another case, outside or missing – in this order over all places looked at."""
        if not self.written:
            return self._there(self.document, folder=False)
        beside, *others = [self._start(base, up) for base, up in self._bases()]
        starts = [start for start in (beside, *others) if start]
        for find in (Listing.exact, Listing.any_case):
            found = [way for start in starts for names in self._names() for way in self._ways(start, names, find)]
            inside = next((way for way in found if way.kind in ("file", "folder")), None)
            if inside and find is Listing.exact:
                return self._there(inside.path, folder=inside.kind == "folder")
            if inside:
                return OtherCase(self._url(inside.names))
            if any(way.kind == "outside" for way in found):
                return OUTSIDE
        return self._not_found(starts, beside) if beside else OUTSIDE

    def _not_found(self, starts: list[Path], beside: Path) -> Answer:
        near = self._near(starts if self.search else [beside])
        return Missing(near) if near or self._is_root_known(starts) else NO_SITE_ROOT

    def _is_root_known(self, starts: list[Path]) -> bool:
        """Whether a URL that begins with a slash leads to a folder that is there, so that only the file is missing."""
        if not (self.search and self.written.startswith("/")):
            return True
        folders = next(self._names())[:-1]
        if folders:
            return any(way for start in starts for way in self._ways(start, folders, Listing.exact))
        return any(start.name in _SITE_ROOTS and self.folders.listing(start, self.root) for start in starts)

    def _there(self, path: Path, *, folder: bool) -> There:
        return There(path.relative_to(self.root).as_posix(), folder)

    def _bases(self) -> Iterator[tuple[Path, int]]:
        """The folders that the URL may be relative to, and how many folders up it then leads; the likeliest first.

        A page's address need not be as deep as its file, so ``../`` counts beside the document only.
        """
        beside = self.root if self.written.startswith("/") and not self.search else self.document.parent
        yield beside, self.up
        for folder in (self.document.parent, *self.document.parent.parents) if self.assets else ():
            if self.search and folder != beside:
                yield folder, 0
            yield from ((folder / name, 0) for name in ASSET_FOLDERS)
            if folder == self.root:
                return

    def _start(self, base: Path, up: int) -> Path | None:
        """The folder that the way down begins in; None outside the project."""
        for _ in range(up):
            if base == self.root:
                return None
            base = base.parent
        return None if self.folders.leaves(base, self.root) else base

    def _names(self) -> Iterator[tuple[str, ...]]:
        """The names along the way, decoded, and as written where that is something else."""
        written = tuple(self.parts[step] for step in self.steps)
        decoded = tuple(_decode(name) for name in written)
        yield decoded
        if decoded != written:
            yield written

    def _ways(self, folder: Path, names: tuple[str, ...], find: _Find) -> Iterator[_Found]:
        """The ways from ``folder`` down along ``names``; they end early where a link leads out of the project."""
        if not names:
            yield _Found(folder, (), "folder")
            return
        listing = self.folders.listing(folder, self.root)
        for name in find(listing, names[0]) if listing else ():
            kind = listing.kinds[name] if listing else "nothing"
            if kind == "folder":
                for way in self._ways(folder / name, names[1:], find):
                    yield way._replace(names=(name, *way.names))
            elif kind == "outside" or (kind == "file" and len(names) == 1):
                yield _Found(folder / name, (name,), kind)

    def _url(self, names: tuple[str, ...]) -> str:
        """The question's URL with ``names`` along its way, encoded as it is."""
        parts = list(self.parts)
        literal = " " in self.written or (self.search and "%" not in self.written)
        for step, name in zip(self.steps, names, strict=True):
            if name not in (parts[step], _decode(parts[step])):
                parts[step] = name if literal else _UNSAFE_IN_URL.sub(lambda match: f"%{ord(match[0]):02X}", name)
        return "/".join(parts) + self.rest

    def _near(self, starts: list[Path]) -> tuple[str, ...]:
        """URLs that lead to a file and differ from the question's in one name, which is close."""
        names = next(self._names())
        urls = [self._url(near) for start in starts for near in self._close_ways(start, names)]
        return tuple(dict.fromkeys(urls))[:MOST_NEAR]

    def _close_ways(self, folder: Path, names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for index, name in enumerate(names):
            listing = self.folders.listing(folder, self.root)
            if listing is None:
                return
            real = listing.exact(name)
            if not real:
                for other in _closest(name, listing, "file" if index == len(names) - 1 else "folder"):
                    for way in self._ways(folder / other, names[index + 1 :], Listing.exact):
                        yield (*names[:index], other, *way.names)
                return
            folder /= real[0]


_Find = Callable[[Listing, str], list[str]]


def _decode(name: str) -> str:
    """``name`` without percent-encoding."""
    if "%" not in name:
        return name
    from urllib.parse import unquote

    return unquote(name)


def _normalise(parts: list[str]) -> tuple[int, list[int]]:
    """How many folders up a path leads, and which of its ``parts`` then lead down."""
    up = 0
    steps: list[int] = []
    for index, part in enumerate(parts):
        if part == ".." and steps:
            steps.pop()
        elif part == "..":
            up += 1
        elif part not in ("", "."):
            steps.append(index)
    return up, steps


def _closest(name: str, listing: Listing, kind: EntryKind) -> list[str]:
    """What ``name`` was clearly meant to be in ``listing``, best first; only an equal stem may have another ending."""
    from difflib import SequenceMatcher

    wanted = PurePath(name.casefold())
    half = max(1, len(wanted.stem) // 2)  # one of the two is intact in what is clearly close, and cheaply compared
    first, last = wanted.stem[:half], wanted.stem[-half:]
    matcher = SequenceMatcher(b=wanted.stem, autojunk=False)
    scored = []
    for other, stem, suffix in listing.stems(kind):
        if not (stem.startswith(first) or stem.endswith(last)) or (suffix != wanted.suffix and stem != wanted.stem):
            continue
        matcher.set_seq1(stem)
        if matcher.real_quick_ratio() >= _CLOSE and matcher.quick_ratio() >= _CLOSE and matcher.ratio() >= _CLOSE:
            scored.append((-matcher.ratio(), other))
    return [other for _, other in sorted(scored)[:MOST_NEAR]]
