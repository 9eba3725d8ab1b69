"""Many files: what earlier runs found out about them is taken from the store, the rest is shared among processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol

from lint_post.config.config import Config
from lint_post.errors import FileError
from lint_post.project.contents import Contents
from lint_post.project.files import read_bytes
from lint_post.rule.finding import Failure
from lint_post.rule.question import Question
from lint_post.run.answers import Answers
from lint_post.run.conclude import Checked
from lint_post.run.examine import Examined, Rules, failed
from lint_post.run.workers import Failed, Result, Task, Workers, perform
from lint_post.store.codec import CodecError, dumps, loads, loads_own
from lint_post.store.stable import stable
from lint_post.store.store import Store
from lint_post.text.digest import digest
from lint_post.text.source import Source

_CHUNK = 400  # files that are looked up at once …
_SLOW_CHUNK = 25  # … and if each may have to be proofread
_LEAST_BYTES = 400_000  # of text to look at, for more processes to pay
_LEAST_FILES = 6
_LARGEST_ROW = 1_000_000  # bytes that are kept of a file; one with thousands of findings is looked at again


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
    """A file that is there: its name, its configuration and the digest of its content.

    ``data`` is the content itself of what may not be read twice.
    """

    path: str
    config: Config
    content: bytes
    data: bytes | None = None


class _Chunk(list[Item | Checked]):
    """The next ``most`` items; ``interrupt`` is the Ctrl-C that came while they were read, or looked at."""

    def __init__(self, items: Iterator[Item | Checked], most: int | None) -> None:
        super().__init__()
        self.interrupt: KeyboardInterrupt | None = None
        try:
            self.extend(islice(items, most))
        except KeyboardInterrupt as interrupt:
            self.interrupt = interrupt


_Grounds = tuple[tuple[str, str, str], ...]


class _Row(NamedTuple):
    """What the store has of a file: pass one's result, then what was said of it on which grounds, and their digest."""

    examined: bytes
    checked: bytes
    grounds: _Grounds
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
                chunk = _Chunk(items, self._most())
                yield from self._check(chunk)
                if chunk.interrupt:
                    raise chunk.interrupt
                if not chunk or self._answers.links.online:
                    return
        finally:
            if self._workers:
                self._workers.close()
            self._answers.contents.keep()

    def _most(self) -> int | None:
        """How many files are looked at together; None: all of them."""
        if self._answers.links.online:
            return None
        return _SLOW_CHUNK if self._answers.takes_long else _CHUNK

    def _check(self, chunk: _Chunk) -> Iterator[Checked]:
        keys = [None if isinstance(item, Checked) else self._key(item) for item in chunk]
        known = self._known([key for key in keys if key])
        new = [
            item for item, key in zip(chunk, keys, strict=True) if not isinstance(item, Checked) and key not in known
        ]
        results = self._ahead(new, known, chunk) if self._answers.takes_long else self._perform(new)
        for item, key in zip(chunk, keys, strict=True):
            if isinstance(item, Checked) or key is None:
                yield item if isinstance(item, Checked) else Checked(item.path)
                continue
            row = known.get(key)
            yield self._fresh(item, key, *next(results)) if row is None else self._remembered(item, key, row)

    # --- what is known

    def _key(self, item: Item) -> bytes:
        rules = self._rules_key(item.config)
        names = f"{item.path}\0{self._judge.known_as(item.path, item.config)}"
        return digest(rules, names.encode("utf-8", "surrogateescape"), item.content)

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
                rows[key] = _Row(*loads(value))
            except (CodecError, TypeError):
                continue
        return rows

    # --- what is new

    def _perform(self, new: list[Item]) -> Iterator[tuple[bytes, Result]]:
        """The bytes of ``new`` files and what pass one makes of them."""
        loaded = [self._load(item) for item in new]
        tasks = [task for task in loaded if isinstance(task, Task)]
        pays = len(tasks) >= _LEAST_FILES and sum(len(task.data) for task in tasks) >= _LEAST_BYTES
        if self._workers is None and self._jobs > 1 and pays:
            self._workers = Workers(self._jobs, self._rules)
        if self._workers:
            results = self._workers.perform(tasks)
        else:
            results = (perform(task, self._rules[task.rules]) for task in tasks)
        for task in loaded:
            yield (task.data, next(results)) if isinstance(task, Task) else (b"", task)

    def _ahead(self, new: list[Item], known: dict[bytes, _Row], chunk: _Chunk) -> Iterator[tuple[bytes, Result]]:
        """The same after what any file of the ``chunk`` wants to know was asked, as far as that takes long."""
        results = []
        questions: list[Question] = []
        for _, result in self._perform(new):
            results.append(result)
            if not isinstance(result, Failed):
                questions += (question for _, question in loads_own(result)[1])
        for row in known.values():
            if row.world == self._answers.world.digest(row.grounds):
                continue
            with suppress(CodecError):
                questions += (question for _, question in loads(row.examined)[1])
        try:
            self._answers.prepare(questions)
        except KeyboardInterrupt as interrupt:
            chunk.interrupt = interrupt
        for item, result in zip(new, results, strict=True):
            loaded = result if isinstance(result, Failed) else self._load(item)
            yield (b"", loaded) if isinstance(loaded, Failed) else (loaded.data, result)

    def _load(self, item: Item) -> Task | Failed:
        try:
            data = read_bytes(item.path, item.config.max_file_size) if item.data is None else item.data
        except FileError as error:  # it is gone by now
            return Failed(error.message)
        return Task(item.path, data, self._rules_key(item.config))

    # --- what there is to say

    def _fresh(self, item: Item, key: bytes, data: bytes, result: Result) -> Checked:
        """After pass one in this run."""
        if isinstance(result, Failed):
            return Checked(item.path, failure=Failure(item.path, result.why))
        return self._conclude(item, key, result, Examined(Source.from_bytes(data, item.path), *loads_own(result)))

    def _remembered(self, item: Item, key: bytes, row: _Row) -> Checked:
        """After pass one, and perhaps all of it, in an earlier run."""
        try:
            if row.world == self._answers.world.digest(row.grounds):
                said: Checked = loads(row.checked) if row.checked else Checked(item.path)
                return said
            known = loads(row.examined)
        except CodecError:
            return self._fresh(item, key, *next(self._perform([item])))
        task = self._load(item)
        if isinstance(task, Failed):
            return Checked(item.path, failure=Failure(item.path, task.why))
        return self._conclude(item, key, row.examined, Examined(Source.from_bytes(task.data, item.path), *known))

    def _conclude(self, item: Item, key: bytes, result: bytes, examined: Examined) -> Checked:
        self._answers.ledger.take()
        try:
            checked = self._judge.conclude(examined, item.config)
        except Exception as error:  # noqa: BLE001 - one odd file must not cost the others their findings
            return Checked(item.path, failure=Failure(item.path, failed(error)))
        grounds = tuple(sorted((str(kind), name_, within) for kind, name_, within in self._answers.ledger.take()))
        if not examined.crashes and not checked.failure:
            is_clean = not (checked.diagnostics or checked.suppressed or checked.unasked)
            said = b"" if is_clean else dumps(checked)
            row = dumps((result, said, grounds, self._answers.world.digest(grounds)))
            if len(row) <= _LARGEST_ROW:
                self._store.put(key, row)
        return checked


def items(files: Iterable[tuple[str, Config]], contents: Contents) -> Iterator[Item | Checked]:
    """The ``files`` with their contents, or what there is to say of those that cannot be read."""
    here = Path.cwd()
    start = f"{here}/" if here.name else str(here)
    for file, config in files:
        try:
            content = contents.look(file if file.startswith("/") else start + file)
            if content is None or content.size > config.max_file_size:
                data = read_bytes(file, config.max_file_size)
                yield Item(file, config, digest(data), data)
            else:
                yield Item(file, config, content.digest)
        except FileError as error:
            yield Checked(error.path, failure=Failure(error.path, error.message))
