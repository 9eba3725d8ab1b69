"""Who answers `Fetch`: plans what to ask, asks it, and remembers."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from urllib.request import getproxies_environment, proxy_bypass_environment  # type: ignore[attr-defined]

import httpx

from lint_post.config.link_settings import LinkSettings
from lint_post.errors import ConfigError
from lint_post.oracles.web import urls
from lint_post.oracles.web.addresses import Allowed, Resolver, is_public
from lint_post.oracles.web.failures import PrivateError, ProxyUnusableError
from lint_post.oracles.web.hosts import Hosts
from lint_post.oracles.web.memory import Memory
from lint_post.oracles.web.outcome import Outcome
from lint_post.oracles.web.pages import part_of
from lint_post.oracles.web.plan import carry_out
from lint_post.oracles.web.transport import Origin, Transport
from lint_post.oracles.web.visit import Errand, Visitor
from lint_post.rule.question import INTERRUPTED, NO_NETWORK, Answer, Fetch, NotAsked, Question, Reached
from lint_post.store.ledger import Kind, Ledger
from lint_post.store.store import Store

Progress = Callable[[int, int], None]
"""Called with the number of finished URLs and the total."""
_VARIABLE = re.compile(r"\$\{(\w+)\}")
_LOOKUPS_AT_ONCE = 32
_GITHUB = "api.github.com"


class WebOracle:
    """Answers `Fetch`. ``settings`` are the run's; ``store`` caches results; ``progress`` gets updates.

    Raises ConfigError if a header names a variable that the environment does not have.
    """

    def __init__(
        self,
        settings: LinkSettings,
        store: Store | None = None,
        ledger: Ledger | None = None,
        progress: Progress | None = None,
    ) -> None:
        self._settings = settings
        self._ledger = ledger or Ledger()
        self._progress = progress or (lambda _done, _all: None)
        self._memory = Memory(store or Store(), settings)
        self._headers = {host: _headers(host, said.headers) for host, said in settings.hosts.items()}
        self._answers: dict[str, Answer] = {}
        self._is_stopped = False
        self.allowed = Allowed(settings.allow_private)

    def answer(self, question: Fetch) -> Answer:
        """What is at the question's address."""
        self._ledger.note(Kind.ANYTHING)
        if question.url not in self._answers:
            self.prepare([question])
        return self._answers.get(question.url, INTERRUPTED)

    def prepare(self, questions: Iterable[Question]) -> None:
        """Ask all at once what was not asked yet. Raises KeyboardInterrupt; what is known by then is kept."""
        if self._is_stopped:
            return
        new = {question.url for question in questions if isinstance(question, Fetch)} - self._answers.keys()
        self._memory.recall(new)
        errands = self._errands(sorted(new))
        if not errands:
            return
        with asyncio.Runner() as runner:
            runner.run(self._ask(errands))

    def stop(self) -> None:
        """Ask nothing any more; what is not known stays so."""
        self._is_stopped = True

    def _errands(self, wanted: Iterable[str]) -> dict[Errand, list[str]]:
        """The requests to make, each with the URLs that it answers; the others are answered here."""
        pages: dict[httpx.URL, list[str]] = {}
        today = date.today()
        for url in wanted:
            excluded = next((one for one in self._settings.exclude if one.covers(url, today)), None)
            known = self._memory.fresh(url)
            if excluded:
                self._answers[url] = NotAsked(f"excluded by the configuration ({excluded.reason})")
            elif known:
                self._answers[url] = known
            elif (page := _page(url)) is None:
                self._answers[url] = Reached("broken", reason="invalid URL")
            else:
                pages.setdefault(page, []).append(url)
        return {self._errand(page, same): same for page, same in pages.items()}

    def _errand(self, page: httpx.URL, same: list[str]) -> Errand:
        parts = {part for url in same if (part := _part(url)) is not None}
        etags = {self._memory.etag(url) for url in same}
        return Errand(page, tuple(sorted(parts)), etag=etags.pop() if len(etags) == 1 else "")

    async def _ask(self, errands: dict[Errand, list[str]]) -> None:
        urls_of = {errand.url: same for errand, same in errands.items()}
        through = 0

        def done(errand: Errand, outcome: Outcome) -> None:
            nonlocal through
            through += 1
            for url in urls_of[errand.url]:
                self._answers[url] = self._conclude(url, outcome)
            self._progress(through, len(errands))

        # Some names take seconds to be looked up; with the few threads there are by default, others would wait.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_LOOKUPS_AT_ONCE))
        transport = Transport(self.resolver())
        ways = _Ways(transport, self.allowed)
        hosts = Hosts(self._settings.max_per_host, self._settings.hosts)
        try:
            await carry_out(errands, Visitor(ways.of, hosts, self._own_headers, self._settings.timeout), done)
        finally:
            await ways.aclose()

    def resolver(self) -> Resolver:
        """Who looks names up."""
        return Resolver(self.allowed)

    def _conclude(self, url: str, outcome: Outcome) -> Answer:
        """What ``outcome`` says of ``url``, remembered."""
        if outcome.no_network:
            return NO_NETWORK
        reached = _of_part(url, _reached(url, outcome), outcome)
        return self._memory.keep(url, reached, outcome.etag if reached.verdict == "ok" else "")

    def _own_headers(self, origin: Origin) -> dict[str, str]:
        """The headers that the configuration and the environment have for this host, and for no other."""
        own = self._headers.get(f"{origin.host}:{origin.port}") or self._headers.get(origin.host) or {}
        token = os.environ.get("GITHUB_TOKEN")
        if origin.host == _GITHUB and origin.scheme == "https" and token:
            return {"Authorization": f"Bearer {token}"} | own
        return own


