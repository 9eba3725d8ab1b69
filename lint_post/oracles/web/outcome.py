"""What a visit to an address came to, and what the codes of HTTP say of a link."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import NamedTuple

import httpx

from lint_post.oracles.web.pages import Page
from lint_post.rule.question import Verdict

MOST_PATIENT = 60.0  # seconds that a host may ask us to wait
GONE = (400, 404, 410)
_TRANSIENT = (408, 425, 429)
_NOT_FOR_PROGRAMS = (401, 402, 403, 405, 406, 407, 412, 418, 423, 451)
_CHALLENGES = ("challenge", "captcha")
_LOGIN = ("/login", "/signin", "/sign-in", "/sign_in", "/log-in", "/users/sign_in", "/auth/login", "/accounts/login")


class Outcome(NamedTuple):
    """What came of a visit.

    ``again``: another one may come to something better, ``wall``: if it looks like a browser's. ``final_url`` is where
    the redirects ended, ``moved``: each of them is permanent. ``page``: what was read, for the parts that were asked.
    ``no_network``: names cannot be looked up here. ``is_slow``: nothing came in time.
    """

    verdict: Verdict
    reason: str = ""
    status: int | None = None
    final_url: str = ""
    again: bool = False
    wall: bool = False
    moved: bool = False
    etag: str = ""
    page: Page | None = None
    no_network: bool = False
    is_slow: bool = False


def phrase(status: int) -> str:
    """A status with its phrase: ``404 Not Found``."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def is_wall(response: httpx.Response) -> bool:
    """Whether a protection in front of the site blocks automated requests."""
    headers = response.headers
    says = headers.get("cf-mitigated", "").lower(), headers.get("x-amzn-waf-action", "").lower()
    return any(said in _CHALLENGES for said in says)


def of_status(response: httpx.Response) -> Outcome:
    """What a final answer says by its status; redirects are followed before."""
    status = response.status_code
    said = phrase(status)
    if is_wall(response):
        return Outcome("unverified", f"blocked by bot protection ({said})", status, wall=True)
    if 200 <= status < 300 or status == 304:
        return Outcome("ok", status=status, etag=response.headers.get("etag", ""))
    if status in GONE:
        return Outcome("broken", said, status)
    if status in _TRANSIENT or (status >= 500 and status != 999):
        return _of_trouble(response)
    if status in _NOT_FOR_PROGRAMS or status == 999:
        return Outcome("unverified", f"automated requests refused ({said})", status, wall=True)
    return Outcome("unverified", f"unexpected status {said}", status, wall=400 <= status < 500)


def _of_trouble(response: httpx.Response) -> Outcome:
    """What a server says that has trouble of its own, unless it wants to be left alone for long."""
    status = response.status_code
    what = "error" if status >= 500 and status != 503 else "busy"
    wait = pause(response) or 0
    reason = f"server {what} ({phrase(status)})"
    if wait > MOST_PATIENT:
        return Outcome("unverified", f"{reason}, retry after {wait / 60:.0f} minutes", status)
    return Outcome("unverified", reason, status, again=True)


def pause(response: httpx.Response) -> float | None:
    """For how many seconds the host wants to be left alone; None if it says nothing that makes sense."""
    headers = response.headers
    seconds = _seconds(headers.get("retry-after", ""))
    if seconds is None and headers.get("ratelimit-remaining", headers.get("x-ratelimit-remaining")) == "0":
        seconds = _seconds(headers.get("ratelimit-reset", headers.get("x-ratelimit-reset", "")))
    return seconds


def _seconds(text: str) -> float | None:
    """``text`` as seconds from now: a number, a moment, or the number of a moment."""
    text = text.strip()
    now = datetime.now(UTC)
    try:
        seconds = float(text) if text.isdecimal() else (parsedate_to_datetime(text) - now).total_seconds()
    except (TypeError, ValueError, OverflowError):
        return None
    if seconds > 1_000_000_000:  # since 1970
        seconds -= now.timestamp()
    return seconds if seconds >= 0 else None


def landing(asked: httpx.URL, final: httpx.URL) -> str:
    """What is odd about where a redirect ended, empty if nothing is."""
    path = final.path.rstrip("/").lower()
    if len(asked.path.strip("/")) > 1 and not path and not final.query and not asked.query:
        return "redirect to the home page"
    if path.endswith(_LOGIN) and not asked.path.rstrip("/").lower().endswith(_LOGIN):
        return "redirect to a login page"
    if asked.scheme == "https" and final.scheme == "http":
        return "redirect from HTTPS to HTTP"
    return ""
