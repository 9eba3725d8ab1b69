"""Running a command, and turning whatever it raises into a message and an exit code."""

from __future__ import annotations

import os

import click

from lint_post.cli._commands import COMPLETE_VARIABLE, lint_post
from lint_post.cli._main import INTERRUPTED
from lint_post.cli._streams import complain, prepare
from lint_post.errors import LintPostError

FAILED = 2


def run() -> int:
    """Run the command in the process's arguments; the result is the exit code. Prints messages, never a traceback."""
    output = prepare()
    try:
        code = _invoke()
    except LintPostError as error:
        complain(str(error))
        code = FAILED
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - the last line of defense; a rule might even exit
        if _has_completed(error):
            code = 0
        else:
            _tell_of_bug(error)
            code = FAILED
    output.flush()
    if output.failure:
        complain(f"Cannot write to standard output: {output.failure}.")
        return FAILED
    return code


def _has_completed(error: BaseException) -> bool:
    """Whether click ended the process itself, as it does when a shell asked for completions."""
    return isinstance(error, SystemExit) and COMPLETE_VARIABLE in os.environ


def _invoke() -> int:
    """Let click find the command and call it."""
    try:
        result = lint_post.main(prog_name="lint-post", complete_var=COMPLETE_VARIABLE, standalone_mode=False)
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        complain(_explain(error))
        return FAILED
    return int(result or 0)


def _explain(error: click.ClickException) -> str:
    """What click reports, with a pointer to help."""
    message = _message(error)
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return f'{message}\nFor help, try "{error.ctx.command_path} --help".'
    return message


def _message(error: click.ClickException) -> str:
    if not isinstance(error, click.NoSuchOption):
        return " ".join(error.format_message().split("\n\t"))  # click lists choices on lines of their own
    from difflib import get_close_matches

    near = get_close_matches(error.option_name, error.possibilities or (), n=1)
    hint = f'; did you mean "{near[0]}"?' if near else ""
    return f'Unknown option "{error.option_name}"{hint}'


def _tell_of_bug(error: BaseException) -> None:
    """Print one line, or the traceback if LINT_POST_TRACEBACK is set."""
    if os.environ.get("LINT_POST_TRACEBACK"):
        import traceback

        traceback.print_exception(error)
        return
    what = " ".join(f"{type(error).__name__}: {error}".split())
    complain(
        f"This is a bug in lint-post ({what})."
        " Please report it with the output of the same command under LINT_POST_TRACEBACK=1."
    )
