"""Asks a LanguageTool server over HTTP: https://languagetool.org/http-api has what it understands."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

import httpx

from lint_post.config.proofreader_settings import is_loopback
from lint_post.oracles.proofreader import notation
from lint_post.oracles.proofreader.failures import FailureError, RefusedError, SlowError, UnreachableError, UpsetError
from lint_post.oracles.proofreader.notation import NonsenseError, Passage
from lint_post.oracles.proofreader.pace import Pace
from lint_post.rule.question import Manner, Remark

_SHORT = 5.0  # seconds for a question about the server itself
_LONG = 30.0
_CONNECT = 10.0
_LONGEST_WAIT = 60.0
_TRIES = 3
_LARGEST = 50_000_000  # bytes of an answer
_LONGEST_MESSAGE = 120
_LONGEST_VERSION = 40
_LIMITED = (426, 429)  # 426 is what the public server says
_BUSY = (502, 503, 504)
_UPSET = (413, 500)
_ERRORS = (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, ImportError)
"""The exceptions of httpx for invalid URLs, proxies and responses, in addition to its own errors."""


class _Response(NamedTuple):
    """An answer that was read to its end."""

    status: int
    body: bytes
    headers: httpx.Headers


class Client:
    """A client of the server at ``url`` (scheme, host, path up to ``/v2``), with ``timeout`` seconds per request.

    ``patience`` is what is added to that before the first answer. It may be used by several threads. Raises
    FailureError if the address or a proxy cannot be used.
    """

    def __init__(self, url: str, timeout: float, pace: Pace, patience: float = 0.0) -> None:
        self.url = url
        self._shown = re.sub(r"//[^/@]*@", "//", url)  # without a password
        self._pace = pace
        self._timeout = timeout
        self._patience = patience
        self.version = ""
        """What the last answer said of the server's version."""
        try:
            # Trusted certificates take longer to load than a paragraph to check: only where there is TLS. And no proxy
            # is asked for what is on this machine.
            self._http = httpx.Client(trust_env=not is_loopback(url), verify=url.startswith("https:"))
        except _ERRORS as error:
            raise FailureError(f"invalid URL {self._shown} or invalid proxy ({error})") from None

    def close(self) -> None:
        """Let go of all connections."""
        self._http.close()

    def check(self, texts: Sequence[str], manner: Manner) -> list[tuple[Remark, ...]]:
        """What it says of each of ``texts``. Raises UpsetError and FailureError."""
        passage = Passage.of(texts)
        said = self._post({"data": json.dumps({"annotation": passage.annotation})}, passage.places[-1][1], manner)
        try:
            return notation.shared_out(said, texts, passage)
        except NonsenseError:
            raise self._nonsense() from None

    def check_plain(self, text: str, manner: Manner) -> tuple[Remark, ...]:
        """The same for one text, without annotations. Raises UpsetError and FailureError."""
        plain = notation.plain(text)
        said = self._post({"text": plain}, notation.units(plain), manner)
        try:
            return notation.of_plain(said, text)
        except NonsenseError:
            raise self._nonsense() from None

    def ask_version(self) -> str:
        """The server's version; ``unknown`` if it does not say. Raises FailureError."""
        response = self._send("GET", "/info", _SHORT)
        return (_version(_json(response.body)) if response.status == 200 else "") or "unknown"

    def is_well(self) -> bool:
        """Whether the server answers at all."""
        try:
            return self._send("GET", "/healthcheck", _SHORT).status == 200
        except FailureError:
            return False

    def _post(self, text: dict[str, str], characters: int, manner: Manner) -> Any:
        """The answer to ``text`` as JSON. Raises UpsetError and FailureError."""
        form = _form(manner) | text
        for left in reversed(range(_TRIES)):
            self._pace.wait(characters)
            bound = self._timeout if self.version else self._timeout + self._patience
            response = self._send("POST", "/check", bound, form)
            if response.status not in (*_LIMITED, *_BUSY) or not left:
                break
            time.sleep(_pause(response))
        return self._read(response)

    def _send(self, method: str, path: str, seconds: float, form: dict[str, str] | None = None) -> _Response:
        """The answer to a request, all of it within ``seconds``. Raises FailureError."""
        deadline = time.monotonic() + seconds
        timeout = httpx.Timeout(seconds, connect=min(seconds, _CONNECT))
        body = bytearray()
        try:
            with self._http.stream(method, f"{self.url}{path}", data=form, timeout=timeout) as response:
                for part in response.iter_bytes():
                    body += part
                    if time.monotonic() > deadline:
                        raise self._slow(seconds)
                    if len(body) > _LARGEST:
                        raise self._nonsense()
                return _Response(response.status_code, bytes(body), response.headers)
        except httpx.TimeoutException:
            raise self._slow(seconds) from None
        except _ERRORS:
            raise UnreachableError(f"no response from {self._shown}; start the server or set another URL") from None

    def _read(self, response: _Response) -> Any:
        if response.status in _UPSET:
            raise UpsetError(f"LanguageTool failed on the text ({_line(response)})")
        if response.status in _LIMITED:
            raise FailureError(f"request limit of {self._shown} reached")
        if response.status != 200:
            raise RefusedError(f"LanguageTool at {self._shown} returned {_line(response)}")
        said = _json(response.body)
        self.version = _version(said) or self.version
        if said is None or not self.version:
            raise self._nonsense()
        return said

    def _slow(self, seconds: float) -> SlowError:
        return SlowError(f"no response from LanguageTool at {self._shown} within {seconds:g} seconds")

    def _nonsense(self) -> FailureError:
        return FailureError(f"{self._shown} is not a LanguageTool server; fix the URL")


