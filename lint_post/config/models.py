"""What a configuration file may say, as pydantic models."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from lint_post.config.config import DEFAULT_MAX_FILE_SIZE
from lint_post.config.globs import is_glob
from lint_post.config.link_settings import (
    ARXIV,
    CROSSREF,
    Exclusion,
    HostSettings,
    LinkSettings,
    SiteName,
    is_network_or_host,
)
from lint_post.config.proofreader_settings import ProofreaderSettings, is_server

_SIZE = re.compile(r"(?P<number>\d{1,12}(\.\d{1,12})?)\s*(?P<unit>[kKMG]?)B?")
_LEAST_MEMORY = 256_000_000
_UNITS = {"": 1, "k": 1_000, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000}


def _size(value: object) -> object:
    """A number of bytes as it is, or a text such as “10 MB” as one."""
    if isinstance(value, str):
        match = _SIZE.fullmatch(value.strip())
        if match is None:
            raise ValueError('must be a number of bytes or a size such as "10 MB"')
        value = int(float(match["number"]) * _UNITS[match["unit"]])
    if isinstance(value, int) and not isinstance(value, bool) and value < 1:
        raise ValueError("must be at least 1 byte")
    return value


def _glob(value: object) -> object:
    if isinstance(value, str) and not is_glob(value):
        raise ValueError(f'must be a .gitignore pattern, not "{value}"')
    return value


def _pattern(value: object) -> object:
    try:
        re.compile(str(value))
    except re.error as error:
        raise ValueError(f"must be a valid regular expression: {error}") from None
    return value


_SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}
_DURATION = re.compile(r"(\d{1,6})\s*(second|minute|hour|day|week)s?")


def seconds(duration: str) -> float:
    """A text such as “3 days” in seconds. Raises ValueError."""
    match = _DURATION.fullmatch(duration.strip())
    if match is None:
        raise ValueError('must be a duration such as "3 days" or "12 hours"')
    return float(int(match[1]) * _SECONDS[match[2]])


def _time(value: object) -> object:
    if isinstance(value, str):
        seconds(value)
    return value


def _runs_or_time(value: object) -> object:
    return value if isinstance(value, str) and re.fullmatch(r"\s*[1-9]\d{0,4} runs?\s*", value) else _time(value)


def _private(value: object) -> object:
    if isinstance(value, str) and ("://" in value or not is_network_or_host(value)):
        examples = "10.1.0.0/16, 127.0.0.1, or localhost:8000"
        raise ValueError(f'must be a network, an address, or a host such as {examples}, not "{value}"')
    return value


def _address(value: object) -> object:
    if isinstance(value, str) and not is_server(value):
        raise ValueError(f'must be a URL such as "http://localhost:8081", not "{value}"')
    return value


def _memory(value: object) -> object:
    value = _size(value)
    if isinstance(value, int) and value < _LEAST_MEMORY:
        raise ValueError('must be at least "256 MB"; use a few gigabytes for a site in several languages')
    return value


def _language(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"([a-z]{2,3}(-[A-Za-z]{2,8})*)?", value):
        raise ValueError(f'must be a language code such as "ja" or "pt-BR", not "{value}"')
    return value


class Strict(BaseModel):
    """Base of all tables: an unknown key or a wrong type is an error, and keys have hyphens."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, alias_generator=lambda name: name.replace("_", "-")
    )


Glob = Annotated[str, BeforeValidator(_glob)]


class Words(Strict):
    """The project's own words."""

    accept: tuple[str, ...] = Field(
        default=(),
        description="Words that are right here.",
    )
    files: tuple[str, ...] = Field(
        default=(),
        description="Files with such words, one a line; “#” begins a comment.",
    )


