"""The settings for links: which are checked, how, and how paths are resolved (``[links]``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

from lint_post.text.value import Value, field

SiteName = Literal["auto", "hugo", "jekyll", "gatsby", "astro", "docusaurus", "mkdocs", "plain"]
_DAY = 86_400.0
ARXIV = "https://export.arxiv.org/api/query"
CROSSREF = "https://api.crossref.org/works"


class Exclusion(Value):
    """URLs that are not checked: a pattern with ``*`` and ``?``, the reason, and the last day of the exclusion."""

    url: str
    reason: str
    until: date | None = None

    def covers(self, url: str, today: date) -> bool:
        """Whether ``url`` is not checked ``today``."""
        return (self.until is None or today <= self.until) and fnmatchcase(url, self.url)


class HostSettings(Value):
    """The settings for one host. ``headers`` may name environment variables; ``delay`` is in seconds."""

    headers: tuple[tuple[str, str], ...] = ()
    max_at_once: int | None = None
    delay: float | None = None


class LinkSettings(Value):
    """The settings in ``[links]``.

    ``site_root`` is the folder that a leading slash refers to; None: as the generator has it. ``allow_private``:
    networks, addresses, and hosts with or without a port, that may be opened although they are not public. ``timeout``
    is in seconds, ``ok_for`` too. ``alarm_runs`` and ``alarm_after`` (seconds): a link that has failed for so long is
    reported with the day it began. ``arxiv`` and ``crossref`` are the URLs of the APIs for records of papers.
    """

    online: bool = False
    site: SiteName = "auto"
    site_root: Path | None = None
    allow_private: tuple[str, ...] = ()
    timeout: float = 15.0
    max_per_host: int = 4
    alarm_runs: int | None = None
    alarm_after: float = 3 * _DAY
    ok_for: float = 7 * _DAY
    exclude: tuple[Exclusion, ...] = ()
    hosts: Mapping[str, HostSettings] = field(default_factory=dict)
    arxiv: str = ARXIV
    crossref: str = CROSSREF


def is_network_or_host(text: str) -> bool:
    """Whether ``text`` is valid in ``allow_private``."""
    import ipaddress

    try:
        ipaddress.ip_network(text.strip("[]"), strict=False)
    except ValueError:
        return re.fullmatch(r"(?:[\w.-]*[A-Za-z_][\w.-]*|[\d.]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?", text) is not None
    return True
