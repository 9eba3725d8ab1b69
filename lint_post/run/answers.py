"""Who answers which question about real folders, and on what grounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lint_post.config.link_settings import LinkSettings
from lint_post.config.proofreader_settings import ProofreaderSettings
from lint_post.config.roots import Roots
from lint_post.oracles.oracle import Oracle, Oracles
from lint_post.oracles.proofreader.installed import NOT_INSTALLED, newest
from lint_post.rule.finding import STDIN_NAME
from lint_post.rule.question import (
    ADDRESSED,
    Anchor,
    Answer,
    Draft,
    Fetch,
    Habit,
    NotAsked,
    Proofread,
    Question,
    Record,
    Size,
    Spelling,
    Target,
    Today,
    Twins,
    Unused,
)
from lint_post.store.ledger import Ledger
from lint_post.store.store import Store

if TYPE_CHECKING:
    from lint_post.oracles.own_repository import OwnRepository
    from lint_post.oracles.project import Disk
    from lint_post.oracles.proofreader.oracle import ProofreaderOracle
    from lint_post.oracles.records import RecordOracle
    from lint_post.oracles.web import WebOracle
    from lint_post.oracles.web.oracle import Progress
    from lint_post.project.contents import Contents
    from lint_post.project.library import Library
    from lint_post.run.world import World

OFFLINE = NotAsked("offline; use --online to check them")
NO_PLACE = NotAsked("standard input has no folder; set one with --stdin-filename")


class Answers:
    """The oracles of a run. ``documents_of`` gives all documents of a project; ``store`` remembers what they say.

    ``links`` says whether and how the web is asked, ``proofreading`` who proofreads; ``progress`` and
    ``proofreading_progress`` are told how far that is.
    """

    links = LinkSettings()
    proofreading = ProofreaderSettings()
    progress: Progress | None = None
    proofreading_progress: Progress | None = None

    def __init__(self, roots: Roots, documents_of: Callable[[Path], Iterable[str]], store: Store) -> None:
        self.ledger = Ledger()
        self._roots = roots
        self._documents_of = documents_of
        self._store = store
        self._oracles = Oracles(
            {
                Target: self._project,
                Anchor: self._anchors,
                Twins: lambda: self._outlines,
                Draft: lambda: self._outlines,
                Habit: lambda: self._outlines,
                Spelling: lambda: self._outlines,
                Unused: self._unused,
                Size: self._sizes,
                Today: self._today,
                Fetch: self._web,
                Record: self._records,
                Proofread: lambda: self.proofreader,
            },
            self.ledger,
        )

    def ask(self, question: Question) -> Answer:
        """The answer to ``question``; `NotAsked` if there is none to be had."""
        if isinstance(question, ADDRESSED) and question.document == STDIN_NAME:
            return NO_PLACE
        if type(question) in self.silent:  # a run in which somebody answers looks at the document anew
            return NotAsked(NOT_INSTALLED, is_failure=self.proofreading.is_wanted)
        if isinstance(question, Fetch) and (own := self._own.answer(question)) is not None:
            return own
        return self._oracles.ask(question)

    def ask_as(self, links: LinkSettings, proofreading: ProofreaderSettings) -> None:
        """Ask the web as ``links`` say from now on, and a proofreader as ``proofreading`` does. Raises ConfigError."""
        if proofreading != self.proofreading:
            self.proofreading = proofreading
            for name in ("proofreader", "silent"):
                self.__dict__.pop(name, None)
        if links != self.links:
            self.links = links
            self.__dict__.pop("web", None)
            self.__dict__.pop("records", None)
        if links.online:
            _ = self.web  # what is wrong with the settings is said before any work is done

    @cached_property
    def silent(self) -> frozenset[type[Question]]:
        """The kinds of questions that nobody answers in this run."""
        return frozenset() if self.proofreading.url or newest() else frozenset({Proofread})

    @property
    def takes_long(self) -> bool:
        """Whether some answers take so long that much is better asked at once."""
        return self.links.online or Proofread not in self.silent

    def prepare(self, questions: Iterable[Question]) -> None:
        """Ask all that takes long at once.

        Raises KeyboardInterrupt, after which what is not known yet is not asked any more.
        """
        questions = list(questions)
        self._prepare_web(questions)
        if Proofread not in self.silent:
            try:
                self.proofreader.prepare(questions)
            except KeyboardInterrupt:
                self.proofreader.stop()
                raise

    def _prepare_web(self, questions: list[Question]) -> None:
        if self.links.online:
            asked = [one for one in questions if not (isinstance(one, Fetch) and self._own.answer(one))]
            try:
                self.web.prepare(asked)
                self.records.prepare(asked)
            except KeyboardInterrupt:
                self.web.stop()
                self.records.stop()
                raise

    def forget(self) -> None:
        """Look at everything anew from now on, because files have changed."""
        self._oracles.forget()
        for name in ("disk", "contents", "library", "world", "_outlines", "_own"):
            self.__dict__.pop(name, None)

    @cached_property
    def disk(self) -> Disk:
        """What is in the folders."""
        from lint_post.oracles.project import Disk

        return Disk(self.ledger)

    @cached_property
    def library(self) -> Library:
        """What is in the documents."""
        from lint_post.project.library import Library

        return Library(self.contents, self._store)

    @cached_property
    def contents(self) -> Contents:
        """What files say, by digest."""
        from lint_post.project.contents import Contents

        return Contents(self._store, of=str(Path.cwd()))

    @cached_property
    def world(self) -> World:
        """Whether all that is still the same."""
        from lint_post.run.world import World

        return World(self.disk, self.library, self._documents_of, self._who_proofreads)

    def _who_proofreads(self) -> str:
        return self.proofreader.identity()

    @cached_property
    def _outlines(self) -> Oracle:
        from lint_post.oracles.outlines import OutlineOracle

        return OutlineOracle(self._roots.of_file, self._documents_of, self.ask, self.library, self.ledger)

    def _project(self) -> Oracle:
        from lint_post.oracles.project import ProjectOracle
        from lint_post.oracles.routes import Routes

        routes = Routes(self.disk, self._documents_of, self.library, self.links, self.ledger)
        return ProjectOracle(self._roots.of_file, self.disk, routes.answer)

    def _anchors(self) -> Oracle:
        from lint_post.oracles.anchors import AnchorOracle

        return AnchorOracle(self._roots.of_file, self.ask, self.library, self.ledger)

    def _unused(self) -> Oracle:
        from lint_post.oracles.unused import UnusedOracle

        return UnusedOracle(self._roots.of_file, self._documents_of, self.library.text, self.disk, self.ledger)

    def _sizes(self) -> Oracle:
        from lint_post.oracles.sizes import SizeOracle

        return SizeOracle(self._roots.of_file, self.ask, ledger=self.ledger)

    @cached_property
    def _own(self) -> OwnRepository:
        """What is in the repository that the run is in."""
        from lint_post.oracles.own_repository import OwnRepository

        return OwnRepository(self._roots.of_file("README.md"), self._oracles.ask)

    @cached_property
    def web(self) -> WebOracle:
        """What is on the web. Raises ConfigError."""
        from lint_post.oracles.web import WebOracle

        return WebOracle(self.links, self._store, self.ledger, self.progress)

    def _web(self) -> Oracle:
        return self.web if self.links.online else _Offline()

    @cached_property
    def records(self) -> RecordOracle:
        """What is on record of papers."""
        from lint_post.oracles.records import RecordOracle

        return RecordOracle(self.links, self._store, self.ledger)

    @cached_property
    def proofreader(self) -> ProofreaderOracle:
        """What a proofreader says of paragraphs."""
        from lint_post.oracles.proofreader.oracle import ProofreaderOracle

        return ProofreaderOracle(self.proofreading, self._store, self.ledger, self.proofreading_progress)

    def _records(self) -> Oracle:
        return self.records if self.links.online else _Offline()

    def _today(self) -> Oracle:
        from lint_post.oracles.today import TodayOracle

        return TodayOracle(ledger=self.ledger)


class _Offline:
    """Asks nobody."""

    def answer(self, _question: Question) -> NotAsked:
        return OFFLINE
