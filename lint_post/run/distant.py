"""What a run asks beyond this machine's files: the web, databases of papers, a proofreader.

Made once, from settled settings: what they have been asked in a run is not asked again.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from lint_post.config.link_settings import LinkSettings
from lint_post.config.proofreader_settings import ProofreaderSettings
from lint_post.oracles.proofreader.installed import newest
from lint_post.rule.question import NotAsked, Proofread, Question
from lint_post.run.settings import Asking
from lint_post.store.ledger import Ledger
from lint_post.store.store import Store

if TYPE_CHECKING:
    from lint_post.oracles.oracle import Oracle
    from lint_post.oracles.proofreader.oracle import ProofreaderOracle
    from lint_post.oracles.records import RecordOracle
    from lint_post.oracles.web import WebOracle

OFFLINE = NotAsked("offline; use --online to check them")


class Distant:
    """The oracles of a run that take long.

    ``links`` says whether and how the web is asked, ``proofreading`` who proofreads; what is noted goes to ``ledger``,
    what is remembered to ``store``. Raises ConfigError if the web is asked and ``links`` does not say how.
    """

    def __init__(
        self, links: LinkSettings, proofreading: ProofreaderSettings, asking: Asking, store: Store, ledger: Ledger
    ) -> None:
        self.links = links
        self.proofreading = proofreading
        self._asking = asking
        self._store = store
        self._ledger = ledger
        if links.online:
            _ = self.web  # what is wrong with the settings is said before any work is done

    @cached_property
    def silent(self) -> frozenset[type[Question]]:
        """The kinds of questions that nobody answers in this run."""
        return frozenset() if self.proofreading.url or newest() else frozenset({Proofread})

    @property
    def takes_long(self) -> bool:
        """Whether some answers take so long that many are better asked at once."""
        return self.links.online or Proofread not in self.silent

    def prepare(self, questions: Iterable[Question], web_questions: Iterable[Question]) -> None:
        """Ask a proofreader all of ``questions`` at once, and the web all of ``web_questions``.

        Raises KeyboardInterrupt, after which what is not known yet is not asked any more.
        """
        if self.links.online:
            self._prepare_web(list(web_questions))
        if Proofread not in self.silent:
            try:
                self.proofreader.prepare(questions)
            except KeyboardInterrupt:
                self.proofreader.stop()
                raise

    def _prepare_web(self, questions: list[Question]) -> None:
        try:
            self.web.prepare(questions)
            self.records.prepare(questions)
        except KeyboardInterrupt:
            self.web.stop()
            self.records.stop()
            raise

    @cached_property
    def web(self) -> WebOracle:
        """What is on the web. Raises ConfigError."""
        from lint_post.oracles.web import WebOracle

        return WebOracle(self.links, self._store, self._ledger, self._asking.links_progress)

    @cached_property
    def records(self) -> RecordOracle:
        """What is on record of papers."""
        from lint_post.oracles.records import RecordOracle

        return RecordOracle(self.links, self._store, self._ledger)

    @cached_property
    def proofreader(self) -> ProofreaderOracle:
        """What a proofreader says of paragraphs."""
        from lint_post.oracles.proofreader.oracle import ProofreaderOracle

        return ProofreaderOracle(self.proofreading, self._store, self._ledger, self._asking.proofreading_progress)

    def web_or_nobody(self) -> Oracle:
        """Who answers what the web knows."""
        return self.web if self.links.online else Offline()

    def records_or_nobody(self) -> Oracle:
        """Who answers what is on record of papers."""
        return self.records if self.links.online else Offline()


class Offline:
    """Asks nobody."""

    def answer(self, _question: Question) -> NotAsked:
        """That nobody was asked."""
        return OFFLINE
