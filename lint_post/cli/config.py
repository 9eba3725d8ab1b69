"""``lint-post config``: the settings in force for a file, and where each value comes from."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lint_post.cli._commands import Sectioned
from lint_post.cli._configuration import config_option, isolated_option, read
from lint_post.cli._offer import as_text_or_json
from lint_post.cli._options import Configuration, take

if TYPE_CHECKING:
    from lint_post.config.config import Configs
    from lint_post.config.origins import Setting
    from lint_post.run.select import Choice


@click.command(
    "config",
    cls=Sectioned,
    short_help="Print the settings in force for a file.",
    epilog="""\b
Examples:
  lint-post config                 settings for this folder
  lint-post config docs/api.md     settings for a file, including overrides""",
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@config_option
@isolated_option
@as_text_or_json
def command(file: Path | None, output_format: str, **given: Any) -> None:
    """Print the settings in force for FILE, which need not exist, and where each value comes from."""
    from lint_post.cli._environment import require_working_directory

    require_working_directory()
    show(read(take(Configuration, given)), file, is_json=output_format == "json")


def show(configs: Configs, file: Path | None, choice: Choice | None = None, *, is_json: bool = False) -> None:
    """Print the settings in force for ``file`` (None: in the current folder), and the rules that ``choice`` leaves."""
    settings, rules = _settings(configs, file), _rules(configs, file, choice)
    if is_json:
        sys.stdout.write(_as_json(settings, rules))
    else:
        sys.stdout.writelines(_as_text(settings, rules))


def _settings(configs: Configs, file: Path | None) -> Sequence[Setting]:
    loaded = configs.loaded(file.parent if file else Path())
    if loaded is None:
        return ()
    from lint_post.config.origins import settings

    return list(settings(loaded, file))


def _rules(configs: Configs, file: Path | None, choice: Choice | None) -> Mapping[str, str]:
    """The rules that run, with their severities."""
    from lint_post.run.select import Selector

    selection = Selector(configs, choice).selection(configs.of_file(file) if file else configs.of_folder(Path()))
    return {id_: str(configured.severity) for id_, configured in selection.rules.items()}


def _as_text(settings: Sequence[Setting], rules: Mapping[str, str]) -> Iterator[str]:
    from lint_post.report._dump import dump

    if not settings:
        yield "# No config file: all settings have their defaults.\n"
    assignments = [f"{setting.key} = {dump(setting.value)}" for setting in settings]
    width = max(map(len, assignments), default=0)
    for assignment, setting in zip(assignments, settings, strict=True):
        yield f"{assignment.ljust(width)}  # {', '.join(setting.origins)}\n"
    yield f"\n# {len(rules)} rules run:\n"
    yield from (f"#   {rule} ({severity})\n" for rule, severity in rules.items())


def _as_json(settings: Sequence[Setting], rules: Mapping[str, str]) -> str:
    from lint_post.report._dump import dump

    rows = [{"key": setting.key, "value": setting.value, "from": list(setting.origins)} for setting in settings]
    return dump({"settings": rows, "rules": dict(rules)}) + "\n"
