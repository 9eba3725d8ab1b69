"""The options as typed values, one for each concern, so that a misspelled option is a type error."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from lint_post.cli._input import STDIN
from lint_post.text.value import Value

V = TypeVar("V", bound=Value)


def take(kind: type[V], given: Mapping[str, object]) -> V:
    """A ``kind`` made of what click parsed; its fields have the names of click's parameters."""
    return kind(**{name: given[name] for name in kind._fields})


class Selection(Value):
    """Which rules run."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Printing(Value):
    """What is printed, and how."""

    output_format: str
    column_unit: str
    color: str
    reports: tuple[str, ...]
    statistics: bool
    quiet: bool
    verbose: bool


class Fixing(Value):
    """Which files change, and how."""

    fix: bool
    unsafe_fixes: bool
    diff: bool
    fix_only: bool
    add_ignore: bool
    reason: str

    @property
    def fixes(self) -> bool:
        """Whether the texts of files are to change."""
        return self.fix or self.unsafe_fixes or self.fix_only

    @property
    def is_wanted(self) -> bool:
        """Whether the run changes files, or shows how it would."""
        return self.fixes or self.diff or self.add_ignore


class Narrowing(Value):
    """Which findings are left out."""

    since: str | None
    diff_base: str | None
    diff_scope: str
    baseline: str | None
    write_baseline: str | None
    prune_baseline: bool


class Failing(Value):
    """What makes the exit code 1."""

    fail_on: str | None = None
    exit_zero: bool = False


class Configuration(Value):
    """Which config files count, and what goes over them."""

    config: tuple[str, ...] = ()
    isolated: bool = False


class Exclusion(Value):
    """Which files a walk leaves out."""

    exclude: tuple[str, ...] = ()
    extend_exclude: tuple[str, ...] = ()


class Web(Value):
    """Whether the web is asked, and which private addresses may be."""

    online: bool | None = None
    allow_private: tuple[str, ...] = ()


class Proofreading(Value):
    """Which LanguageTool server is asked."""

    languagetool_url: str | None = None


class Cache(Value):
    """Where results are kept between runs."""

    no_cache: bool
    cache_dir: Path | None


class Speed(Value):
    """How many processes work."""

    jobs: int | None = None


class Input(Value):
    """What is checked."""

    paths: tuple[str, ...]
    stdin_filename: str | None

    @property
    def is_stdin(self) -> bool:
        """Whether it is standard input."""
        return STDIN in self.paths


class Mode(Value):
    """What a run is besides one pass over files."""

    interactive: bool
    watch: bool
    show_files: bool
    show_settings: bool


class Options(Value):
    """All options of ``check`` and ``fix``."""

    selection: Selection
    printing: Printing
    fixing: Fixing
    narrowing: Narrowing
    failing: Failing
    configuration: Configuration
    exclusion: Exclusion
    web: Web
    proofreading: Proofreading
    cache: Cache
    speed: Speed
    input: Input
    mode: Mode

    @classmethod
    def of(cls, given: Mapping[str, object]) -> Options:
        """The options as click parsed them."""
        return cls(
            selection=take(Selection, given),
            printing=take(Printing, given),
            fixing=take(Fixing, given),
            narrowing=take(Narrowing, given),
            failing=take(Failing, given),
            configuration=take(Configuration, given),
            exclusion=take(Exclusion, given),
            web=take(Web, given),
            proofreading=take(Proofreading, given),
            cache=take(Cache, given),
            speed=take(Speed, given),
            input=take(Input, given),
            mode=take(Mode, given),
        )
