"""What a run knows of the files around its documents; made anew when files have changed."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lint_post.config.link_settings import LinkSettings
from lint_post.config.roots import Roots
from lint_post.oracles.project import Disk
from lint_post.project.contents import Contents
from lint_post.project.documents import Documents
from lint_post.project.library import Library
from lint_post.project.neighbors import Neighbors
from lint_post.store.ledger import Ledger
from lint_post.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from lint_post.oracles.oracle import Oracle
    from lint_post.rule.question import Answer, Question


class Nearby:
    """The disk and the documents on it."""

    def __init__(self, roots: Roots, documents: Documents, links: LinkSettings, store: Store, ledger: Ledger) -> None:
        self.roots = roots
        self.documents = documents
        self._links = links
        self._ledger = ledger
        self.disk = Disk(ledger)
        self.contents = Contents(store, of=str(Path.cwd()))
        self.library = Library(self.contents, store)
        self.neighbors = Neighbors(documents, self.library)

    def outlines(self, ask: Callable[[Question], Answer]) -> Oracle:
        """Who knows the other documents; ``ask`` answers where a link leads."""
        from lint_post.oracles.outlines import OutlineOracle

        return OutlineOracle(self.roots.of_file, self.neighbors, ask, self.library, self._ledger)

    def project(self) -> Oracle:
        """Who knows the files."""
        from lint_post.oracles.project import ProjectOracle
        from lint_post.oracles.routes import Routes

        routes = Routes(self.disk, self.neighbors, self._links, self._ledger)
        return ProjectOracle(self.roots.of_file, self.disk, routes.answer)

    def anchors(self, ask: Callable[[Question], Answer]) -> Oracle:
        """Who knows the headings and ids of documents."""
        from lint_post.oracles.anchors import AnchorOracle

        return AnchorOracle(self.roots.of_file, ask, self.library, self._ledger)

    def unused(self) -> Oracle:
        """Who knows which files no document names."""
        from lint_post.oracles.unused import UnusedOracle

        return UnusedOracle(self.roots.of_file, self.documents.of, self.library.text, self.disk, self._ledger)

    def sizes(self, ask: Callable[[Question], Answer]) -> Oracle:
        """Who knows how large files are."""
        from lint_post.oracles.sizes import SizeOracle

        return SizeOracle(self.roots.of_file, ask, ledger=self._ledger)

    @cached_property
    def repository_root(self) -> Path:
        """The root of the project that the working directory is in."""
        return self.roots.of_file("README.md")