def size_of(url: str) -> int | None:
    """The size of ``url`` in bytes; None if the server does not say. Raises FailureError if it is not found."""
    try:
        response = httpx.head(url, timeout=_LONG, follow_redirects=True)
    except _ERRORS:
        raise FailureError(
            f"cannot reach {url}; check the network and the proxy, or set a server with --languagetool-url"
        ) from None
    if response.status_code == 404:
        raise FailureError(f"{url} not found; choose another version")
    said = response.headers.get("content-length", "")
    return int(said) or None if said.isdecimal() else None


def base(url: str) -> str:
    """``url`` as people write it, with ``/v2/check`` or without, up to ``/v2``."""
    return re.sub(r"(/v2)?(/check)?/*\Z", "", url.rstrip("/")) + "/v2"


def _form(manner: Manner) -> dict[str, str]:
    switches = {
        "motherTongue": manner.mother_tongue,
        "level": "picky" if manner.picky else "",
        "disabledCategories": ",".join(manner.disabled_categories),
        "disabledRules": ",".join(manner.disabled_rules),
        "enabledCategories": ",".join(manner.enabled_categories),
        "enabledRules": ",".join(manner.enabled_rules),
    }
    return {"language": manner.language} | {name: value for name, value in switches.items() if value}


def _json(body: bytes) -> Any:
    """The JSON value in ``body``; None if it is invalid."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _version(said: Any) -> str:
    """The version of the software that answered ``said``; empty if it does not say."""
    software = said.get("software") if isinstance(said, dict) else None
    version = software.get("version") if isinstance(software, dict) else None
    return re.sub(r"[^\w.+-]", "", str(version), flags=re.ASCII)[:_LONGEST_VERSION] if version else ""


def _pause(response: _Response) -> float:
    said = response.headers.get("retry-after", "")
    return min(float(said), _LONGEST_WAIT) if said.isdecimal() else 1.0


def _line(response: _Response) -> str:
    """The status, and the first words of what LanguageTool says is wrong; of what else may answer, nothing is shown."""
    text = " ".join(response.body[:10_000].decode("utf-8", "replace").split())
    if not text.startswith("Error: "):
        return str(response.status)
    said = text.removeprefix("Error: ")
    return f"{response.status}: {said if len(said) <= _LONGEST_MESSAGE else said[: _LONGEST_MESSAGE - 1] + '…'}"
