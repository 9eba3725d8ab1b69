"""One visit to an address: HEAD first, GET where that says too little, redirects hop by hop."""

from __future__ import annotations

import asyncio
import base64
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple

import httpx

from lint_post import __version__
from lint_post.oracles.web import urls
from lint_post.oracles.web.failures import FailureError, ResolverError, TimeoutFailureError
from lint_post.oracles.web.hosts import Host, Hosts
from lint_post.oracles.web.outcome import MOST_PATIENT, Outcome, landing, of_status, pause
from lint_post.oracles.web.pages import Page, read
from lint_post.oracles.web.transport import Origin
from lint_post.rule.question import Verdict

MOST_HOPS = 20
_MOVED = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_HEAD_SHARE = 1 / 3  # of the time for a visit; a server that lets HEAD hang has to leave some for GET
_MINDS = (429, 503)
_LONGEST_COOKIES = 65_536

OURS = {
    "User-Agent": f"lint-post/{__version__}",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate, br",
}
LIKE_A_BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-US,en;q=0.5",
    "Accept-Encoding": "gzip, deflate, br",
    "Upgrade-Insecure-Requests": "1",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
    "Sec-Fetch-User": "?1",
}


class Errand(NamedTuple):
    """What a visit is for: ``parts`` are ids that the page should have, ``etag`` is that of an earlier visit."""

    url: httpx.URL
    parts: tuple[str, ...] = ()
    etag: str = ""
    with_get: bool = False
    like_a_browser: bool = False


class Visitor:
    """Visits addresses. ``headers`` are further ones for a host, ``timeout`` is in seconds."""

    def __init__(
        self,
        transport_of: Callable[[httpx.URL], httpx.AsyncBaseTransport],
        hosts: Hosts,
        headers: Callable[[Origin], dict[str, str]],
        timeout: float,
    ) -> None:
        self._transport_of = transport_of
        self._hosts = hosts
        self._headers = headers
        self._timeout = timeout

    async def visit(self, errand: Errand) -> Outcome:
        """What comes of ``errand``; never raises but when it is cancelled."""
        walk = _Walk(errand, self._timeout)
        try:
            outcome = await self._follow(walk)
        except FailureError as error:
            outcome = _failed(error)
        except (httpx.HTTPError, httpx.InvalidURL) as error:  # a proxy's
            outcome = Outcome("unverified", _said(error), again=isinstance(error, httpx.TimeoutException))
        except Exception as error:  # noqa: BLE001 - one odd address must not cost the others their verdicts
            outcome = Outcome("unverified", f"lint-post error, please report it ({type(error).__name__}: {error})")
        return _at_the_end(walk, outcome)

    async def _follow(self, walk: _Walk) -> Outcome:
        while True:
            outcome = await self._hop(walk)
            if outcome is not None:
                return outcome

    async def _hop(self, walk: _Walk) -> Outcome | None:
        """Ask the address that the walk is at; None if it leads to another one."""
        try:
            async with self._asked(walk) as response:
                if response.status_code in _REDIRECTS:
                    return walk.turn(response)
                outcome = of_status(response)
                if walk.method == "HEAD" and _says_too_little(outcome):
                    walk.method = "GET"
                    return None
                if outcome.verdict == "ok" and walk.errand.parts and response.status_code != 304:
                    return outcome._replace(page=await _read(response, walk))
                return outcome
        except FailureError as error:
            if walk.method == "HEAD" and error.again and not walk.is_late:
                walk.method = "GET"
                return None
            raise

    @asynccontextmanager
    async def _asked(self, walk: _Walk) -> AsyncIterator[httpx.Response]:
        """The answer to the next request of ``walk``. Raises FailureError."""
        origin = Origin.of(walk.url)
        async with self._hosts.slot(origin.host, origin.port) as host:
            began = time.monotonic()
            response = None
            try:
                async with asyncio.timeout(walk.share()):
                    request = walk.request(self._headers(origin))
                    response = await self._transport_of(walk.url).handle_async_request(request)
                _listen(response, host)
                walk.ends = time.monotonic() + walk.left - (time.monotonic() - began)
                yield response
            except TimeoutError:
                raise TimeoutFailureError(f"no response within {self._timeout:g} seconds") from None
            except FailureError as error:
                if error.again:
                    host.slow_down()
                raise
            finally:
                walk.left -= time.monotonic() - began
                if response is not None:
                    await response.stream.aclose()  # type: ignore[union-attr]


def _says_too_little(outcome: Outcome) -> bool:
    """Whether GET may say something else than HEAD did; a server that is busy is left alone for now."""
    return outcome.verdict != "ok" and outcome.status != 429


