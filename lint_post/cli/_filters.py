"""Leaving out of a report what is known already, and what is not about the lines that have changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lint_post.cli._input import STDIN
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
    """What is left out of a run. Raises UsageError and ConfigError for what makes no sense or is not there."""

    def __init__(self, options: dict[str, Any], configs: Configs) -> None:
        if STDIN in options["paths"] and any(options[name] for name in ("since", "diff_base", "write_baseline")):
            raise click.UsageError("Standard input is no file that could have changed or be known: name one.")
        if options["diff_base"] and any(options[name] for name in ("fix", "unsafe_fixes", "fix_only", "add_ignore")):
            raise click.UsageError("--diff-base chooses what is reported, and fixes are for whole files: use --since.")
        self._options = options
        self._changes = _changes(options)
        self._outside = 0
        self._known = 0
        self.write_to = Path(options["write_baseline"]) if options["write_baseline"] else None
        self._baseline = None if self.write_to else _baseline(options, configs)
        if options["prune_baseline"] and self._baseline is None:
            raise click.UsageError("--prune-baseline needs a baseline: name it with --baseline.")

    def discovery(self, found: Discovery) -> Discovery:
        """What of ``found`` is to be checked."""
        if not self._options["since"]:
            return found
        from lint_post.suppress.changes import since_revision

        changes = since_revision(self._options["since"])
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
            by_line = self._options["diff_scope"] == "line"
            has = self._changes.has if by_line else self._changes.has_file_of
            near = tuple(filter(has, kept))
            self._outside += len(kept) - len(near)
            kept = near
        return checked if len(kept) == len(checked.diagnostics) else checked._replace(diagnostics=kept)

    def tell(self, files: Iterable[str], linter: Linter) -> None:
        """Say what was left out, and what of the baseline is stale – or take it out, if that is wanted."""
        if self._outside:
            tell(f"{number(self._outside, 'problem')} elsewhere than in what has changed left out.")
        if self._known:
            tell(f"{number(self._known, 'known problem')} left out.")
        if self._baseline:
            self._tell_of_stale(self._baseline, files, linter)

    def _tell_of_stale(self, baseline: Baseline, files: Iterable[str], linter: Linter) -> None:
        from lint_post.suppress.baseline import save

        checked = {os.path.realpath(file): file for file in files}
        folder = baseline.file.parent

        def was_looked_at(one: Known) -> bool:
            path = os.path.realpath(folder / one.file)
            return (path in checked and linter.runs(one.rule, checked[path])) or not Path(path).exists()

        stale = baseline.stale(was_looked_at)
        if stale and self._options["prune_baseline"]:
            gone = set(stale)
            save(baseline.file, [one for one in baseline.known if one not in gone])
            tell(f"{number(len(stale), 'known problem')} not found any more: taken out of {baseline.file.name}.")
        elif stale:
            tell(f"{number(len(stale), 'known problem')} not found any more: --prune-baseline takes them out.")


def _changes(options: dict[str, Any]) -> Changes | None:
    if not options["diff_base"]:
        return None
    from lint_post.suppress.changes import since_branch

    return since_branch(options["diff_base"])


def _baseline(options: dict[str, Any], configs: Configs) -> Baseline | None:
    file = Path(options["baseline"]) if options["baseline"] else configs.of_folder(Path()).baseline
    if file is None:
        return None
    from lint_post.suppress.baseline import read

    return read(file)
