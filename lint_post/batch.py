"""Many files: what earlier runs found out about them is taken from the store, the rest is shared among processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple, Protocol

from lint_post.answers import Answers
from lint_post.codec import CodecError, dumps, loads, loads_own
from lint_post.conclude import Checked
from lint_post.config import Config
from lint_post.digest import digest
from lint_post.errors import FileError
from lint_post.examine import Examined, failed
from lint_post.files import name, read_bytes
from lint_post.finding import Failure
from lint_post.ledger import Ground, Kind
from lint_post.stable import stable
from lint_post.store import Store
from lint_post.text import Source
from lint_post.workers import Failed, Result, Rules, Task, Workers, perform

_CHUNK = 400  # files that are looked up at once
_LEAST_BYTES = 400_000  # of text to look at, for more processes to pay
_LEAST_FILES = 6


class Judge(Protocol):
    """What a run does with a single file."""

    def known_as(self, path: str, config: Config, /) -> str:
        """What the file is called in its project."""

    def rules(self, config: Config, /) -> Rules:
        """What looks at files under ``config``."""

    def code(self, config: Config, /) -> bytes:
        """What changes when the code of these rules does."""

    def conclude(self, examined: Examined, config: Config, /) -> Checked:
        """What there is to say of a file. Raises FileError."""


class Item(NamedTuple):
    """A file that is there: its name, its bytes and its configuration."""

    path: str
    data: bytes
    config: Config


class _Chunk(list[Item | Checked]):
    """The next items; ``interrupt`` is the Ctrl-C that came while they were read."""

    def __init__(self, items: Iterator[Item | Checked]) -> None:
        super().__init__()
        self.interrupt: KeyboardInterrupt | None = None
        try:
            self.extend(islice(items, _CHUNK))
        except KeyboardInterrupt as interrupt:
            self.interrupt = interrupt


class _Row(NamedTuple):
    """What the store has of a file: pass one's result, then what was said of it on which grounds, and their digest."""

    examined: bytes
    checked: bytes
    grounds: tuple[Ground, ...]
    world: bytes


class Batch:
    """A run over many files; ``salt`` stands for everything that files do not show: versions, options, rules."""

    def __init__(self, judge: Judge, store: Store, answers: Answers, salt: bytes, jobs: int) -> None:
        self._judge = judge
        self._store = store
        self._answers = answers
        self._salt = salt
        self._jobs = jobs
        self._rules: dict[bytes, Rules] = {}
        self._keys: dict[Config, bytes] = {}
        self._workers: Workers | None = None

    def check(self, items: Iterator[Item | Checked]) -> Iterator[Checked]:
        """Each file's result, in order; what is a result already passes through.

        Ctrl-C while a file is read is raised again after the results of those before it.
        """
        try:
            while True:
                chunk = _Chunk(items)
                yield from self._check(chunk)
                if chunk.interrupt:
                    raise chunk.interrupt
                if not chunk:
                    return
        finally:
            if self._workers:
                self._workers.close()

    def _check(self, chunk: _Chunk) -> Iterator[Checked]:
        keys = [None if isinstance(item, Checked) else self._key(item) for item in chunk]
        known = self._known([key for key in keys if key])
        new = [
            item for item, key in zip(chunk, keys, strict=True) if not isinstance(item, Checked) and key not in known
        ]
        results = self._perform(new)
        for item, key in zip(chunk, keys, strict=True):
            if isinstance(item, Checked) or key is None:
                yield item if isinstance(item, Checked) else Checked(item.path)
                continue
            row = known.get(key)
            yield self._fresh(item, key, next(results)) if row is None else self._remembered(item, key, row)

    # --- what is known

    def _key(self, item: Item) -> bytes:
        rules = self._rules_key(item.config)
        name = self._judge.known_as(item.path, item.config)
        return digest(rules, *(text.encode("utf-8", "surrogateescape") for text in (item.path, name)), item.data)

    def _rules_key(self, config: Config) -> bytes:
        if config not in self._keys:
            rules = self._judge.rules(config)
            key = digest(self._salt, self._judge.code(config), stable(rules), stable((config.plugins, config.fail_on)))
            self._keys[config] = key
            self._rules[key] = rules
        return self._keys[config]

    def _known(self, keys: list[bytes]) -> dict[bytes, _Row]:
        rows = {}
        for key, value in self._store.get(keys).items():
            try:
                examined, checked, grounds, world = loads(value)
                rows[key] = _Row(examined, checked, tuple(Ground(Kind(kind), *rest) for kind, *rest in grounds), world)
            except (CodecError, TypeError, ValueError):
                continue
        return rows

    # --- what is new

    def _perform(self, new: list[Item]) -> Iterator[Result]:
        tasks = [Task(item.path, item.data, self._rules_key(item.config)) for item in new]
        pays = len(tasks) >= _LEAST_FILES and sum(len(task.data) for task in tasks) >= _LEAST_BYTES
        if self._workers is None and self._jobs > 1 and pays:
            self._workers = Workers(self._jobs, self._rules)
        if self._workers:
            return self._workers.perform(tasks)
        return (perform(task, self._rules[task.rules]) for task in tasks)

    # --- what there is to say

    def _fresh(self, item: Item, key: bytes, result: Result) -> Checked:
        """After pass one in this run."""
        if isinstance(result, Failed):
            return Checked(item.path, failure=Failure(item.path, result.why))
        return self._conclude(item, key, result, loads_own(result))

    def _remembered(self, item: Item, key: bytes, row: _Row) -> Checked:
        """After pass one, and perhaps all of it, in an earlier run."""
        try:
            if row.world == self._answers.world.digest(row.grounds):
                said: Checked = loads(row.checked) if row.checked else Checked(item.path)
                return said
            return self._conclude(item, key, row.examined, loads(row.examined))
        except CodecError:
            rules = self._rules_key(item.config)
            return self._fresh(item, key, perform(Task(item.path, item.data, rules), self._rules[rules]))

    def _conclude(self, item: Item, key: bytes, result: bytes, known: tuple[Any, ...]) -> Checked:
        examined = Examined(Source.from_bytes(item.data, item.path), *known)
        self._answers.ledger.take()
        try:
            checked = self._judge.conclude(examined, item.config)
        except Exception as error:  # noqa: BLE001 - one odd file must not cost the others their findings
            return Checked(item.path, failure=Failure(item.path, failed(error)))
        grounds = tuple(sorted(self._answers.ledger.take()))
        if not examined.crashes and not checked.failure:
            said = b"" if checked == Checked(item.path) else dumps(checked)
            plain = tuple((ground.kind.value, *ground[1:]) for ground in grounds)
            self._store.put(key, dumps((result, said, plain, self._answers.world.digest(grounds))))
        return checked


def items(files: Iterable[tuple[str, Config]]) -> Iterator[Item | Checked]:
    """The bytes of ``files``, or what there is to say of those that cannot be read."""
    for file, config in files:
        try:
            yield Item(name(file), read_bytes(file, config.max_file_size), config)
        except FileError as error:
            yield Checked(error.path, failure=Failure(error.path, error.message))
