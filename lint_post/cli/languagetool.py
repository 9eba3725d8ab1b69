"""``lint-post languagetool``: the LanguageTool server on this machine: get it, start it, stop it, see how it is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lint_post.cli._cache import folder_option
from lint_post.cli._configuration import config_option, isolated_option, read
from lint_post.cli._environment import require_working_directory
from lint_post.cli._proofreading import proofreader_folder
from lint_post.cli._streams import complain, tell

if TYPE_CHECKING:
    from lint_post.config.proofreader_settings import ProofreaderSettings
    from lint_post.oracles.proofreader.local import LocalServer
    from lint_post.oracles.proofreader.running import Running

_FAILED = 2


@click.group(
    "languagetool",
    invoke_without_command=True,
    epilog="For example: lint-post languagetool install",
    help="Get, start and stop the LanguageTool server that checks grammar.\n\n"
    "A check starts it when it is needed, and it stops by itself when it is not used for a while.",
)
@click.pass_context
def command(context: click.Context) -> None:
    """All that is about the server."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(_FAILED)


@command.command("install", epilog="For example: lint-post languagetool install --yes")
@click.option("--version", metavar="VERSION", help="Which version to get, such as 6.8.")
@click.option("--yes", "-y", is_flag=True, help="Do not ask before the download.")
def install(version: str | None, *, yes: bool) -> int:
    """Download LanguageTool into your own folder, after asking.

    It is some 250 MB, needs Java 17 or newer, and about 1 GB of memory when it runs. LTP_PATH names another folder.
    """
    from lint_post.cli._installing import install as install_version
    from lint_post.oracles.proofreader.failures import FailureError

    try:
        return install_version(version, ask=not yes)
    except FailureError as error:
        return _failed(error)


@command.command("start", epilog="For example: lint-post languagetool start --port 8081")
@click.option("--port", type=click.IntRange(1, 65535), help="Which port to use; otherwise any that is free.")
@config_option
@isolated_option
@folder_option
def start(port: int | None, config: tuple[str, ...], cache_dir: Path | None, *, isolated: bool) -> int:
    """Start the server, if it does not run yet."""
    from lint_post.oracles.proofreader.failures import FailureError

    server = _server(config, cache_dir, isolated=isolated)
    settings = _settings(config, isolated=isolated)
    try:
        running = server.start(port or 0)
    except FailureError as error:
        return _failed(error)
    _show(running)
    if (running.memory, running.idle) != (settings.memory, settings.idle):
        tell("The configuration says something else: it counts after “lint-post languagetool stop”.")
    if settings.url:
        tell("Checks do not use it, for the configuration names another server.")
    return 0


@command.command("stop", epilog="For example: lint-post languagetool stop")
@folder_option
def stop(cache_dir: Path | None) -> int:
    """Stop the server, if it runs."""
    from lint_post.oracles.proofreader.failures import FailureError

    try:
        tell("Stopped." if _server((), cache_dir, isolated=True).stop() else "No LanguageTool server runs.")
    except FailureError as error:
        return _failed(error)
    return 0


@command.command("status", epilog="For example: lint-post languagetool status")
@config_option
@isolated_option
@folder_option
def status(config: tuple[str, ...], cache_dir: Path | None, *, isolated: bool) -> int:
    """Say what is installed, which Java runs it, and which server is asked; the exit code is 2 if none can be."""
    from lint_post.oracles.proofreader import installed, java
    from lint_post.oracles.proofreader.failures import FailureError

    settings = _settings(config, isolated=isolated)
    if settings.url:
        return _show_other(settings)
    server = _server(config, cache_dir, isolated=isolated)
    homes = installed.homes()
    for home in homes:
        sys.stdout.write(f"LanguageTool {installed.version(home)} in {home}\n")
    if not homes:
        sys.stdout.write("LanguageTool is not installed: “lint-post languagetool install” gets it.\n")
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
        sys.stdout.write("The server does not run; the next check starts it.\n")
    return code


def _settings(config: tuple[str, ...], *, isolated: bool) -> ProofreaderSettings:
    require_working_directory()
    configs = read({"config": config, "isolated": isolated})
    return configs.of_folder(Path()).proofreader


def _server(config: tuple[str, ...], cache_dir: Path | None, *, isolated: bool) -> LocalServer:
    from lint_post.oracles.proofreader.local import LocalServer

    return LocalServer(_settings(config, isolated=isolated), proofreader_folder(cache_dir))


def _show(running: Running) -> None:
    sys.stdout.write(
        f"The server runs at {running.url.removesuffix('/v2')} (process {running.server.pid}, Java {running.java},"
        f" at most {running.memory} MB for its heap); it stops when it is not used for {_minutes(running.idle)}.\n"
    )


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:g} minutes" if seconds >= 60 else f"{seconds:g} seconds"


def _show_other(settings: ProofreaderSettings) -> int:
    """Say whether the server that the configuration names answers."""
    from lint_post.oracles.proofreader.client import Client, base
    from lint_post.oracles.proofreader.failures import FailureError
    from lint_post.oracles.proofreader.pace import Pace

    try:
        client = Client(base(settings.url or ""), settings.timeout, Pace(None, None))
        sys.stdout.write(f"LanguageTool {client.ask_version()} answers at the address of the configuration.\n")
    except FailureError as error:
        return _failed(error)
    return 0


def _failed(error: Exception) -> int:
    complain(_sentence(error))
    return _FAILED


def _sentence(error: Exception) -> str:
    text = str(error)
    return f"{text}." if text.startswith("http") else f"{text[:1].upper()}{text[1:]}."
