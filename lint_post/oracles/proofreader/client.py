"""Asks a LanguageTool server over HTTP: https://languagetool.org/http-api has what it understands."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from typing import Any

import httpx

from lint_post.oracles.proofreader import notation
from lint_post.oracles.proofreader.failures import FailureError, RefusedError, SlowError, UnreachableError, UpsetError
from lint_post.oracles.proofreader.notation import NonsenseError, Passage
from lint_post.oracles.proofreader.pace import Pace
from lint_post.question import Manner, Remark

_SHORT = 5.0  # seconds for a question about the server itself
_CONNECT = 10.0
_LONG = 30.0
_LONGEST_WAIT = 60.0
_TRIES = 3
_LONGEST_MESSAGE = 120
_LIMITED = (426, 429)  # 426 is what the public server says
_BUSY = (502, 503, 504)
_UPSET = (413, 500)
_TIMED_OUT = re.compile(r"took longer than|[Tt]ime-?out")


class Client:
    """Speaks with the server at ``url`` (scheme, host, path up to “/v2”), within ``timeout`` seconds a request.

    ``patience`` is what is added to that before the first answer. It may be used by several threads.
    """

    def __init__(self, url: str, timeout: float, pace: Pace, *, is_local: bool = False, patience: float = 0.0) -> None:
        self.url = url
        self._pace = pace
        self._patience = patience
        # Trusted certificates take longer to load than a paragraph to check: only where there is TLS.
        self._http = httpx.Client(
            trust_env=not is_local,
            verify=url.startswith("https:"),
        )
        self._timeout = timeout
        self.version = ""
        """What the last answer said of the server's version."""

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
        """The server's version; “unknown” of a server that does not say. Raises FailureError."""
        try:
            response = self._http.get(f"{self.url}/info", timeout=_SHORT)
            said = response.json() if response.status_code == 200 else {}
            return str(said.get("software", {}).get("version", "unknown"))
        except httpx.TimeoutException:
            raise SlowError(f"nothing answers at {self.url} within {_SHORT:g} seconds") from None
        except httpx.HTTPError:
            raise self._unreachable() from None
        except (ValueError, AttributeError):
            return "unknown"

    def is_well(self) -> bool:
        """Whether the server answers at all."""
        try:
            return self._http.get(f"{self.url}/healthcheck", timeout=_SHORT).status_code == 200
        except httpx.HTTPError:
            return False

    def _post(self, text: dict[str, str], characters: int, manner: Manner) -> Any:
        """The answer to ``text`` as JSON. Raises UpsetError and FailureError."""
        form = _form(manner) | text
        for left in reversed(range(_TRIES)):
            self._pace.wait(characters)
            try:
                response = self._http.post(f"{self.url}/check", data=form, timeout=self._bound())
            except httpx.TimeoutException:
                raise SlowError(f"LanguageTool gave no answer within {self._timeout:g} seconds") from None
            except httpx.HTTPError:
                raise self._unreachable() from None
            if response.status_code not in (*_LIMITED, *_BUSY) or not left:
                break
            time.sleep(_pause(response))
        return self._read(response)

    def _bound(self) -> httpx.Timeout:
        seconds = self._timeout if self.version else self._timeout + self._patience
        return httpx.Timeout(seconds, connect=min(seconds, _CONNECT))

    def _read(self, response: httpx.Response) -> Any:
        status = response.status_code
        if status in _UPSET:
            if _TIMED_OUT.search(response.text):
                raise SlowError("LanguageTool gave up on a paragraph that takes too long")
            raise UpsetError(f"LanguageTool fails on it ({_line(response)})")
        if status in _LIMITED:
            raise FailureError(f"{self.url} takes no more requests for now")
        if status != 200:
            raise RefusedError(f"LanguageTool at {self.url} says {status} ({_line(response)})")
        try:
            said = response.json()
            self.version = str(said["software"]["version"])
        except (ValueError, KeyError, TypeError):
            raise self._nonsense() from None
        return said

    def _unreachable(self) -> UnreachableError:
        return UnreachableError(f"nothing answers at {self.url}: start the server there, or name another one")

    def _nonsense(self) -> FailureError:
        return FailureError(f"what answers at {self.url} is no LanguageTool: mend the address")


def size_of(url: str) -> int | None:
    """How many bytes there are at ``url``; None if the server does not say. Raises FailureError if nothing is there."""
    try:
        response = httpx.head(url, timeout=_LONG, follow_redirects=True)
    except httpx.HTTPError:
        raise FailureError(
            f"{url} cannot be reached: mind your connection and proxy, or name a server with --languagetool-url"
        ) from None
    if response.status_code == 404:
        raise FailureError(f"there is nothing at {url}: name another version")
    said = response.headers.get("content-length", "")
    return int(said) or None if said.isdecimal() else None


def base(url: str) -> str:
    """``url`` as people write it – with “/v2/check” or without – up to “/v2”."""
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


def _pause(response: httpx.Response) -> float:
    said = response.headers.get("retry-after", "")
    return min(float(said), _LONGEST_WAIT) if said.isdecimal() else 1.0


def _line(response: httpx.Response) -> str:
    """The first words of what a server says is wrong; a page is nothing to be read here."""
    if response.text.lstrip().startswith("<"):
        return response.reason_phrase
    text = " ".join(response.text.split()).removeprefix("Error: ")
    return text if len(text) <= _LONGEST_MESSAGE else text[: _LONGEST_MESSAGE - 1] + "…"
