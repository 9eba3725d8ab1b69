"""The commands and how they are found: a command's module is imported when it is called or when help needs it."""

from __future__ import annotations

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
)
COMPLETE_VARIABLE = "_LINT_POST_COMPLETE"
"""Set by a shell that asks what may come next."""


class Commands(click.Group):
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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that ``args`` begin with. Raises UsageError, with a hint when they begin with a file."""
        if args[0] not in COMMANDS and Path(args[0]).exists():
            raise click.UsageError(f"“{args[0]}” is no command. To check it: lint-post check {args[0]}", ctx)
        return super().resolve_command(ctx, args)


class Sectioned(click.Command):
    """A command whose help shows options under headings: the ``section`` of each `SectionedOption`."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, heading by heading, in the order they were declared."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for option in self.get_params(ctx):
            record = option.get_help_record(ctx) if isinstance(option, click.Option) else None
            if record is not None:
                sections.setdefault(getattr(option, "section", "Other"), []).append(record)
        for section, records in sections.items():
            with formatter.section(section):
                formatter.write_dl(records)


class SectionedOption(click.Option):
    """An option that stands under the heading ``section``."""

    def __init__(self, *args: Any, section: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
    epilog="“lint-post COMMAND --help” tells more. For example: lint-post check posts",
)
@click.version_option(__version__, message="%(prog)s %(version)s", help="Print the version.")
@click.pass_context
def lint_post(ctx: click.Context) -> None:
    """Reads Markdown posts and docs as an editor would, before you publish."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)