def _page(url: str) -> httpx.URL | None:
    """The URL without its fragment; None if it is invalid."""
    page = urls.parse(url)
    return page.copy_with(fragment=None) if page else None


def _part(url: str) -> str | None:
    return part_of(url.partition("#")[2])


def _reached(url: str, outcome: Outcome) -> Reached:
    final = outcome.final_url
    fragment = url.partition("#")[2]
    if final and fragment and "#" not in final:
        final = f"{final}#{fragment}"
    return Reached(outcome.verdict, outcome.status, final, outcome.reason, outcome.moved)


def _of_part(url: str, reached: Reached, outcome: Outcome) -> Reached:
    """``reached``, unless the anchor in ``url`` is missing on the page."""
    part = _part(url)
    if part is None or outcome.page is None:
        return reached
    match outcome.page.has(part):
        case "there":
            return reached
        case "missing":
            reason = f'anchor "#{part}" not found on the page'
            return Reached("broken", reached.status, reached.final_url, reason)
        case _:
            reason = f'the page may have no anchor "#{part}"'
            return Reached("unverified", reached.status, reached.final_url, reason)


def _headers(host: str, said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What is ``said``, with variables replaced. Raises ConfigError."""

    def value(match: re.Match[str]) -> str:
        found = os.environ.get(match[1])
        if found is None:
            raise ConfigError(f'Environment variable "{match[1]}" for [links.hosts."{host}"] is not set; export it')
        return found

    return {name: _VARIABLE.sub(value, text) for name, text in said}


def _by_proxy(proxy: str) -> httpx.AsyncHTTPTransport:
    """The way by ``proxy``, which may hold a password and is not shown. Raises ProxyUnusableError."""
    try:
        return httpx.AsyncHTTPTransport(proxy=httpx.Proxy(proxy))
    except ImportError:
        raise ProxyUnusableError('missing SOCKS proxy support (run "pip install httpx[socks]")') from None
    except (ValueError, httpx.InvalidURL):
        raise ProxyUnusableError("invalid proxy URL in the environment (use a URL such as http://host:8080)") from None


class _Ways:
    """How each host is reached: straight, or by the proxy that the environment names."""

    def __init__(self, direct: Transport, allowed: Allowed) -> None:
        self._direct = direct
        self._allowed = allowed
        self._proxies = getproxies_environment()
        self._by_proxy: dict[str, httpx.AsyncHTTPTransport] = {}

    def of(self, url: httpx.URL) -> httpx.AsyncBaseTransport:
        """The way to ``url``. Raises PrivateError for a private address that a proxy would be asked for."""
        proxy = self._proxies.get(url.scheme) or self._proxies.get("all")
        if not proxy or proxy_bypass_environment(Origin.of(url).host, self._proxies):
            return self._direct
        self._refuse_private(Origin.of(url))
        if proxy not in self._by_proxy:
            self._by_proxy[proxy] = _by_proxy(proxy)
        return self._by_proxy[proxy]

    def _refuse_private(self, origin: Origin) -> None:
        """The proxy resolves names; only literal addresses can be checked here."""
        try:
            public = is_public(origin.host)
        except ValueError:
            public = not (origin.host == "localhost" or origin.host.endswith(".localhost"))
        if not public and not self._allowed.covers(origin.host, origin.host, origin.port):
            raise PrivateError(origin.host)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._direct.aclose()
        for transport in self._by_proxy.values():
            await transport.aclose()
