"""Which files a run is about, and reading them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from lint_post.config.config import DEFAULT_MAX_FILE_SIZE, Configs
from lint_post.config.roots import absolute
from lint_post.errors import FileError, TooLargeError
from lint_post.text.source import Source

if TYPE_CHECKING:
    from lint_post.project.patterns import Patterns

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mdx", ".qmd", ".rmd"})
NEVER_WALKED = "node_modules"


class Discovery(NamedTuple):
    """The files to check, by the names to report in order, and what could not be looked at.

    ``walked``: what was found in each of the folders, all by whole paths.
    """

    files: tuple[str, ...]
    failures: tuple[FileError, ...] = ()
    walked: Mapping[str, tuple[str, ...]] = {}


def discover(paths: Iterable[str], configs: Configs) -> Discovery:
    """The files in ``paths`` (files and folders as given by the user; none: ``.``).

    A file is taken unless it is of another kind, such as an image; a folder is walked, honoring ``.gitignore`` and
    ``exclude``, without ``node_modules`` and what is hidden. Names have ``/`` between folders and no ``./``. Raises
    ConfigError.
    """
    found: dict[str, str] = {}  # names by whole paths
    folders = []
    failures = []
    for path in list(paths) or ["."]:
        try:
            if _is_folder(path):
                folders.append(path)
            else:
                _require_text(path)
                found.setdefault(str(absolute(path)), name(path))
        except FileError as error:
            failures.append(error)
    links: set[str] = set()
    walked: dict[str, tuple[str, ...]] = {}
    if folders:
        walk = _walked(folders, configs)
        failures += walk.failures
        for whole, shown in (*walk.files, *walk.links):
            found.setdefault(whole, shown)
        links = {whole for whole, _ in walk.links}
        if len(folders) == 1:
            both = {whole: whole for whole, _ in (*walk.files, *walk.links)}
            walked[str(absolute(folders[0]))] = tuple(sorted(_without_twins(both, links)))
    return Discovery(tuple(sorted(_without_twins(found, links))), tuple(failures), walked)


def _walked(folders: Iterable[str], configs: Configs) -> _Walk:
    from lint_post.project.patterns import Patterns

    walk = _Walk(Patterns(configs))
    for folder in folders:
        walk.folder(folder)
    return walk


def name(path: str | PurePath) -> str:
    """``path`` as reports name it: with ``/`` between folders and no ``./``."""
    return PurePath(path).as_posix()


def _without_twins(found: dict[str, str], links: set[str]) -> Iterator[str]:
    """The names of all ``found`` but of ``links`` to a file that is among them by its own name."""
    real = {os.path.realpath(path) for path in found.keys() - links} if links else set()
    yield from (shown for path, shown in found.items() if path not in links or os.path.realpath(path) not in real)


def _is_folder(path: str) -> bool:
    """Whether ``path``, which must exist, is a folder. Raises FileError."""
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116 - Path("") would be the working directory
    except OSError as error:
        raise _failure(path, error) from None


def _require_text(path: str) -> None:
    """Raises FileError if the file ``path`` is neither Markdown nor plain text."""
    if kind := _other_kind(path):
        raise FileError(name(path), kind)


def is_text(path: str) -> bool:
    """Whether the file ``path`` is Markdown or plain text, judged by its name and its first bytes."""
    return _other_kind(path) is None


def _other_kind(path: str) -> str | None:
    suffix = suffix_of(PurePath(path).name)
    if suffix in MARKDOWN:
        return None
    from lint_post.project.kinds import other_kind

    return other_kind(path, suffix)


class _Walk:
    """Walks folders and gathers what it finds, and what could not be looked at.

    ``files`` and ``links`` (symbolic ones, to files) are whole paths with the names to report. Paths are plain texts
    here: there may be very many, and `Path` would take most of the time.
    """

    def __init__(self, patterns: Patterns) -> None:
        self.files: list[tuple[str, str]] = []
        self.links: list[tuple[str, str]] = []
        self.failures: list[FileError] = []
        self._patterns = patterns

    def folder(self, start: str) -> None:
        """Collect the files below ``start``. Symbolic links to folders are not followed, so there are no loops."""
        top: Path | None = None
        shown = name(start)
        waiting = [(str(absolute(start)), "" if shown == "." else shown.rstrip("/") + "/")]
        while waiting:
            folder, prefix = waiting.pop()
            try:
                with os.scandir(folder) as entries:
                    visible = [entry for entry in entries if not entry.name.startswith(".")]
                top = top or self._patterns.top(Path(folder))
                ignores = self._patterns.of_folder(Path(folder), top)
            except OSError as error:
                self.failures.append(_failure(prefix.rstrip("/") or start, error))
                continue
            for entry in visible:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != NEVER_WALKED and not ignores.match(entry.name, folder=True):
                        waiting.append((entry.path, f"{prefix}{entry.name}/"))
                elif is_document(entry.name) and not ignores.match(entry.name, folder=False):
                    self._take(entry, prefix + entry.name)

    def _take(self, entry: os.DirEntry[str], shown: str) -> None:
        try:
            if entry.is_file():
                (self.links if entry.is_symlink() else self.files).append((entry.path, shown))
            elif entry.is_symlink() and not entry.is_dir():
                self.failures.append(_broken_link(shown))
        except OSError as error:  # a link that leads to itself, or to where nobody may look
            self.failures.append(_failure(shown, error))


def suffix_of(file: str) -> str:
    """The suffix of a file's name, in lower case; nothing for a name that begins with its only dot."""
    stem, dot, suffix = file.rpartition(".")
    return f".{suffix.lower()}" if stem and dot else ""


