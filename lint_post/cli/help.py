"""``lint-post help``: the help of a command, under the name that people try first."""

from __future__ import annotations

import click

from lint_post.cli._commands import no_such_command


@click.command("help", epilog="For example: lint-post help check")
@click.argument("names", nargs=-1, metavar="[COMMAND]...")
@click.pass_context
def command(context: click.Context, names: tuple[str, ...]) -> None:
    """Show the help of COMMAND, or of lint-post."""
    shown = context.find_root()
    for name in names:
        group = shown.command
        found = group.get_command(shown, name) if isinstance(group, click.Group) else None
        if found is None:
            known = group.list_commands(shown) if isinstance(group, click.Group) else []
            raise no_such_command(name, known, context)
        shown = click.Context(found, info_name=name, parent=shown)
    click.echo(shown.get_help())
