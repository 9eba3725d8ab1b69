"""Fixes the files of a run, each until no fix is left, and writes each atomically."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from typing import NamedTuple

from lint_post.config.config import Config
from lint_post.errors import FileError
from lint_post.fix.diff import diff
from lint_post.fix.rounds import fix
from lint_post.markdown.nodes import FrontMatterBlock, Heading, Html
from lint_post.parse.parser import parse
from lint_post.project.files import Discovery
from lint_post.rule.finding import Applicability, Failure
from lint_post.run.conclude import Checked
from lint_post.run.lint import Linter
from lint_post.text.source import BOM, Source
from lint_post.text.write import write

_MOST_PASSES = 4
SAFE = frozenset({Applicability.SAFE})
ALL = frozenset({Applicability.SAFE, Applicability.UNSAFE})


class Outcome(NamedTuple):
    """The outcome of one file: the remaining findings, its text before and after, and how many findings were fixed.

    The texts are None if the file could not be read. ``rounds``: the number of rounds of fixes.
    """

    checked: Checked
    before: Source | None = None
    after: Source | None = None
    fixes: int = 0
    rounds: int = 0

    def followed_by(self, later: Outcome) -> Outcome:
        """The outcome of this and what was done ``later``."""
        return later._replace(before=self.before, fixes=self.fixes + later.fixes, rounds=max(self.rounds, later.rounds))

    @property
    def diff(self) -> str:
        """What was changed, as a unified diff; empty if nothing was."""
        return diff(self.before, self.after) if self.before and self.after else ""


class Fixer:
    """Applies the ``allowed`` fixes for the findings of ``linter``; ``dry``: writes nothing."""

    def __init__(self, linter: Linter, allowed: Collection[Applicability] = SAFE, *, dry: bool = False) -> None:
        self._linter = linter
        self._allowed = allowed
        self._dry = dry

    def fix(self, discovery: Discovery) -> Iterator[Outcome]:
        """Each file's outcome in order. Raises as `Linter.check` does.

        Where a fix changed what other documents may ask of its own – a title, an anchor –, all of them are looked at
        once more. Ctrl-C is raised again after the outcomes so far.
        """
        done: dict[str | None, Outcome] = {}
        try:
            for _ in range(_MOST_PASSES):
                outcomes = list(self._pass(discovery, done))
                if self._dry or not any(map(_concerns_others, outcomes)):
                    break
                self._linter.forget()
        except KeyboardInterrupt:
            yield from done.values()
            raise
        yield from done.values()

    def _pass(self, discovery: Discovery, done: dict[str | None, Outcome]) -> Iterator[Outcome]:
        """Fix each file once and put what became of it to what is ``done``."""
        for loaded in self._linter.load(discovery):
            outcome = Outcome(loaded) if isinstance(loaded, Checked) else self._written(self._fix(*loaded), loaded[1])
            before = done.get(outcome.checked.path)
            done[outcome.checked.path] = before.followed_by(outcome) if before else outcome
            yield outcome

    def silence(self, discovery: Discovery, reason: str) -> Iterator[Outcome]:
        """Each file's outcome after a comment was added for each of its findings. Raises as `Linter.check`."""
        from lint_post.fix.silence import silence

        for loaded in self._linter.load(discovery):
            if isinstance(loaded, Checked):
                yield Outcome(loaded)
                continue
            source, config = loaded
            silenced = silence(source, partial(self._linter.judge, config=config), reason)
            yield self._written(Outcome(silenced.checked, source, silenced.source, silenced.findings), config)

    def fix_text(self, data: bytes, path: str | None = None) -> Outcome:
        """The outcome for ``data`` (from standard input), as if it were in the file ``path``; writes nothing."""
        loaded = self._linter.load_text(data, path)
        return Outcome(loaded) if isinstance(loaded, Checked) else self._fix(*loaded)

    def _written(self, outcome: Outcome, config: Config) -> Outcome:
        """``outcome`` after the file was written, or the failure."""
        before, after = outcome.before, outcome.after
        if self._dry or before is None or after is None or after.text == before.text:
            return outcome
        try:
            write(before.path, encode(after), instead_of=encode(before))
        except FileError as error:
            return self._unfixed(before, config, error)
        return outcome

    def _fix(self, source: Source, config: Config) -> Outcome:
        try:
            fixed = fix(source, partial(self._linter.judge, config=config), self._allowed)
        except FileError as error:
            return self._unfixed(source, config, error)
        return Outcome(fixed.checked, source, fixed.source, fixed.fixes, fixed.rounds)

    def _unfixed(self, source: Source, config: Config, error: FileError) -> Outcome:
        """The outcome of a file that is not changed, with the reason."""
        checked = self._linter.judge(source, config)
        return Outcome(checked._replace(failure=Failure(error.path, error.message)), source, source)


def _concerns_others(outcome: Outcome) -> bool:
    """Whether fixes have changed what other documents may ask of this one."""
    before, after = outcome.before, outcome.after
    return before is not None and after is not None and before is not after and _known(before) != _known(after)


def _known(source: Source) -> tuple[object, ...]:
    """The parts of ``source`` that other documents may know: its front matter, its headings, its HTML."""
    if not source.text:
        return ()
    root = parse(source).root
    front_matter = [node.value for node in root.children if isinstance(node, FrontMatterBlock)]
    return front_matter, [source.slice(node.span) for node in root.walk() if isinstance(node, Heading | Html)]


def encode(source: Source) -> bytes:
    """``source`` as the bytes of its file, with its byte order mark."""
    return ((BOM if source.has_bom else "") + source.text).encode()