def is_document(file: str) -> bool:
    """Whether a file of this name is Markdown; a name that begins with its only dot has no suffix."""
    return suffix_of(file) in MARKDOWN and not file.startswith(".")


def is_excluded(path: str, configs: Configs) -> bool:
    """Whether ``.gitignore`` or ``exclude`` leave out the file ``path``, which need not exist."""
    from lint_post.project.patterns import Patterns

    file = absolute(path)
    patterns = Patterns(configs)
    top = patterns.repository(file.parent) or file.parent
    below = [file, *file.parents][: len(file.relative_to(top).parts)]
    return any(patterns.of_folder(part.parent, top).match(part.name, folder=part != file) for part in reversed(below))


def read(path: str, max_size: int) -> Source:
    """The file named ``path``, of at most ``max_size`` bytes. Raises FileError, whose message says what to do."""
    return decode(read_bytes(path, max_size), name(path), max_size)


def read_bytes(path: str, max_size: int) -> bytes:
    """The same before it is decoded. Raises FileError."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - only a name is needed
            status = os.fstat(file.fileno())
            if status.st_size > max_size:
                raise _too_large(name(path), status.st_size, max_size)
            # A device or a pipe has no size, and may have no end.
            data = file.read(-1 if stat.S_ISREG(status.st_mode) else min(max_size, DEFAULT_MAX_FILE_SIZE) + 1)
    except OSError as error:
        raise _failure(path, error) from None
    if len(data) > max_size:
        raise _too_large(name(path), len(data), max_size)
    return data


def decode(data: bytes, path: str, max_size: int) -> Source:
    """The same for bytes that are here already (standard input). Raises FileError."""
    if len(data) > max_size:
        raise _too_large(path, len(data), max_size)
    return Source.from_bytes(data, path)


def _too_large(path: str, size: int, limit: int) -> TooLargeError:
    shown, shown_limit = _amount(size), _amount(limit)
    if shown == shown_limit:
        shown, shown_limit = f"{size:,} bytes", f"{limit:,}"
    return TooLargeError(
        path,
        f'File size {shown} exceeds the limit of {shown_limit}; raise "max-file-size" in the config file',
    )


def _amount(size: int) -> str:
    for unit, name_ in ((1_000_000, "MB"), (1_000, "kB")):
        if size >= unit:
            return f"{size / unit:.1f} {name_}".replace(".0 ", " ")
    return f"{size} bytes"


def _failure(path: str, error: OSError) -> FileError:
    """What ``error`` means for the file ``path``."""
    if isinstance(error, FileNotFoundError):
        return _broken_link(name(path)) if path and Path(path).is_symlink() else FileError(path, "File not found")
    if isinstance(error, IsADirectoryError):
        return FileError(name(path), "Expected a file, found a folder")
    if isinstance(error, PermissionError):
        return FileError(name(path), "Cannot read file: permission denied")
    return FileError(name(path), f"Cannot read file: {(error.strerror or str(error)).lower()}")


def _broken_link(path: str) -> FileError:
    return FileError(path, f'Broken symbolic link to "{Path(path).readlink()}"')
