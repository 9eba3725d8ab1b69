"""What has changed in a git repository: which files, and which of their lines.

The git commands do not depend on configuration, attributes, or file names.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lint_post.errors import UsageError
from lint_post.rule.finding import Diagnostic

_SETTINGS = (
    "core.quotepath=off",
    "diff.noprefix=false",
    "diff.mnemonicPrefix=false",
    "color.ui=never",
)
_DIFF = (
    "diff", "--unified=0", "--find-renames", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative",
    "--inter-hunk-context=0", "--diff-filter=ACMR", "--ignore-submodules", "--src-prefix=a/", "--dst-prefix=b/",
)  # fmt: skip
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb'\\([abtnvfr"\\]|[0-7]{3})')
_LETTERS = {b"a": 7, b"b": 8, b"t": 9, b"n": 10, b"v": 11, b"f": 12, b"r": 13, b'"': 34, b"\\": 92}

Lines = Sequence[range]
"""Stretches of lines, from 1."""
_ALL = (range(1, 2**62),)


class Changes:
    """Changed files by their absolute paths, with the lines that were added or modified in each."""

    def __init__(self, lines: Mapping[str, Lines]) -> None:
        self._lines = lines

    def has_file(self, path: str) -> bool:
        """Whether the file ``path``, relative to the working directory or not, has changed."""
        return os.path.realpath(path) in self._lines

    def has_file_of(self, diagnostic: Diagnostic) -> bool:
        """Whether the file that something is found in has changed."""
        return self.has_file(diagnostic.path)

    def has(self, diagnostic: Diagnostic) -> bool:
        """Whether a finding is on a changed line; one about a whole file is if anything in it has changed."""
        lines = self._lines.get(os.path.realpath(diagnostic.path))
        if lines is None or diagnostic.range is None:
            return lines is not None
        first, last = diagnostic.range.start.line, diagnostic.range.end.line
        return any(stretch.start <= last and first < stretch.stop for stretch in lines)


def since_branch(base: str) -> Changes:
    """What has changed since this branch and ``base`` parted, committed or not. Raises UsageError."""
    top = _top()
    fork = _git(top, "merge-base", "--end-of-options", base, "HEAD")
    if fork is None:
        _commit(top, base)
        raise UsageError(f'No common ancestor of "{base}" and HEAD found; fetch more history. {_FETCH}')
    return _since(top, fork.decode().split()[0])


def since_revision(revision: str) -> Changes:
    """What has changed since ``revision``, committed or not. Raises UsageError."""
    top = _top()
    return _since(top, _commit(top, revision))


_FETCH = "In GitHub Actions, use fetch-depth: 2 with HEAD^1, or use fetch-depth: 0."


def _since(top: Path, commit: str) -> Changes:
    diff = _git(top, *_DIFF, commit, "--")
    others = _git(top, "ls-files", "--others", "--exclude-standard", "--full-name", "-z")
    if diff is None or others is None:
        raise UsageError(f'Cannot compare files with "{commit}"; run "git diff {commit}" to see why')
    lines: dict[str, Lines] = {os.path.realpath(top / path): stretches for path, stretches in _parse(diff)}
    lines |= {os.path.realpath(top / os.fsdecode(path)): _ALL for path in others.split(b"\0") if path}
    return Changes(lines)


def _top() -> Path:
    """The repository that the working directory is in."""
    top = _git(Path.cwd(), "rev-parse", "--show-toplevel")
    if top is None:
        raise UsageError("Cannot find changed files: not in a git repository that git can read")
    return Path(os.fsdecode(top.removesuffix(b"\n")))


def _commit(top: Path, revision: str) -> str:
    commit = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        raise UsageError(f'Unknown git revision "{revision}"; fetch it first. {_FETCH}')
    return commit.decode().strip()


def _git(folder: Path, *arguments: str) -> bytes | None:
    """The output of git; None if it fails. Raises UsageError if git is missing."""
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    environment = os.environ | {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        run = subprocess.run(  # noqa: S603 - no shell, and only our own options and names after them
            ["git", "--no-pager", *settings, *arguments],  # noqa: S607 - the user's own git
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise UsageError(f"Cannot run git to find changed files: {(error.strerror or str(error)).lower()}") from None
    return run.stdout if run.returncode == 0 else None


def _parse(diff: bytes) -> Iterator[tuple[str, Lines]]:
    """Each changed file's path from the repository's top, and its changed lines."""
    path: str | None = None
    stretches: list[range] = []
    lines = iter(diff.split(b"\n"))
    for line in lines:
        if line.startswith(b"diff --git "):
            if path is not None:
                yield path, stretches
            path, stretches = None, []
        elif line.startswith((b"+++ ", b"rename to ")):
            name = _unquoted(line.partition(b" to " if line.startswith(b"rename") else b" ")[2])
            path = os.fsdecode(name if line.startswith(b"rename") else name.removeprefix(b"b/"))
        elif hunk := _HUNK.match(line):
            removed, first, added = (int(number) if number is not None else 1 for number in hunk.groups())
            if added:
                stretches.append(range(first, first + added))
            _skip(lines, removed + added)
    if path is not None:
        yield path, stretches


def _skip(lines: Iterator[bytes], count: int) -> None:
    """Skip the lines of a hunk, which may look like anything."""
    while count:
        if not next(lines, b"").startswith(b"\\"):  # "No newline at end of file" is not one of them
            count -= 1


def _unquoted(name: bytes) -> bytes:
    """The name of a file as git writes it; it ends with a tab if it has spaces."""
    name = name.removesuffix(b"\t")
    if not (name.startswith(b'"') and name.endswith(b'"')):
        return name
    return _ESCAPE.sub(lambda match: bytes([_LETTERS.get(match[1]) or int(match[1], 8)]), name[1:-1])
