"""The settings for the proofreader: which LanguageTool server is used, and how."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from lint_post.text.value import Value

PUBLIC_HOSTS = ("languagetool.org", "languagetoolplus.com")
"""Who serves the public, these and all hosts below them: https://languagetool.org/http-api says within which limits."""
FOLDER = "languagetool"
"""Where a local server's state is kept within the cache folder."""
_LONGEST = 64  # letters of a part of a host’s name


class ProofreaderSettings(Value):
    """The settings in ``[languagetool]``, except those for the rule itself.

    ``url`` is the URL of a server; None: the local installation. ``folder`` is where a local
    server's state is kept; None: the user's cache folder. ``memory`` is in megabytes and counts, like ``idle`` (seconds
    without a question after which it stops), for a server that is started. ``timeout`` is in seconds, for one request.
    ``is_wanted``: the user asked for grammar explicitly, so that a run without it has failed.
    """

    url: str | None = None
    folder: Path | None = None
    memory: int = 1_000
    idle: float = 900.0
    timeout: float = 60.0
    requests_at_once: int = 2
    is_wanted: bool = False


def is_server(text: str) -> bool:
    """Whether ``text`` can be the URL of a server: scheme, host, perhaps a port and a path."""
    try:
        parts = urlsplit(text)
        labels = (parts.hostname or "").rstrip(".").split(".")
        _ = parts.port
    except ValueError:
        return False
    is_plain = parts.scheme in ("http", "https") and not parts.query and not parts.fragment and text.isascii()
    return is_plain and not re.search(r"[\x00-\x20\x7f\\]", text) and all(0 < len(label) < _LONGEST for label in labels)


def host_of(url: str) -> str:
    """The host of ``url``, in lower case."""
    return (urlsplit(url).hostname or "").lower()


def is_loopback(url: str) -> bool:
    """Whether ``url`` is on this machine."""
    host = host_of(url)
    return host in ("localhost", "::1") or re.fullmatch(r"127(\.\d{1,3}){3}", host) is not None
