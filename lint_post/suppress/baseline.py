"""Known findings: those that a repository had when lint-post was introduced, identified by fingerprints.

A file of known findings is JSON with one finding per line, sorted, so that its diffs are easy to read.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from lint_post.errors import ConfigError, FileError
from lint_post.rule.finding import Diagnostic
from lint_post.text.write import write

VERSION = 1


class Known(NamedTuple):
    """A finding that is known: its file, relative to the folder of the baseline, its rule and its fingerprint."""

    file: str
    rule: str
    fingerprint: str

    @property
    def stem(self) -> str:
        """The fingerprint without the number that distinguishes duplicates."""
        return self.fingerprint.rpartition(":")[0]


class Baseline:
    """The known findings in ``file``, which remembers those that occur again."""

    def __init__(self, file: Path, known: Iterable[Known]) -> None:
        self.file = file
        self.known = tuple(known)
        self._left = Counter(one.stem for one in self.known)

    def new(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Those of a file's ``diagnostics`` that are not known; of duplicates, the first ones are known."""
        return tuple(one for one in diagnostics if not self._is_known(one))

    def _is_known(self, diagnostic: Diagnostic) -> bool:
        stem = diagnostic.fingerprint.rpartition(":")[0]
        if not self._left[stem]:
            return False
        self._left[stem] -= 1
        return True

    def stale(self, was_looked_at: Callable[[Known], bool]) -> list[Known]:
        """The known findings that did not occur, among those for which ``was_looked_at`` is true."""
        left = self._left.copy()
        stale = []
        for one in reversed(self.known):
            if left[one.stem] and was_looked_at(one):
                left[one.stem] -= 1
                stale.append(one)
        return stale[::-1]


def known(diagnostics: Iterable[Diagnostic], file: Path) -> list[Known]:
    """The entries of ``diagnostics`` in a baseline ``file``."""
    folder = os.path.realpath(file.parent)
    return [Known(_relative(one.path, folder), one.rule, one.fingerprint) for one in diagnostics]


def _relative(path: str, folder: str) -> str:
    return Path(os.path.relpath(os.path.realpath(path), folder)).as_posix()


def read(file: Path) -> Baseline:
    """The baseline in ``file``. Raises ConfigError."""
    try:
        data = json.loads(file.read_bytes().decode("utf-8"))
    except OSError as error:
        reason = "file not found; create it with --write-baseline" if isinstance(error, FileNotFoundError) else ""
        reason = reason or (error.strerror or str(error)).lower()
        raise ConfigError(f'Cannot read baseline "{file}": {reason}') from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ConfigError(f'Invalid JSON in baseline "{file}": {error}') from None
    return Baseline(file, _findings(data, file))


def _findings(data: Any, file: Path) -> Iterator[Known]:
    version = data.get("version") if isinstance(data, dict) else None
    if version != VERSION:
        what = f"has version {version} instead of {VERSION}" if isinstance(version, int) else "has no version"
        raise ConfigError(f'Baseline "{file}" {what}; recreate it with --write-baseline')
    for row in data.get("findings", ()):
        if not isinstance(row, Mapping) or not all(isinstance(row.get(name), str) for name in Known._fields):
            raise ConfigError(f'Invalid entry in baseline "{file}"; recreate it with --write-baseline')
        yield Known(*(row[name] for name in Known._fields))


def save(file: Path, findings: Collection[Known]) -> None:
    """Write a baseline with ``findings``, atomically. Raises FileError."""
    rows = [f"  {json.dumps(one._asdict(), ensure_ascii=False)}" for one in sorted(findings)]
    listed = "[\n" + ",\n".join(rows) + "\n]" if rows else "[]"
    text = f'{{"version": {VERSION}, "findings": {listed}}}\n'
    data = text.encode("utf-8", "surrogateescape")
    try:
        if file.exists():
            write(str(file), data, instead_of=file.read_bytes())
        else:
            file.write_bytes(data)
    except (OSError, FileError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower().rstrip(".")
        raise FileError(str(file), f'Cannot write baseline "{file}": {reason}') from None