class FrontMatterField(Strict):
    """What a key of the front matter may hold."""

    type: Literal["text", "list", "date", "boolean", "integer", "number"] | None = Field(
        default=None, description="What kind of value it has."
    )
    allowed: tuple[str, ...] = Field(
        default=(),
        description="The values, or the items of the list, that it may have.",
    )
    pattern: Annotated[str, BeforeValidator(_pattern)] | None = Field(
        default=None, description="A regular expression that the text has to match as a whole."
    )
    min_length: int = Field(
        default=0,
        ge=0,
        description="The least number of characters or items.",
    )
    max_length: int | None = Field(
        default=None,
        ge=0,
        description="The greatest number of characters or items.",
    )


class FrontMatter(Strict):
    """What the front matter of a post has to look like."""

    required: tuple[str, ...] = Field(
        default=(),
        description="The keys that each post with front matter has.",
    )
    fields: dict[str, FrontMatterField] = Field(
        default={},
        description="What single keys may hold.",
    )


class LinkExclusion(Strict):
    """Addresses that are not asked."""

    url: str = Field(min_length=1, description="A pattern of addresses; “*” stands for anything.")
    reason: str = Field(min_length=1, description="Why they are not asked.")
    until: date | None = Field(default=None, description="The last day that this counts.")


class LinkHost(Strict):
    """How one host is asked."""

    headers: dict[str, str] = Field(
        default={}, description="Headers for this host alone; “${NAME}” is a variable of the environment."
    )
    max_per_host: int | None = Field(default=None, ge=1, description="How many requests at once.")
    delay: float | None = Field(default=None, ge=0, description="Seconds between two requests.")


class Links(Strict):
    """Where links lead, and how the web is asked."""

    online: bool = Field(default=False, description="Whether the web is asked.")
    site: SiteName = Field(default="auto", description="What makes a site of these files; “auto”: found out.")
    site_root: str | None = Field(
        default=None, description="The folder that a leading slash stands for, relative to this file."
    )
    slugs: tuple[Literal["any", "github", "gitlab", "hugo", "docusaurus", "mkdocs"], ...] = Field(
        default=("any",), description="How the ids of headings are made."
    )
    allow_private: tuple[Annotated[str, BeforeValidator(_private)], ...] = Field(
        default=(),
        description="Networks, addresses and hosts, with a port or without, that are asked though they are not public.",
    )
    timeout: float = Field(default=15.0, gt=0, le=60, description="Seconds for one attempt.")
    max_per_host: int = Field(default=4, ge=1, le=64, description="How many requests one host gets at once.")
    alarm_after: Annotated[str, BeforeValidator(_runs_or_time)] = Field(
        default="3 days", description="How long a link has to fail for its first day to be named: “3 days”, “5 runs”."
    )
    ok_for: Annotated[str, BeforeValidator(_time)] = Field(
        default="7 days", description="How long a link that was right is not asked again."
    )
    exclude: tuple[LinkExclusion, ...] = Field(default=(), description="Addresses that are not asked.")
    hosts: dict[str, LinkHost] = Field(default={}, description="How single hosts are asked.")

    def settings(self) -> LinkSettings:
        """All that is said here, but for what single rules are told."""
        runs = re.match(r"(\d+) runs?\Z", self.alarm_after.strip())
        return LinkSettings(
            online=self.online,
            site=self.site,
            site_root=Path(self.site_root) if self.site_root else None,
            allow_private=self.allow_private,
            timeout=self.timeout,
            max_per_host=self.max_per_host,
            alarm_runs=int(runs[1]) if runs else None,
            alarm_after=0.0 if runs else seconds(self.alarm_after),
            ok_for=seconds(self.ok_for),
            exclude=tuple(Exclusion(one.url, one.reason, one.until) for one in self.exclude),
            hosts={
                name.lower(): HostSettings(tuple(host.headers.items()), host.max_per_host, host.delay)
                for name, host in self.hosts.items()
            },
        )


