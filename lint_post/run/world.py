"""What there is around the documents of a run, as digests: an answer holds as long as those of its grounds do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from lint_post.oracles.project import Disk
from lint_post.oracles.sizes import size
from lint_post.project.library import Library
from lint_post.project.neighbors import Neighbors
from lint_post.store.ledger import Ground, Kind
from lint_post.text.digest import digest


class World:
    """Digests of grounds, each worked out once; ``proofreader`` says who proofreads."""

    def __init__(self, disk: Disk, library: Library, neighbors: Neighbors, proofreader: Callable[[], str]) -> None:
        self._disk = disk
        self._library = library
        self._neighbors = neighbors
        self._proofreader = proofreader
        self._known: dict[tuple[str, str, str], bytes] = {}

    def digest(self, grounds: Iterable[tuple[str, str, str]]) -> bytes:
        """One digest of all ``grounds``, in their order."""
        known = self._known
        parts = []
        for ground in grounds:
            part = known.get(ground)
            if part is None:
                part = known[ground] = self._look(Ground(Kind(ground[0]), *ground[1:]))
            parts.append(part)
        return digest(b"".join(parts))

    def _look(self, ground: Ground) -> bytes:
        match ground.kind:
            case Kind.LISTING:
                listing = self._disk.look(ground.name, ground.within)
                found = repr(sorted(listing.kinds.items())).encode("utf-8", "surrogatepass") if listing else b""
            case Kind.OUTLINES | Kind.SECTION | Kind.COLLECTION | Kind.FOLDERS | Kind.VALUE | Kind.NAME:
                found = self._around(ground)
            case Kind.OUTLINE:
                found = self._library.outline_digest(ground.name, ground.within)
            case Kind.ANCHORS:
                found = self._library.anchors_digest(ground.name)
            case Kind.SIZE:
                found = str(size(ground.name)).encode()
            case Kind.DAY:
                found = date.today().isoformat().encode()
            case Kind.PROOFREADER:
                found = self._proofreader().encode("utf-8", "surrogatepass")
            case Kind.ANYTHING:
                found = os.urandom(16)
        return digest(found)

    def _around(self, ground: Ground) -> bytes:
        """What the documents around one say."""
        neighbors, root, parts = self._neighbors, Path(ground.within), ground.name.split("\0")
        match ground.kind:
            case Kind.OUTLINES:
                return neighbors.project_digest(Path(ground.name))
            case Kind.SECTION:
                return neighbors.section_digest(root, ground.name)
            case Kind.COLLECTION:
                return neighbors.collection_digest(root, ground.name)
            case Kind.FOLDERS:
                return neighbors.folders_digest(root, tuple(parts))
            case Kind.VALUE:
                collection, key, value = ground.name.split("\0", 2)
                return neighbors.having_digest(root, collection, key, value)
            case _:
                return repr(neighbors.goes_by(root, tuple(parts[1:]), parts[0])).encode()
