"""``lint-post completion``: shell completion of commands, options and rules."""

from __future__ import annotations

import sys

import click

from lint_post.cli._commands import COMPLETE_VARIABLE, lint_post


@click.command(
    "completion",
    short_help="Print a shell completion script.",
    epilog="""\b
Examples:
  eval "$(lint-post completion bash)"                            in ~/.bashrc
  eval "$(lint-post completion zsh)"                             in ~/.zshrc
  lint-post completion fish >~/.config/fish/completions/lint-post.fish""",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print a script that adds completion for lint-post to SHELL."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"This version of click does not support completion for {shell}; upgrade click.")
    sys.stdout.write(kind(lint_post, {}, "lint-post", COMPLETE_VARIABLE).source() + "\n")
