"""One task of pass one: read a file and examine it, in whichever process; what comes of it can travel and be kept."""

from __future__ import annotations

from typing import NamedTuple

from lint_post.errors import FileError
from lint_post.project.files import decode, read_bytes
from lint_post.run.examine import Rules, examine, failed
from lint_post.store.codec import dumps
from lint_post.text.digest import digest
from lint_post.text.source import Source


class Task(NamedTuple):
    """A file to look at: its name, its size in bytes, the key of the rules that look at it, and its largest size.

    ``data``: its content, where the file itself does not say it: standard input, a pipe, an unsaved text.
    """

    path: str
    size: int
    rules: bytes
    max_size: int
    data: bytes | None = None


class Found(NamedTuple):
    """What pass one knows of a file, without its source, as bytes; ``content`` is the digest of what was read."""

    examined: bytes
    content: bytes

    @property
    def size(self) -> int:
        """In bytes, about."""
        return len(self.examined)


class Failed(NamedTuple):
    """A task that came to nothing, and why."""

    why: str

    @property
    def size(self) -> int:
        """In bytes, about."""
        return len(self.why)


Result = Found | Failed


def perform(task: Task, rules: Rules) -> tuple[Result, bytes]:
    """What pass one knows of a file, and its content; never raises but for Ctrl-C."""
    data = b""
    try:
        data = read_bytes(task.path, task.max_size) if task.data is None else task.data
        return Found(examined_bytes(decode(data, task.path, task.max_size), rules), digest(data)), data
    except FileError as error:
        return Failed(error.message), data
    except Exception as error:  # noqa: BLE001 - one odd file must not cost the others their findings
        return Failed(failed(error)), data


def examined_bytes(source: Source, rules: Rules) -> bytes:
    """Pass one over ``source``, without it, as bytes."""
    examined = examine(source, *rules)
    return dumps((examined.findings, examined.questions, examined.crashes, examined.ran, examined.directives))
