"""Leaving known findings, and findings on unchanged lines, out of a report."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lint_post.cli._options import Narrowing
from lint_post.cli._streams import tell
from lint_post.project.files import Discovery
from lint_post.report._footer import number

if TYPE_CHECKING:
    from lint_post.config.config import Configs
    from lint_post.run.conclude import Checked
    from lint_post.run.lint import Linter
    from lint_post.suppress.baseline import Baseline, Known
    from lint_post.suppress.changes import Changes


class Filters:
    """What is left out of a run. Raises UsageError and ConfigError."""

    def __init__(self, narrowing: Narrowing, configs: Configs) -> None:
        self._narrowing = narrowing
        self._changes = _changes(narrowing)
        self._outside = 0
        self._known = 0
        self.write_to = Path(narrowing.write_baseline) if narrowing.write_baseline else None
        self._baseline = None if self.write_to else _baseline(narrowing, configs)
        if narrowing.prune_baseline and self._baseline is None:
            raise click.UsageError("--prune-baseline requires --baseline.")

    def discovery(self, found: Discovery) -> Discovery:
        """What of ``found`` is to be checked."""
        if not self._narrowing.since:
            return found
        from lint_post.suppress.changes import since_revision

        changes = since_revision(self._narrowing.since)
        return found._replace(files=tuple(filter(changes.has_file, found.files)))

    def results(self, results: Iterable[Checked]) -> Iterator[Checked]:
        """``results`` without what is left out."""
        for checked in results:
            yield self._filtered(checked)

    def _filtered(self, checked: Checked) -> Checked:
        kept = checked.diagnostics
        if self._baseline and kept:
            kept = self._baseline.new(kept)
            self._known += len(checked.diagnostics) - len(kept)
        if self._changes and kept:
            by_line = self._narrowing.diff_scope == "line"
            has = self._changes.has if by_line else self._changes.has_file_of
            near = tuple(filter(has, kept))
            self._outside += len(kept) - len(near)
            kept = near
        return checked if len(kept) == len(checked.diagnostics) else checked._replace(diagnostics=kept)

    def tell(self, files: Iterable[str], linter: Linter) -> None:
        """Print how much was left out, and how much of the baseline is stale; with --prune-baseline, remove that."""
        if self._outside:
            where = "lines" if self._narrowing.diff_scope == "line" else "files"
            tell(f"Left out {number(self._outside, 'problem')} outside of changed {where}.")
        if self._known:
            tell(f"Left out {number(self._known, 'known problem')}.")
        if self._baseline:
            self._tell_of_stale(self._baseline, files, linter)

    def _tell_of_stale(self, baseline: Baseline, files: Iterable[str], linter: Linter) -> None:
        from lint_post.suppress.baseline import save

        checked = {os.path.realpath(file): file for file in files}
        folder = baseline.file.parent

        def was_checked(one: Known) -> bool:
            path = os.path.realpath(folder / one.file)
            return (path in checked and linter.runs(one.rule, checked[path])) or not Path(path).exists()

        stale = baseline.stale(was_checked)
        if stale and self._narrowing.prune_baseline:
            gone = set(stale)
            save(baseline.file, [one for one in baseline.known if one not in gone])
            tell(f"Removed {number(len(stale), 'known problem')} from {baseline.file.name}.")
        elif stale:
            tell(f"{number(len(stale), 'known problem')} no longer found; remove with --prune-baseline.")


def _changes(narrowing: Narrowing) -> Changes | None:
    if not narrowing.diff_base:
        return None
    from lint_post.suppress.changes import since_branch

    return since_branch(narrowing.diff_base)


def _baseline(narrowing: Narrowing, configs: Configs) -> Baseline | None:
    file = Path(narrowing.baseline) if narrowing.baseline else configs.of_folder(Path()).baseline
    if file is None:
        return None
    from lint_post.suppress.baseline import read

    return read(file)