class _Walk:
    """The way of one visit: where it is, how much time (seconds) is ``left``, and until when a body may be read."""

    def __init__(self, errand: Errand, timeout: float) -> None:
        self.errand = errand
        self.left = timeout
        self.ends = 0.0
        self._timeout = timeout
        self._begin("GET" if errand.parts or errand.with_get or errand.etag else "HEAD")

    def _begin(self, method: str) -> None:
        """Start at the first URL, with ``method``."""
        self.method = method
        self.url = self.errand.url
        self.moved = True  # each redirect so far is permanent
        self.has_moved = False  # one of them is
        self.hops = 0
        self._seen: set[tuple[str, str, str]] = set()
        self._cookies: dict[bytes, dict[str, str]] = {}

    @property
    def is_late(self) -> bool:
        """Whether the time is up."""
        return self.left <= 0

    def share(self) -> float:
        """How long the next request may take."""
        if self.is_late:
            raise TimeoutFailureError(f"no response within {self._timeout:g} seconds")
        return min(self.left, self._timeout * _HEAD_SHARE) if self.method == "HEAD" else self.left

    def request(self, own: dict[str, str]) -> httpx.Request:
        """The next request; ``own`` are the headers that the configuration has for the host."""
        # httpx would make it of a decoded name, which it refuses to do for some that browsers know (☃.net).
        headers = {"Host": self.url.netloc.decode("ascii")} | (LIKE_A_BROWSER if self.errand.like_a_browser else OURS)
        if self.errand.etag and not self.hops:
            headers["If-None-Match"] = self.errand.etag
        if self.url.userinfo:
            headers["Authorization"] = f"Basic {base64.b64encode(self.url.userinfo).decode()}"
        if cookies := self._cookies.get(self.url.raw_host):
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())[:_LONGEST_COOKIES]
        return httpx.Request(self.method, self.url, headers=headers | own)

    def turn(self, response: httpx.Response) -> Outcome | None:
        """Go where a redirect leads; an outcome if that is nowhere."""
        status = response.status_code
        location = _location(response)
        if not location:
            return Outcome("broken", f"redirect without a target (status {status})", status)
        target = urls.parse(location, self.url)
        if target is None:
            return Outcome("broken", f"redirect to a non-web URL (status {status})", status)
        self._keep_cookies(response)
        here = self.method, str(target), repr(self._cookies.get(target.raw_host))
        self.hops += 1
        if here in self._seen:
            return self._given_up("redirect loop", status)
        if self.hops > MOST_HOPS:
            return self._given_up(f"more than {MOST_HOPS} redirects", status)
        self._seen.add(here)
        self.moved = self.moved and status in _MOVED
        self.has_moved = self.has_moved or status in _MOVED
        if not target.fragment:
            target = target.copy_with(fragment=None)
        self.url = target
        return None

    def _given_up(self, why: str, status: int) -> Outcome | None:
        if self.method == "GET":
            return Outcome("broken", why, status)
        self._begin("GET")
        return None

    def _keep_cookies(self, response: httpx.Response) -> None:
        """Keep what the host wants back, as a browser does; some redirect until they get it."""
        for line in response.headers.get_list("set-cookie"):
            name, equals, value = line.partition(";")[0].partition("=")
            if equals:
                self._cookies.setdefault(self.url.raw_host, {})[name.strip()] = value.strip()


def _location(response: httpx.Response) -> str:
    """Where a redirect leads, in whatever encoding it is written."""
    raw = next((value for name, value in response.headers.raw if name.lower() == b"location"), b"").strip()
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


async def _read(response: httpx.Response, walk: _Walk) -> Page:
    """The part of the page that can be read in time."""
    page = Page(walk.errand.parts)
    try:
        async with asyncio.timeout(max(walk.ends - time.monotonic(), 0)):
            await read(response, page)
    except (TimeoutError, FailureError):
        page.is_whole = False
    return page


def _listen(response: httpx.Response, host: Host) -> None:
    """Leave ``host`` alone for a while if it wants that."""
    seconds = pause(response)
    if response.status_code in _MINDS:
        host.mind(seconds if seconds is not None and seconds <= MOST_PATIENT else None)
    elif seconds is not None and seconds <= MOST_PATIENT:
        host.mind(seconds)


def _failed(error: FailureError) -> Outcome:
    verdict: Verdict = "broken" if error.is_broken else "unverified"
    is_slow = isinstance(error, TimeoutFailureError)
    no_network = isinstance(error, ResolverError)
    return Outcome(verdict, str(error), again=error.again, no_network=no_network, is_slow=is_slow)


def _said(error: Exception) -> str:
    return f"proxy error ({error})" if str(error) else type(error).__name__


def _at_the_end(walk: _Walk, outcome: Outcome) -> Outcome:
    """``outcome`` with what the way to it says of the link."""
    if not walk.hops:
        return outcome
    outcome = outcome._replace(final_url=str(walk.url))
    if outcome.verdict != "ok":
        return outcome._replace(reason=f'{outcome.reason} after a redirect to "{walk.url}"')
    outcome = outcome._replace(reason=landing(walk.errand.url, walk.url), moved=walk.moved)
    return outcome._replace(verdict="redirected") if walk.has_moved else outcome
