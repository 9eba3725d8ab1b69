"""Files are written atomically."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import pytest

from lint_post.errors import FileError
from lint_post.text.write import write

Unprivileged = Callable[[Path], AbstractContextManager[None]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "post.md"
    file.write_bytes(b"old")
    return file


def _refused(path: Path | str) -> str:
    with pytest.raises(FileError) as caught:
        write(str(path), b"new", instead_of=b"old")
    assert caught.value.path == str(path)
    return caught.value.message


def test_a_file_keeps_its_mode_its_owner_and_its_attributes(file: Path) -> None:
    file.chmod(0o2640)
    if os.geteuid() == 0:
        os.chown(file, 12, 34)
        file.chmod(0o2640)
    with suppress(OSError):  # not every file system has such
        os.setxattr(file, "user.note", b"kept")
    before, attributes = file.stat(), os.listxattr(file)
    write(str(file), b"new", instead_of=b"old")
    after = file.stat()
    assert file.read_bytes() == b"new"
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert os.listxattr(file) == attributes
    assert list(file.parent.iterdir()) == [file]


def test_a_long_name_is_accepted(tmp_path: Path) -> None:
    file = tmp_path / ("長" * 83 + ".md")
    file.write_bytes(b"old")
    write(str(file), b"new", instead_of=b"old")
    assert file.read_bytes() == b"new"


def test_a_link_stays_and_what_it_leads_to_is_written(file: Path) -> None:
    link = file.with_name("link.md")
    link.symlink_to("post.md")
    write(str(link), b"new", instead_of=b"old")
    assert (link.is_symlink(), file.read_bytes()) == (True, b"new")


def test_a_second_name_keeps_the_old_text(file: Path) -> None:
    other = file.with_name("other.md")
    other.hardlink_to(file)
    write(str(file), b"new", instead_of=b"old")
    assert (file.read_bytes(), other.read_bytes()) == (b"new", b"old")


def test_a_file_that_has_changed_meanwhile_is_left_alone(file: Path) -> None:
    file.write_bytes(b"newer")
    assert _refused(file) == "File changed during the check; run the command again"
    assert file.read_bytes() == b"newer"


def test_a_read_only_file_is_left_alone_even_by_the_superuser(file: Path) -> None:
    file.chmod(0o444)
    assert _refused(file) == "Cannot write file: it is read-only; make it writable"
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"old", 0o444)


def test_a_closed_folder_a_missing_one_and_a_loop_are_reported(file: Path, unprivileged: Unprivileged) -> None:
    file.chmod(0o666)
    file.parent.chmod(0o555)
    with unprivileged(file.parent):
        assert _refused(file).startswith("Cannot write file: permission denied; ")
    file.parent.chmod(0o755)
    assert file.read_bytes() == b"old"
    assert _refused(file.parent / "gone/post.md").startswith("Cannot write file: no such file or directory; ")
    loop = file.with_name("loop.md")
    loop.symlink_to("loop.md")
    assert _refused(loop).startswith("Cannot write file: ")


def test_a_pipe_is_not_a_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert _refused(tmp_path / "pipe.md").startswith("Cannot write to anything but a regular file")
