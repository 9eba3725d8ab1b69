"""``lint-post languagetool``: install, start, stop and inspect the local LanguageTool server."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lint_post.cli._cache import folder_option
from lint_post.cli._commands import Suggesting
from lint_post.cli._configuration import config_option, isolated_option, read
from lint_post.cli._environment import require_working_directory
from lint_post.cli._options import Configuration, take
from lint_post.cli._proofreading import proofreader_folder
from lint_post.cli._streams import complain, tell

if TYPE_CHECKING:
    from lint_post.config.proofreader_settings import ProofreaderSettings
    from lint_post.oracles.proofreader.local import LocalServer
    from lint_post.oracles.proofreader.running import Running

_FAILED = 2


@click.group(
    "languagetool",
    cls=Suggesting,
    short_help="Manage the LanguageTool server.",
    invoke_without_command=True,
    epilog="For example: lint-post languagetool install",
    help="Install, start and stop the LanguageTool server, which checks grammar.\n\n"
    "A check starts the server when needed; an idle server stops on its own.",
)
@click.pass_context
def command(context: click.Context) -> None:
    """Commands for the server."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(_FAILED)


@command.command("install", epilog="For example: lint-post languagetool install --yes")
@click.option("--version", metavar="VERSION", help="The version to install, such as 6.8.")
@click.option("--yes", "-y", is_flag=True, help="Download without asking.")
def install(version: str | None, *, yes: bool) -> int:
    """Download LanguageTool after asking.

    The download is about 250 MB. LanguageTool requires Java 17 or newer, and about 1 GB of memory while running. Set
    LTP_PATH to install into another folder.
    """
    from lint_post.cli._installing import install as install_version
    from lint_post.oracles.proofreader.failures import FailureError

    try:
        return install_version(version, ask=not yes)
    except FailureError as error:
        return _failed(error)


@command.command("start", epilog="For example: lint-post languagetool start --port 8081")
@click.option("--port", type=click.IntRange(1, 65535), help="The port; default: any free port.")
@config_option
@isolated_option
@folder_option
def start(port: int | None, cache_dir: Path | None, **given: Any) -> int:
    """Start the server unless it is running."""
    from lint_post.oracles.proofreader.failures import FailureError

    settings = _settings(take(Configuration, given))
    server = _server(settings, cache_dir)
    try:
        running = server.start(port or 0)
    except FailureError as error:
        return _failed(error)
    _show(running)
    if (running.memory, running.idle) != (settings.memory, settings.idle):
        tell(
            "The running server has other settings than the config file;"
            ' run "lint-post languagetool stop" to apply them.'
        )
    if settings.url:
        tell("Checks use the server in the config file instead.")
    return 0


@command.command("stop", epilog="For example: lint-post languagetool stop")
@folder_option
def stop(cache_dir: Path | None) -> int:
    """Stop the server if it is running."""
    from lint_post.oracles.proofreader.failures import FailureError

    try:
        tell(
            "Stopped."
            if _server(_settings(Configuration(isolated=True)), cache_dir).stop()
            else "LanguageTool server not running."
        )
    except FailureError as error:
        return _failed(error)
    return 0


@command.command("status", epilog="For example: lint-post languagetool status")
@config_option
@isolated_option
@folder_option
def status(cache_dir: Path | None, **given: Any) -> int:
    """Print the installed version, the Java version and the server in use; the exit code is 2 if none is usable."""
    from lint_post.oracles.proofreader import installed, java
    from lint_post.oracles.proofreader.failures import FailureError

    settings = _settings(take(Configuration, given))
    if settings.url:
        return _show_other(settings)
    server = _server(settings, cache_dir)
    homes = installed.homes()
    for home in homes:
        sys.stdout.write(f"LanguageTool {installed.version(home)} in {home}\n")
    if not homes:
        sys.stdout.write('LanguageTool is not installed; run "lint-post languagetool install".\n')
    code = 0 if homes else _FAILED
    try:
        found = java.find()
        sys.stdout.write(f"Java {found.version}, {found.path}\n")
    except FailureError as error:
        sys.stdout.write(f"{_sentence(error)}\n")
        code = _FAILED
    running = server.found()
    if running:
        _show(running)
    elif homes:
        sys.stdout.write("Server not running; the next check starts it.\n")
    return code


def _settings(configuration: Configuration) -> ProofreaderSettings:
    require_working_directory()
    return read(configuration).of_folder(Path()).proofreader


def _server(settings: ProofreaderSettings, cache_dir: Path | None) -> LocalServer:
    from lint_post.oracles.proofreader.local import LocalServer

    return LocalServer(settings, proofreader_folder(cache_dir))


def _show(running: Running) -> None:
    sys.stdout.write(
        f"Server running at {running.url.removesuffix('/v2')} (process {running.server.pid}, Java {running.java},"
        f" heap of at most {running.memory} MB); it stops after {_minutes(running.idle)} without use.\n"
    )


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:g} minutes" if seconds >= 60 else f"{seconds:g} seconds"


def _show_other(settings: ProofreaderSettings) -> int:
    """Print whether the server in the config file responds."""
    from lint_post.oracles.proofreader.client import Client, base
    from lint_post.oracles.proofreader.failures import FailureError
    from lint_post.oracles.proofreader.pace import Pace

    try:
        client = Client(base(settings.url or ""), settings.timeout, Pace(None, None))
        sys.stdout.write(f"LanguageTool {client.ask_version()} responds at the URL in the config file.\n")
    except FailureError as error:
        return _failed(error)
    return 0


def _failed(error: Exception) -> int:
    complain(_sentence(error))
    return _FAILED


def _sentence(error: Exception) -> str:
    text = str(error)
    return f"{text}." if text.startswith("http") else f"{text[:1].upper()}{text[1:]}."
