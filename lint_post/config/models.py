"""The contents of a config file, as pydantic models."""

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
    """``value`` in bytes if it is a size such as ``10 MB``, otherwise unchanged. Raises ValueError."""
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
    """A duration such as ``3 days`` in seconds. Raises ValueError."""
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
    """Base of all tables: unknown keys and wrong types are errors, and keys are hyphenated."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, alias_generator=lambda name: name.replace("_", "-")
    )


Glob = Annotated[str, BeforeValidator(_glob)]


class Words(Strict):
    """The words that the project accepts."""

    accept: tuple[str, ...] = Field(
        default=(),
        description="Words to accept as correctly spelled.",
    )
    files: tuple[str, ...] = Field(
        default=(),
        description="Files that list accepted words, one per line. A comment starts with #.",
    )


class FrontMatterField(Strict):
    """The schema of a front matter key."""

    type: Literal["text", "list", "date", "boolean", "integer", "number"] | None = Field(
        default=None, description="The type of the value."
    )
    allowed: tuple[str, ...] = Field(
        default=(),
        description="The allowed values, or the allowed items of a list.",
    )
    pattern: Annotated[str, BeforeValidator(_pattern)] | None = Field(
        default=None, description="A regular expression that the whole text must match."
    )
    min_length: int = Field(
        default=0,
        ge=0,
        description="The minimum number of characters or list items.",
    )
    max_length: int | None = Field(
        default=None,
        ge=0,
        description="The maximum number of characters or list items.",
    )


class FrontMatter(Strict):
    """The schema of the front matter of posts."""

    required: tuple[str, ...] = Field(
        default=(),
        description="The keys that every post with front matter must have.",
    )
    fields: dict[str, FrontMatterField] = Field(
        default={},
        description="The allowed values of each key.",
    )


class LinkExclusion(Strict):
    """URLs not to check."""

    url: str = Field(min_length=1, description="A URL pattern, in which * matches any text.")
    reason: str = Field(min_length=1, description="The reason for not checking these URLs.")
    until: date | None = Field(default=None, description="The last day on which the exclusion applies.")


class LinkHost(Strict):
    """Settings for one host."""

    headers: dict[str, str] = Field(
        default={}, description="Headers to send to this host only. ${NAME} is replaced with an environment variable."
    )
    max_per_host: int | None = Field(default=None, ge=1, description="The maximum number of concurrent requests.")
    delay: float | None = Field(default=None, ge=0, description="The minimum time between two requests, in seconds.")


class Links(Strict):
    """How links are resolved and checked."""

    online: bool = Field(default=False, description="Whether to check links on the web.")
    site: SiteName = Field(default="auto", description="The site generator. With auto, it is detected.")
    site_root: str | None = Field(
        default=None, description="The folder that a leading slash in a link refers to, relative to this file."
    )
    slugs: tuple[Literal["any", "github", "gitlab", "hugo", "docusaurus", "mkdocs"], ...] = Field(
        default=("any",), description="The algorithms that create heading ids."
    )
    allow_private: tuple[Annotated[str, BeforeValidator(_private)], ...] = Field(
        default=(),
        description="Private networks, addresses, and hosts to check, with or without a port.",
    )
    timeout: float = Field(default=15.0, gt=0, le=60, description="The timeout of one attempt, in seconds.")
    max_per_host: int = Field(default=4, ge=1, le=64, description="The maximum number of concurrent requests per host.")
    alarm_after: Annotated[str, BeforeValidator(_runs_or_time)] = Field(
        default="3 days",
        description="How long a link must fail before its first failure is dated, such as 3 days or 5 runs.",
    )
    ok_for: Annotated[str, BeforeValidator(_time)] = Field(
        default="7 days", description="How long to trust a successful check."
    )
    exclude: tuple[LinkExclusion, ...] = Field(default=(), description="URLs not to check.")
    hosts: dict[str, LinkHost] = Field(default={}, description="Settings for individual hosts.")

    def settings(self) -> LinkSettings:
        """The settings of this table, except those for individual rules."""
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
    """How LanguageTool checks grammar."""

    url: Annotated[str, BeforeValidator(_address)] | None = Field(
        default=None,
        description="The URL of a LanguageTool server. Without it, the installed LanguageTool is started.",
    )
    picky: bool = Field(default=False, description="Whether to run LanguageTool's rules for formal text too.")
    mother_tongue: Annotated[str, BeforeValidator(_language)] = Field(
        default="", description="The writer's native language, such as ja, for servers with false-friend data."
    )
    ignore_rules: tuple[str, ...] = Field(default=(), description="The ids of LanguageTool rules to ignore.")
    ignore_categories: tuple[str, ...] = Field(default=(), description="LanguageTool categories to ignore.")
    extend_rules: tuple[str, ...] = Field(
        default=(), description="The ids of LanguageTool rules to enable in addition to the defaults."
    )
    extend_categories: tuple[str, ...] = Field(
        default=(), description="LanguageTool categories to enable in addition to the defaults, such as STYLE."
    )
    memory: Annotated[int, BeforeValidator(_memory)] = Field(
        default=1_000_000_000, description="The memory limit of a started server, in bytes or as text such as 1 GB."
    )
    idle_timeout: Annotated[str, BeforeValidator(_time)] = Field(
        default="15 minutes", description="How long a started server stays idle before it stops."
    )
    timeout: float = Field(default=60.0, gt=0, le=600, description="The timeout of one request, in seconds.")

    def settings(self) -> ProofreaderSettings:
        """The settings of this table, except those for the rule."""
        return ProofreaderSettings(
            url=self.url,
            memory=self.memory // 1_000_000,
            idle=seconds(self.idle_timeout),
            timeout=self.timeout,
        )


class Citations(Strict):
    """Where to look up the records of papers."""

    arxiv: str = Field(default=ARXIV, pattern="^https?://", description="The URL of the arXiv query API.")
    doi: str = Field(default=CROSSREF, pattern="^https?://", description="The URL of the Crossref works API.")


class Settings(Strict):
    """The settings at the top level of a config file and in its overrides."""

    select: tuple[str, ...] | None = Field(default=None, description="The rules to run instead of the default rules.")
    extend_select: tuple[str, ...] = Field(
        default=(),
        description="Rules to run in addition to the selected ones.",
    )
    ignore: tuple[str, ...] = Field(
        default=(),
        description="Rules not to run.",
    )
    fixable: tuple[str, ...] | None = Field(
        default=None, description="The rules whose fixes are applied, instead of all rules."
    )
    unfixable: tuple[str, ...] = Field(default=(), description="Rules whose fixes are not applied.")
    fail_on: Literal["error", "warning", "info", "never"] = Field(
        default="warning", description="The lowest severity that sets the exit code to 1."
    )
    languages: tuple[Annotated[str, StringConstraints(pattern="^[a-z]{2}$")], ...] = Field(
        default=(), description="The languages to check. If empty, each rule checks every language that it supports."
    )
    dialect: Literal["auto", "en-US", "en-GB", "en-CA", "en-AU"] = Field(
        default="auto",
        description="The dialect of English to use. With auto, it is the one that each document mostly uses.",
    )
    max_file_size: Annotated[int, BeforeValidator(_size)] = Field(
        default=DEFAULT_MAX_FILE_SIZE, description="The maximum file size, in bytes or as text such as 10 MB."
    )
    words: Words = Words()
    front_matter: FrontMatter = FrontMatter()
    links: Links = Links()
    citations: Citations = Citations()
    languagetool: LanguageTool = LanguageTool()
    rules: dict[str, dict[str, Any]] = Field(
        default={},
        description="Options and severities of individual rules.",
    )


class Override(Settings):
    """Settings for some files."""

    files: tuple[Glob, ...] = Field(
        min_length=1, description="Files that the override applies to, as .gitignore patterns relative to this file."
    )


class File(Settings):
    """A config file."""

    extend: str | None = Field(
        default=None,
        description="A config file to extend, relative to this file.",
    )
    exclude: tuple[Glob, ...] = Field(
        default=(),
        description="Files not to check, as .gitignore patterns relative to this file.",
    )
    baseline: str | None = Field(
        default=None,
        description="A file of known findings that are not reported, relative to this file.",
    )
    plugins: tuple[str, ...] = Field(
        default=(),
        description="The plugins to load rules from.",
    )
    overrides: tuple[Override, ...] = Field(
        default=(),
        description="Settings for some files. Later overrides take precedence.",
    )
