"""``lint-post completion``: what makes a shell complete commands, options and names of rules."""

from __future__ import annotations

import sys

import click

from lint_post.cli._commands import COMPLETE_VARIABLE, lint_post


@click.command(
    "completion",
    epilog="""\b
Examples:
  eval "$(lint-post completion bash)"                            in ~/.bashrc
  eval "$(lint-post completion zsh)"                             in ~/.zshrc
  lint-post completion fish >~/.config/fish/completions/lint-post.fish""",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script that makes SHELL complete what is typed after “lint-post”."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"{shell} cannot be made to complete by this version of click: upgrade it.")
    sys.stdout.write(kind(lint_post, {}, "lint-post", COMPLETE_VARIABLE).source() + "\n")
