"""The part of GitHub's runner that reads a job's output: which lines it obeys, and what it understands."""

from __future__ import annotations

import re
from typing import NamedTuple


class Command(NamedTuple):
    """A workflow command that a runner understood."""

    name: str
    properties: dict[str, str]
    message: str


class OldCommand(NamedTuple):
    """A command of the older form, which the runner finds anywhere in a line."""

    name: str


_NEW = re.compile(r"\s*::(?P<name>[^\s:]+)(?: (?P<properties>.*?))?::(?P<message>.*)", re.DOTALL)
_OLD = re.compile(r"##\[(?P<name>[^\s\]]+)[^\]]*\]")


def parse_command(line: str) -> Command | OldCommand | None:
    """The command that ``line`` is taken for."""
    match = _NEW.fullmatch(line)
    if match:
        pairs = (pair.split("=", 1) for pair in (match["properties"] or "").split(",") if pair)
        properties = {name: _unescape(value, {":": "%3A", ",": "%2C"}) for name, value in pairs}
        return Command(match["name"], properties, _unescape(match["message"], {}))
    old = _OLD.search(line)
    return OldCommand(old["name"]) if old else None


def _unescape(text: str, more: dict[str, str]) -> str:
    for character, escaped in {"\r": "%0D", "\n": "%0A", **more}.items():
        text = text.replace(escaped, character)
    return text.replace("%25", "%")


def obeyed(output: str) -> list[Command | OldCommand]:
    """The commands in ``output`` that a runner obeys: none while they are stopped."""
    token, found = None, []
    for line in re.split(r"\r\n|\r|\n", output):
        command = parse_command(line)
        if token is not None:
            token = None if isinstance(command, Command) and command.name == token else token
        elif isinstance(command, Command) and command.name == "stop-commands":
            token = command.message
        elif command is not None:
            found.append(command)
    return found
