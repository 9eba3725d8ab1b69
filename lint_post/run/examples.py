"""Runs the examples on a rule's page through the real pipeline, in a simulated project that contains their files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from lint_post.config.config import Config
from lint_post.config.link_settings import LinkSettings
from lint_post.config.roots import absolute
from lint_post.errors import ConfigError
from lint_post.oracles.anchors import AnchorOracle
from lint_post.oracles.oracle import Oracles
from lint_post.oracles.outlines import OutlineOracle
from lint_post.oracles.pretend import PretendProofreader, PretendRecords, PretendWeb
from lint_post.oracles.project import EntryKind, Listing, ProjectOracle
from lint_post.oracles.routes import Routes
from lint_post.oracles.sizes import SizeOracle
from lint_post.oracles.today import TodayOracle
from lint_post.oracles.unused import UnusedOracle
from lint_post.project.contents import Contents, Disk
from lint_post.project.documents import pretend
from lint_post.project.library import Library
from lint_post.project.neighbors import Neighbors
from lint_post.rule.catalogue import OWN_GROUP, Catalogue, Entry
from lint_post.rule.edits import apply
from lint_post.rule.finding import Applicability, Diagnostic, Edit, PlacedEdit
from lint_post.rule.page import Example
from lint_post.rule.question import (
    Anchor,
    Draft,
    Fetch,
    Habit,
    Proofread,
    Record,
    Size,
    Spelling,
    Target,
    Today,
    Twins,
    Unused,
)
from lint_post.run.conclude import RULE_FAILED, Checked, conclude
from lint_post.run.examine import examine
from lint_post.run.select import Choice, Selection
from lint_post.text.source import Source, Span


def run(entry: Entry, catalogue: Catalogue) -> tuple[str, ...]:
    """What is not as the page of ``entry`` says, one complaint for each example that fails; none if all hold."""
    complaints = []
    before: Example | None = None
    for example in entry.page.examples:
        if example.kind == "bad":
            before = example
        try:
            said = _complaint(entry, catalogue, example, before)
        except ConfigError as error:
            said = str(error)
        if said:
            complaints.append(f"{entry.id}: the {example.kind} example on line {example.line}: {said}")
    return tuple(complaints)


def _complaint(entry: Entry, catalogue: Catalogue, example: Example, bad: Example | None) -> str | None:
    if example.kind == "fixed":
        return _wrong_fix(entry, catalogue, example, bad)
    found = _diagnostics(entry, catalogue, example)
    if example.kind == "good":
        expected: Counter[Span | None] = Counter()
    else:
        expected = Counter(example.marks or [None])
    actual = Counter(_span(diagnostic) for diagnostic in found)
    if actual == expected:
        return None
    missed = _quoted(example.text, expected - actual)
    extra = [f"{_quote(example.text, _span(one))}: {one.message}" for one in found if _span(one) not in expected]
    twice = _quoted(example.text, Counter(span for span in (actual - expected).elements() if span in expected))
    parts = (("missed", missed), ("also found", extra), ("found twice", twice))
    return "; ".join(f"{what} {', '.join(listed)}" for what, listed in parts if listed)


def _quoted(text: str, spans: Counter[Span | None]) -> list[str]:
    return [_quote(text, span) for span in spans.elements()]


def _quote(text: str, span: Span | None) -> str:
    return "a finding about the whole file" if span is None else f"{text[span.start : span.end]!r} at {span.start}"


def _wrong_fix(entry: Entry, catalogue: Catalogue, example: Example, bad: Example | None) -> str | None:
    if bad is None:
        return "missing bad example before it"
    by_hand = Applicability.SUGGESTION
    fixes = [found.fix for found in _diagnostics(entry, catalogue, bad) if found.fix]
    edits = [_edit(edit) for fix in fixes if fix.applicability is not by_hand for edit in fix.edits]
    try:
        fixed = apply(bad.text, edits)
    except ValueError as error:
        return str(error)
    return None if fixed == example.text else f"the fixes produce {fixed!r}"


def _edit(edit: PlacedEdit) -> Edit:
    return Edit(Span(edit.range.start.offset, edit.range.end.offset), edit.text)


def _span(diagnostic: Diagnostic) -> Span | None:
    place = diagnostic.range
    return Span(place.start.offset, place.end.offset) if place else None


def _diagnostics(entry: Entry, catalogue: Catalogue, example: Example) -> list[Diagnostic]:
    """What the rule says of ``example``; failures of any rule are its own too."""
    checked = check(entry, catalogue, example)
    return [found for found in checked.diagnostics if found.rule in (entry.id, RULE_FAILED)]


def check(entry: Entry, catalogue: Catalogue, example: Example) -> Checked:
    """The result for ``example``: with the rule of ``entry`` alone, or for an own rule with what is on by default."""
    config = Config(select=None if entry.group == OWN_GROUP else (entry.id,), options=_options(entry, example))
    selection = Selection(catalogue, config, Choice())
    world = example.world
    folders = Pretend(*world.files, *world.texts, world.path)
    texts = {**world.texts, world.path: example.text}
    library = Library(Contents(disk=PretendDisk(texts)))
    here = Path.cwd()
    oracles = Oracles(
        {
            Target: lambda: ProjectOracle(lambda _: here, folders, routes.answer),
            Anchor: lambda: AnchorOracle(lambda _: here, oracles.ask, library),
            Twins: lambda: outlines,
            Draft: lambda: outlines,
            Habit: lambda: outlines,
            Spelling: lambda: outlines,
            Unused: lambda: UnusedOracle(lambda _: here, lambda _: texts, library.text, folders),
            Size: lambda: SizeOracle(lambda _: here, oracles.ask, lambda path: len(library.text(path) or "")),
            Today: lambda: TodayOracle(world.today),
            Fetch: lambda: PretendWeb(world.web),
            Record: lambda: PretendRecords(world.papers),
            Proofread: lambda: PretendProofreader(world.remarks),
        }
    )
    neighbors = Neighbors(pretend(world.texts), library)
    routes = Routes(folders, neighbors, LinkSettings())
    outlines = OutlineOracle(lambda _: here, neighbors, oracles.ask, library)
    examined = examine(Source(example.text, world.path), selection.rules.values())
    return conclude(examined, selection, oracles.ask, config.fail_on, world.path)


def _options(entry: Entry, example: Example) -> dict[str, dict[str, object]]:
    if not example.options:
        return {}
    from lint_post.config.rule_options import read_options

    return {entry.id: read_options(entry, example.options)}


class Pretend:
    """Folders that hold ``files`` (relative to the working directory) and nothing else."""

    def __init__(self, *files: str) -> None:
        self._listings: dict[Path, dict[str, EntryKind]] = {}
        here = Path.cwd()
        for file in files:
            path = absolute(file)
            kind: EntryKind = "file"
            while path not in (here, path.parent):
                self._listings.setdefault(path.parent, {})[path.name] = kind
                path, kind = path.parent, "folder"

    def leaves(self, _folder: Path, _root: Path) -> bool:
        """No link leads anywhere."""
        return False

    def listing(self, folder: Path, _root: Path) -> Listing | None:
        """What is in ``folder``, None if nothing is."""
        kinds = self._listings.get(folder)
        return None if kinds is None else Listing(kinds)


class PretendDisk(Disk):
    """The files ``texts``, by their paths below the working directory."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = {str(absolute(path)): text.encode() for path, text in texts.items()}

    def whole(self, file: str) -> bytes | None:
        """What ``file`` says."""
        return self._texts.get(file)

    def head(self, file: str, count: int) -> bytes:
        """The first bytes of it."""
        return self._texts.get(file, b"")[:count]

    def status(self, _file: str) -> None:
        """Nothing is known of when it was written."""
