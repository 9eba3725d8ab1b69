"""The commands: a command's module is imported when the command runs or when help shows it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from lint_post import __version__

# In the order that help shows.
COMMANDS = (
    "check",
    "fix",
    "links",
    "rules",
    "explain",
    "init",
    "config",
    "schema",
    "languagetool",
    "cache",
    "completion",
    "ast",
    "help",
)
COMPLETE_VARIABLE = "_LINT_POST_COMPLETE"
"""Set by a shell that asks for completions."""


class Suggesting(click.Group):
    """A group that suggests a command for a mistyped one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that ``args`` begin with. Raises UsageError with a suggestion."""
        name = args[0]
        known = self.list_commands(ctx)
        if name not in known and not name.startswith("-") and not ctx.resilient_parsing:
            raise no_such_command(name, known, ctx)
        return super().resolve_command(ctx, args)


class Commands(Suggesting):
    """A group of commands, each the ``command`` of the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it
        """All names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click calls it
        """The command of this name, if there is one."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"lint_post.cli.{cmd_name}").command
        return command


def no_such_command(name: str, known: Iterable[str], ctx: click.Context) -> click.UsageError:
    """The error for the command ``name``, with a suggestion if it looks like one of ``known`` or like a file."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    if near:
        hint = f'did you mean "{near[0]}"?'
    elif Path(name).exists():
        hint = f"to check a file, use: lint-post check {name}"
    else:
        hint = 'see "lint-post help"'
    return click.UsageError(f'Unknown command "{name}"; {hint}', ctx)


class Sectioned(click.Command):
    """A command whose help groups options by section: the ``section`` of each `SectionedOption`."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, section by section, in the order of their declaration."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for option in self.get_params(ctx):
            record = option.get_help_record(ctx) if isinstance(option, click.Option) else None
            if record is not None:
                sections.setdefault(getattr(option, "section", "Other"), []).append(record)
        for section, records in sections.items():
            with formatter.section(section):
                formatter.write_dl(records)


class SectionedOption(click.Option):
    """An option in the ``section`` of the help."""

    def __init__(self, *args: Any, section: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
    epilog='\b\nRun "lint-post help COMMAND" for help on a command.\nExample: lint-post check posts',
)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s", help="Show the version and exit.")
@click.pass_context
def lint_post(ctx: click.Context) -> None:
    """Lint Markdown posts and docs before you publish."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)
