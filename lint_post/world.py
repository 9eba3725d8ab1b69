"""What there is around the documents of a run, as digests: an answer holds as long as those of its grounds do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from lint_post.codec import dumps
from lint_post.digest import digest
from lint_post.ledger import Ground, Kind
from lint_post.library import Library
from lint_post.oracles.outlines import members
from lint_post.oracles.project import Disk
from lint_post.oracles.sizes import size


class World:
    """Digests of grounds, each worked out once; ``documents_of`` gives all documents of a project."""

    def __init__(self, disk: Disk, library: Library, documents_of: Callable[[Path], Iterable[str]]) -> None:
        self._disk = disk
        self._library = library
        self._documents_of = documents_of
        self._known: dict[Ground, bytes] = {}

    def digest(self, grounds: Iterable[Ground]) -> bytes:
        """One digest of all ``grounds``, in their order."""
        return digest(*map(self._digest, grounds))

    def _digest(self, ground: Ground) -> bytes:
        known = self._known.get(ground)
        if known is None:
            known = self._known[ground] = self._look(ground)
        return known

    def _look(self, ground: Ground) -> bytes:
        match ground.kind:
            case Kind.LISTING:
                listing = self._disk.look(Path(ground.name), Path(ground.within))
                found = dumps(sorted(listing.kinds.items()) if listing else None)
            case Kind.OUTLINES:
                files = members(self._documents_of(Path(ground.name)), Path(ground.name))
                self._library.look_at(files)
                found = b"".join(self._library.outline_digest(file, path) for file, path in files)
            case Kind.OUTLINE:
                found = self._library.outline_digest(ground.name, ground.within)
            case Kind.ANCHORS:
                found = self._library.anchors_digest(ground.name)
            case Kind.SIZE:
                found = str(size(ground.name)).encode()
            case Kind.DAY:
                found = date.today().isoformat().encode()
            case Kind.ANYTHING:
                found = os.urandom(16)
        return digest(found)
