"""The straight line from files to results: recall, examine, answer, conclude, keep – for one file as for many.

Files pass in chunks, in order. What earlier runs found out is recalled, and where it still holds, that is all. The rest
is examined, here or in worker processes; what takes long to answer is asked for the whole chunk at once; then each file
is concluded and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lint_post.config.config import Config
from lint_post.errors import ConfigError, FileError
from lint_post.project.contents import Contents
from lint_post.project.files import read_bytes
from lint_post.rule.finding import STDIN_NAME, Failure
from lint_post.rule.question import Question
from lint_post.run.conclude import Checked
from lint_post.run.examine import Examined, failed
from lint_post.run.memory import Memory, Row
from lint_post.run.perform import Failed, Found, Result, Task, perform
from lint_post.run.plan import Plan
from lint_post.run.world import World
from lint_post.store.codec import CodecError, loads, loads_own
from lint_post.store.store import Store
from lint_post.text.digest import digest
from lint_post.text.source import Source

if TYPE_CHECKING:
    from lint_post.run.workers import Workers

_CHUNK = 400  # files that are looked up at once …
_SLOW_CHUNK = 25  # … and if each may have to be proofread
_LEAST_BYTES = 400_000  # of text to look at, for more processes to pay
_LEAST_FILES = 6


class Item(NamedTuple):
    """A file that is there: its name, its configuration, the digest of its content, and its size in bytes.

    ``data`` is the content itself of what may not be read twice, or is in no file.
    """

    path: str
    config: Config
    content: bytes
    size: int
    data: bytes | None = None

    @classmethod
    def of(cls, path: str, config: Config, data: bytes) -> Item:
        """A text that is here already."""
        return cls(path, config, digest(data), len(data), data)

    @property
    def shown(self) -> str | None:
        """What reports call it; None for standard input without a name."""
        return None if self.path == STDIN_NAME else self.path


class _Chunk(list[Item | Checked]):
    """The next ``most`` items (None: all), up to a wait; ``is_last``: no others follow.

    ``interrupt`` is the Ctrl-C that came while they were read, or looked at.
    """

    def __init__(self, items: Iterator[Item | Checked | None], most: int | None) -> None:
        super().__init__()
        self.interrupt: KeyboardInterrupt | None = None
        self.is_last = False
        try:
            for item in items:
                if item is not None:
                    self.append(item)
                if len(self) == most or (item is None and most is not None):
                    return
            self.is_last = True
        except KeyboardInterrupt as interrupt:
            self.interrupt = interrupt


class _Performed(NamedTuple):
    """What pass one made of a file; ``data`` is its content, None if another process has read it."""

    result: Result
    data: bytes | None


class Pipeline:
    """A run over files as ``plan`` says, with what ``store`` remembers, in up to ``jobs`` processes."""

    def __init__(self, plan: Plan, store: Store, jobs: int = 1) -> None:
        self._plan = plan
        self._answers = plan.answers
        nearby = self._answers.nearby
        world = World(nearby.disk, nearby.library, nearby.neighbors, self._who_proofreads)
        self._memory = Memory(store, world)
        self._jobs = jobs
        self._workers: Workers | None = None

    def _who_proofreads(self) -> str:
        return self._answers.distant.proofreader.identity()

    def check(self, items: Iterable[Item | Checked | None]) -> Iterator[Checked]:
        """Each file's result, in order; what is a result already passes through.

        None among the items: the next one may let itself be waited for, so the results before it come first.

        Ctrl-C while a file is read is raised again after the results of those before it.
        """
        waiting = iter(items)
        try:
            while True:
                chunk = _Chunk(waiting, self._most())
                yield from self._check(chunk)
                if chunk.interrupt:
                    raise chunk.interrupt
                if chunk.is_last:
                    return
        finally:
            if self._workers:
                self._workers.close()
            self._answers.nearby.contents.keep()

    def _most(self) -> int | None:
        """How many files are looked at together; None: all of them."""
        if self._answers.distant.links.online:
            return None
        return _SLOW_CHUNK if self._answers.distant.takes_long else _CHUNK

    def _check(self, chunk: _Chunk) -> Iterator[Checked]:
        keys = [None if isinstance(item, Checked) else self._key(item) for item in chunk]
        known = self._memory.recall([key for key in keys if key])
        rows = [known.get(key) if key else None for key in keys]
        pairs = list(zip(chunk, rows, strict=True))
        new = [item for item, row in pairs if not isinstance(item, Checked) and row is None]
        performed = self._perform(new)
        if self._answers.distant.takes_long:
            performed = self._asked(list(performed), [row for row in rows if row], chunk)
        for item, row in pairs:
            if isinstance(item, Checked):
                yield item
            else:
                yield self._recalled(item, row) if row else self._concluded(item, next(performed))

    def _key(self, item: Item) -> bytes:
        names = f"{item.path}\0{self._plan.known_as(item.path, item.config)}"
        return digest(self._plan.rules_key(item.config), names.encode("utf-8", "surrogateescape"), item.content)

    # --- examine

    def _perform(self, new: list[Item]) -> Iterator[_Performed]:
        tasks = [self._task(item) for item in new]
        pays = len(tasks) >= _LEAST_FILES and sum(task.size for task in tasks) >= _LEAST_BYTES
        if self._workers is None and self._jobs > 1 and pays:
            from lint_post.run.workers import Workers

            self._workers = Workers(self._jobs, self._plan.known_rules)
        if self._workers:
            return (_Performed(result, None) for result in self._workers.perform(tasks))
        return (_Performed(*perform(task, self._plan.known_rules[task.rules])) for task in tasks)

    def _task(self, item: Item) -> Task:
        return Task(item.path, item.size, self._plan.rules_key(item.config), item.config.max_file_size, item.data)

    def _examine(self, item: Item, data: bytes | None) -> _Performed:
        """Pass one in this process, over ``data`` if it is known."""
        task = self._task(item if data is None else item._replace(data=data))
        return _Performed(*perform(task, self._plan.known_rules[task.rules]))

    # --- answer

    def _asked(self, performed: list[_Performed], rows: list[Row], chunk: _Chunk) -> Iterator[_Performed]:
        """The same after what any file of the ``chunk`` wants to know was asked, as far as that takes long."""
        questions: list[Question] = []
        for result, _ in performed:
            if isinstance(result, Found):
                questions += (question for _, question in loads_own(result.examined)[1])
        for row in rows:
            if not self._memory.holds(row):
                questions += self._memory.questions(row)
        try:
            self._answers.prepare(questions)
        except KeyboardInterrupt as interrupt:
            chunk.interrupt = interrupt
        return (_Performed(result, None) for result, _ in performed)  # of many files, contents would fill the memory

    # --- conclude

    def _concluded(self, item: Item, performed: _Performed) -> Checked:
        """After pass one in this run. A file that has changed since it was read is examined again."""
        result, data = performed
        if isinstance(result, Failed):
            return _failed(item, result.why)
        if data is None:
            loaded = _load(item)
            if isinstance(loaded, Failed):
                return _failed(item, loaded.why)
            data = loaded
        if digest(data) != result.content:
            return self._concluded(item, self._examine(item, data))
        examined = Examined(Source.from_bytes(data, item.path), *loads_own(result.examined))
        return self._conclude(item._replace(content=result.content), result.examined, examined)

    def _recalled(self, item: Item, row: Row) -> Checked:
        """After pass one, and perhaps all of it, in an earlier run."""
        try:
            if self._memory.holds(row):
                return self._memory.said(row, item.shown)
            known = loads(row.examined)
        except CodecError:
            return self._concluded(item, self._examine(item, None))
        loaded = _load(item)
        if isinstance(loaded, Failed):
            return _failed(item, loaded.why)
        if digest(loaded) != item.content:
            return self._concluded(item, self._examine(item, loaded))
        return self._conclude(item, row.examined, Examined(Source.from_bytes(loaded, item.path), *known))

    def _conclude(self, item: Item, as_bytes: bytes, examined: Examined) -> Checked:
        self._answers.ledger.take()
        try:
            checked = self._plan.conclude(examined, item.config)
        except ConfigError as error:  # of a folder nearby, whose documents a question is about
            return _failed(item, str(error))
        except Exception as error:  # noqa: BLE001 - one odd file must not cost the others their findings
            return _failed(item, failed(error))
        grounds = self._answers.ledger.take()
        if not examined.crashes and not checked.failure:
            self._memory.keep(self._key(item), as_bytes, checked, grounds)
        return checked


def _failed(item: Item, why: str) -> Checked:
    return Checked(item.shown, failure=Failure(item.shown, why))


def _load(item: Item) -> bytes | Failed:
    try:
        return read_bytes(item.path, item.config.max_file_size) if item.data is None else item.data
    except FileError as error:  # it is gone by now
        return Failed(error.message)


def load(files: Iterable[tuple[str, Config]], contents: Contents) -> Iterator[Item | Checked | None]:
    """The ``files`` with their contents' digests, or what there is to say of those that cannot be read.

    None comes before a file that may not be read twice, such as a pipe, which may let itself be waited for.
    """
    here = Path.cwd()
    start = f"{here}/" if here.name else str(here)
    for file, config in files:
        try:
            content = contents.look(file if file.startswith("/") else start + file)
            if content is None:
                yield None
            if content is None or content.size > config.max_file_size:
                yield Item.of(file, config, read_bytes(file, config.max_file_size))
            else:
                yield Item(file, config, content.digest, content.size)
        except FileError as error:
            yield Checked(error.path, failure=Failure(error.path, error.message))
