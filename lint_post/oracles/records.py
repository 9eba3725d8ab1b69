"""Answers `Record`: what arXiv and Crossref have on record of papers; one query for many, remembered for good."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from lint_post import __version__
from lint_post.config.link_settings import LinkSettings
from lint_post.rule.question import INTERRUPTED, Answer, Missing, NotAsked, Paper, Question, Record
from lint_post.store.codec import CodecError, dumps, loads
from lint_post.store.ledger import Kind, Ledger
from lint_post.store.store import Store
from lint_post.text.digest import digest

if TYPE_CHECKING:
    import httpx

Service = Literal["arxiv", "doi"]
_AT_ONCE = {"arxiv": 50, "doi": 20}  # papers in a query
_BETWEEN = {
    "arxiv": 3.0,
    "doi": 0.2,
}  # seconds between two queries, as arXiv's terms of use and Crossref's etiquette ask
_PATIENCE = 30.0
_RETRIES = 2
_LONGEST_WAIT = 60.0
_ATOM = "{http://www.w3.org/2005/Atom}"
_BUSY = (429, 500, 502, 503, 504)


class RecordOracle:
    """Answers `Record` from the services that ``settings`` name; ``store`` remembers what they said."""

    def __init__(self, settings: LinkSettings, store: Store | None = None, ledger: Ledger | None = None) -> None:
        self._addresses: dict[Service, str] = {"arxiv": settings.arxiv, "doi": settings.crossref}
        self._store = store or Store()
        self._ledger = ledger or Ledger()
        self._answers: dict[tuple[Service, str], Answer] = {}
        self._last: dict[Service, float] = {}
        self._is_stopped = False

    def answer(self, question: Record) -> Answer:
        """The record of the question's paper; `Missing` if the service has none."""
        self._ledger.note(Kind.ANYTHING)
        if (question.service, question.identifier) not in self._answers:
            self.prepare([question])
        return self._answers.get((question.service, question.identifier), INTERRUPTED)

    def prepare(self, questions: Iterable[Question]) -> None:
        """Ask for all records that are not known yet, in as few queries as can be."""
        if self._is_stopped:
            return
        wanted: dict[Service, set[str]] = {"arxiv": set(), "doi": set()}
        for question in questions:
            if isinstance(question, Record) and (question.service, question.identifier) not in self._answers:
                wanted[question.service].add(question.identifier)
        for service, identifiers in wanted.items():
            new = [one for one in sorted(identifiers) if not self._recall(service, one)]
            for at in range(0, len(new), _AT_ONCE[service]):
                self._ask(service, new[at : at + _AT_ONCE[service]])

    def stop(self) -> None:
        """Ask nothing any more; what is not known stays so."""
        self._is_stopped = True

    def _recall(self, service: Service, identifier: str) -> bool:
        key = _key(service, identifier)
        row = self._store.get([key], lasting=True).get(key)
        try:
            known = Paper(*loads(row)) if row else None
        except (CodecError, TypeError):
            known = None
        if known:
            self._answers[service, identifier] = known
        return known is not None

    def _ask(self, service: Service, identifiers: list[str]) -> None:
        try:
            found = self._papers(service, identifiers)
        except _NoAnswerError as error:
            for identifier in identifiers:
                self._answers[service, identifier] = NotAsked(f"{_NAMES[service]} request failed: {error}")
            return
        for identifier in identifiers:
            paper = found.get(identifier)
            self._answers[service, identifier] = paper or Missing()
            if paper:
                row = dumps((paper.title, paper.authors))
                self._store.put(_key(service, identifier), row, lasting=True)

    def _papers(self, service: Service, identifiers: list[str]) -> Mapping[str, Paper]:
        """The records there are, by identifier. Raises _NoAnswerError."""
        count = str(len(identifiers))
        if service == "arxiv":
            return dict(_of_atom(self._get(service, {"id_list": ",".join(identifiers), "max_results": count}).content))
        filters = ",".join(f"doi:{identifier}" for identifier in identifiers)
        query = {"filter": filters, "rows": count, "select": "DOI,title,author"}
        try:
            return dict(_of_crossref(self._get(service, query).json()))
        except ValueError as error:
            raise _NoAnswerError("invalid response") from error

    def _get(self, service: Service, query: Mapping[str, str]) -> httpx.Response:
        import httpx

        headers = {"User-Agent": f"lint-post/{__version__}"}
        with httpx.Client(timeout=_PATIENCE, follow_redirects=True, headers=headers) as client:
            for left in reversed(range(_RETRIES + 1)):
                self._wait(service)
                try:
                    response = client.get(self._addresses[service], params=dict(query))
                except httpx.HTTPError as error:
                    raise _NoAnswerError(str(error) or type(error).__name__) from error
                finally:
                    self._last[service] = time.monotonic()
                if response.status_code not in _BUSY or not left:
                    break
                time.sleep(_pause(response.headers.get("retry-after", "")))
        if response.status_code != 200:
            raise _NoAnswerError(f"HTTP status {response.status_code}")
        return response

    def _wait(self, service: Service) -> None:
        """Keep to the service's pace."""
        if service in self._last:
            time.sleep(max(0.0, self._last[service] + _BETWEEN[service] - time.monotonic()))


_NAMES = {"arxiv": "arXiv", "doi": "Crossref"}


class _NoAnswerError(Exception):
    """A service said nothing that helps."""


def _pause(retry_after: str) -> float:
    return min(float(retry_after), _LONGEST_WAIT) if retry_after.isdecimal() else 1.0


def _key(service: Service, identifier: str) -> bytes:
    return digest(service.encode(), identifier.encode())


def _of_atom(data: bytes) -> Iterator[tuple[str, Paper]]:
    """The papers in arXiv's answer (https://info.arxiv.org/help/api/user-manual.html), by their ids without version."""
    from xml.etree import ElementTree

    try:
        feed = ElementTree.fromstring(data)  # noqa: S314 – expat refuses what grows too much, and loads nothing
    except ElementTree.ParseError as error:
        raise _NoAnswerError("invalid response") from error
    for entry in feed.iter(f"{_ATOM}entry"):
        match = re.search(r"/abs/(.+?)(?:v\d+)?\Z", (entry.findtext(f"{_ATOM}id") or "").strip())
        title = " ".join((entry.findtext(f"{_ATOM}title") or "").split())
        authors = [" ".join((name.text or "").split()) for name in entry.iter(f"{_ATOM}name")]
        if match and title:
            yield match[1], Paper(title, tuple(filter(None, authors)))


def _of_crossref(document: Any) -> Iterator[tuple[str, Paper]]:
    """The papers in Crossref's answer (https://api.crossref.org/swagger-ui/index.html), by DOI in lower case."""
    items = document.get("message", {}).get("items", []) if isinstance(document, dict) else []
    for item in items:
        title = " ".join(" ".join(item.get("title") or [""])[:1000].split())
        names = [_name(author) for author in item.get("author") or []]
        if item.get("DOI") and title:
            yield item["DOI"].lower(), Paper(re.sub(r"<[^<>]*>", "", title), tuple(filter(None, names)))


def _name(author: Mapping[str, str]) -> str:
    return f"{author.get('given', '')} {author.get('family') or author.get('name', '')}".strip()
