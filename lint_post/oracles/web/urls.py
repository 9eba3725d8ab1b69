"""URLs as a browser reads them: what it silently corrects is not an error of a link."""

from __future__ import annotations

import re

import httpx

_DROPPED = re.compile(r"[\t\r\n]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_AUTHORITY = re.compile(r"(?P<start>[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?)(?P<host>[^/?#:\[\]]+)")
_HOST = re.compile(rb"[^\s%]+\Z")


def parse(url: str, base: httpx.URL | None = None) -> httpx.URL | None:
    """``url``, relative to ``base``, as it is asked for; None if no browser could open it."""
    url = _CONTROL.sub(lambda match: f"%{ord(match[0]):02X}", _DROPPED.sub("", url.strip()))
    try:
        parsed = httpx.URL(_with_ascii_host(url))
        parsed = parsed if base is None else base.join(parsed)
    except (httpx.InvalidURL, ValueError):
        return None
    return parsed if parsed.scheme in ("http", "https") and _HOST.match(parsed.raw_host) else None


def _with_ascii_host(url: str) -> str:
    """``url`` with its host in the letters that names are looked up in. Raises ValueError."""
    match = _AUTHORITY.match(url)
    if match is None or match["host"].isascii():
        return url
    return f"{match['start']}{_ascii(match['host'])}{url[match.end() :]}"


def _ascii(host: str) -> str:
    """The name as browsers have it: by IDNA 2008 with their mapping, what that does not know (☃.net) by IDNA 2003."""
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return host.encode("idna").decode("ascii")