class LanguageTool(Strict):
    """How grammar is checked by LanguageTool."""

    url: Annotated[str, BeforeValidator(_address)] | None = Field(
        default=None,
        description="The address of a server of your own; without it, an installed LanguageTool is started.",
    )
    picky: bool = Field(default=False, description="Whether rules for formal texts run as well.")
    mother_tongue: Annotated[str, BeforeValidator(_language)] = Field(
        default="", description="The writer’s own language, such as “ja”, for servers with data on its false friends."
    )
    ignore_rules: tuple[str, ...] = Field(
        default=(), description="LanguageTool’s rules that do not count, by their ids."
    )
    ignore_categories: tuple[str, ...] = Field(default=(), description="Its categories that do not count.")
    extend_rules: tuple[str, ...] = Field(default=(), description="Its rules that count beside those that do anyway.")
    extend_categories: tuple[str, ...] = Field(default=(), description="The same for categories, such as “STYLE”.")
    memory: Annotated[int, BeforeValidator(_memory)] = Field(
        default=1_000_000_000, description="What a server that is started may use; “1 GB” is understood too."
    )
    idle_timeout: Annotated[str, BeforeValidator(_time)] = Field(
        default="15 minutes", description="How long it waits for a question before it stops."
    )
    timeout: float = Field(default=60.0, gt=0, le=600, description="Seconds for one request.")

    def settings(self) -> ProofreaderSettings:
        """All that is said here, but for what the rule is told."""
        return ProofreaderSettings(
            url=self.url,
            memory=self.memory // 1_000_000,
            idle=seconds(self.idle_timeout),
            timeout=self.timeout,
        )


class Citations(Strict):
    """Where the records of papers are."""

    arxiv: str = Field(default=ARXIV, pattern="^https?://", description="The address of arXiv’s interface for queries.")
    doi: str = Field(default=CROSSREF, pattern="^https?://", description="The address of Crossref’s list of works.")


class Settings(Strict):
    """What may stand at the top of a file and in each of its overrides."""

    select: tuple[str, ...] | None = Field(
        default=None, description="The rules that run, instead of those on by default."
    )
    extend_select: tuple[str, ...] = Field(
        default=(),
        description="Rules that run in addition.",
    )
    ignore: tuple[str, ...] = Field(
        default=(),
        description="Rules that do not run.",
    )
    fail_on: Literal["error", "warning", "info", "never"] = Field(
        default="warning", description="The least severity that makes the exit code 1."
    )
    languages: tuple[Annotated[str, StringConstraints(pattern="^[a-z]{2}$")], ...] = Field(
        default=(), description="The languages to check; none: all that a rule understands."
    )
    dialect: Literal["auto", "en-US", "en-GB", "en-CA", "en-AU"] = Field(
        default="auto",
        description="The dialect of English to keep to; “auto”: what each document mostly uses.",
    )
    max_file_size: Annotated[int, BeforeValidator(_size)] = Field(
        default=DEFAULT_MAX_FILE_SIZE, description="Files over this many bytes are not read; “10 MB” is understood too."
    )
    words: Words = Words()
    front_matter: FrontMatter = FrontMatter()
    links: Links = Links()
    citations: Citations = Citations()
    languagetool: LanguageTool = LanguageTool()
    rules: dict[str, dict[str, Any]] = Field(
        default={},
        description="Options of single rules, and their severity.",
    )


class Override(Settings):
    """What is different for some files."""

    files: tuple[Glob, ...] = Field(min_length=1, description="Patterns as in .gitignore, relative to this file.")


class File(Settings):
    """The top level of a configuration file."""

    extend: str | None = Field(
        default=None,
        description="A configuration that is read first, relative to this file.",
    )
    exclude: tuple[Glob, ...] = Field(
        default=(),
        description="Files to leave out; patterns as in .gitignore.",
    )
    baseline: str | None = Field(
        default=None,
        description="A file of known findings, which are not reported; relative to this file.",
    )
    plugins: tuple[str, ...] = Field(
        default=(),
        description="Packages to load further rules from.",
    )
    overrides: tuple[Override, ...] = Field(
        default=(),
        description="What is different for some files; later ones win.",
    )
