"""What a configuration file may say, as pydantic models."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from lint_post.config import DEFAULT_MAX_FILE_SIZE
from lint_post.globs import is_glob

_SIZE = re.compile(r"(?P<number>\d{1,12}(\.\d{1,12})?)\s*(?P<unit>[kKMG]?)B?")
_UNITS = {"": 1, "k": 1_000, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000}


def _size(value: object) -> object:
    """A number of bytes as it is, or a text such as “10 MB” as one."""
    if isinstance(value, str):
        match = _SIZE.fullmatch(value.strip())
        if match is None:
            raise ValueError("has to be a number of bytes or a text such as “10 MB”")
        value = int(float(match["number"]) * _UNITS[match["unit"]])
    if isinstance(value, int) and not isinstance(value, bool) and value < 1:
        raise ValueError("has to be one byte or more")
    return value


def _glob(value: object) -> object:
    if isinstance(value, str) and not is_glob(value):
        raise ValueError(f"is no pattern as in .gitignore: “{value}”")
    return value


def _pattern(value: object) -> object:
    try:
        re.compile(str(value))
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from None
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


class Links(Strict):
    """What all rules for links need to know."""

    slugs: tuple[Literal["any", "github", "gitlab", "hugo", "docusaurus", "mkdocs"], ...] = Field(
        default=("any",), description="How the ids of headings are made."
    )


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
