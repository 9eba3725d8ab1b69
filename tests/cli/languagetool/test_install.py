"""``lint-post languagetool install``: from a server that has the archive whole, cut off, or another one."""

from __future__ import annotations

import hashlib
import resource
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pexpect
import pytest

from ..process import COMMAND, Outcome, environment, lint_post

NAME = "LanguageTool-6.8.zip"


class Shop(ThreadingHTTPServer):
    """Serves an archive; ``gives`` is how many of its bytes it gives away, None for all."""

    daemon_threads = True

    def __init__(self, archive: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.archive = archive
        self.gives: int | None = None
        self.asked: list[str] = []
        self.checksum = hashlib.sha256(archive.read_bytes()).hexdigest()

    def settings(self, folder: Path) -> dict[str, str]:
        """The environment in which LanguageTool is downloaded from here into ``folder``."""
        return {
            "LTP_PATH": str(folder),
            "LTP_DOWNLOAD_HOST_NEW_RELEASES": f"http://127.0.0.1:{self.server_address[1]}/",
            "LTP_DOWNLOAD_SHA256_6_8": self.checksum,
        }


class _Handler(BaseHTTPRequestHandler):
    server: Shop

    def do_HEAD(self) -> None:
        self._head()

    def do_GET(self) -> None:
        if not self._head():
            return
        left = self.server.archive.stat().st_size if self.server.gives is None else self.server.gives
        with self.server.archive.open("rb") as file:
            while left and (data := file.read(min(left, 1 << 20))):
                self.wfile.write(data)
                left -= len(data)

    def _head(self) -> bool:
        self.server.asked.append(f"{self.command} {self.path}")
        is_there = self.path == f"/{NAME}"
        self.send_response(200 if is_there else 404)
        self.send_header("content-length", str(self.server.archive.stat().st_size if is_there else 0))
        self.end_headers()
        return is_there

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Write nothing to the terminal."""


@pytest.fixture(scope="module")
def archive(installation: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installation as an archive, as LanguageTool is distributed."""
    file = tmp_path_factory.mktemp("shop") / NAME
    with zipfile.ZipFile(file, "w") as new:
        for path in sorted((installation / "LanguageTool-6.8").rglob("*")):
            if path.is_file():
                new.write(path, path.relative_to(installation))
    return file


@pytest.fixture
def shop(archive: Path) -> Iterator[Shop]:
    with Shop(archive) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def install(shop: Shop, folder: Path, *options: str, **settings: str) -> Outcome:
    return lint_post("languagetool", "install", *options, cwd=folder, **(shop.settings(folder / "lt") | settings))


def left_behind(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in (folder / "lt").rglob("*") if path.is_file()]


def test_what_is_installed_checks_grammar(shop: Shop, tmp_path: Path) -> None:
    done = install(shop, tmp_path, "--yes")
    assert (done.code, done.output) == (0, "")
    first, second, *_, last = done.notes.splitlines()
    size = round(shop.archive.stat().st_size / 1_000_000)
    assert first.startswith(f"LanguageTool 6.8 ({size} MB) from http://127.0.0.1:")
    assert first.endswith(f"/{NAME} into {tmp_path / 'lt'}.")
    assert second.startswith("License: LGPL-2.1. It will run with Java ")
    assert "Downloading LanguageTool 6.8" in done.notes
    assert last == f'Installed in {tmp_path / "lt/LanguageTool-6.8"}. "lint-post check" now uses it.'
    (tmp_path / "post.md").write_text("It was a bit sad to loose them.\n", "utf-8")
    settings = shop.settings(tmp_path / "lt")
    try:
        checked = lint_post("check", "--cache-dir", "cache", "post.md", cwd=tmp_path, **settings)
        assert "LOOSE_LOSE" in checked.output
    finally:
        lint_post("languagetool", "stop", "--cache-dir", "cache", cwd=tmp_path)
    again = install(shop, tmp_path, "--yes")
    assert (again.code, again.notes) == (
        0,
        f"LanguageTool 6.8 is already installed in {tmp_path / 'lt/LanguageTool-6.8'}.\n",
    )


def test_nothing_is_downloaded_without_a_yes(shop: Shop, tmp_path: Path) -> None:
    done = install(shop, tmp_path)
    assert done.code == 2
    assert "Cannot ask for consent without a terminal; use --yes to download." in done.notes
    assert shop.asked == [f"HEAD /{NAME}"]


@pytest.mark.parametrize("answer", ["n", ""])
def test_who_is_asked_may_say_no(shop: Shop, tmp_path: Path, answer: str) -> None:
    command = [*COMMAND[1:], "languagetool", "install"]
    settings = environment(**shop.settings(tmp_path / "lt"))
    terminal = pexpect.spawn(COMMAND[0], command, cwd=str(tmp_path), env=settings, encoding="utf-8", timeout=60)
    terminal.expect_exact("Download it? [y/N]: ")
    terminal.sendline(answer)
    terminal.expect_exact("Nothing downloaded.")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 2
    assert shop.asked == [f"HEAD /{NAME}"]


def test_a_download_that_is_cut_off_leaves_nothing_behind(shop: Shop, tmp_path: Path) -> None:
    shop.gives = 10_000_000
    done = install(shop, tmp_path, "--yes")
    assert done.code == 2
    assert done.notes.splitlines()[-1].startswith("lint-post: ")
    assert "Traceback" not in done.notes
    assert left_behind(tmp_path) == []


def test_another_archive_than_the_right_one_is_refused(shop: Shop, tmp_path: Path) -> None:
    done = install(shop, tmp_path, "--yes", LTP_DOWNLOAD_SHA256_6_8="0" * 64)
    assert done.code == 2
    assert "checksum mismatch" in done.notes.splitlines()[-1]
    assert left_behind(tmp_path) == []


def test_what_has_no_checksum_is_not_downloaded(shop: Shop, tmp_path: Path) -> None:
    done = install(shop, tmp_path, "--yes", "--version", "9.1")
    assert done.code == 2
    assert done.notes == "lint-post: No known checksum for LanguageTool 9.1; use another version, such as 6.8.\n"
    assert shop.asked == []
    done = install(shop, tmp_path, "--yes", LTP_BYPASS_VERIFIED_DOWNLOADS="true")
    assert (done.code, shop.asked) == (2, [])


@pytest.mark.parametrize(
    ("version", "what"),
    [
        ("banana", 'unknown LanguageTool version "banana"'),
        ("6.7", "not found; choose another version"),
    ],
)
def test_a_version_that_is_none_is_told(shop: Shop, tmp_path: Path, version: str, what: str) -> None:
    done = install(shop, tmp_path, "--yes", "--version", version)
    assert done.code == 2
    assert what.lower() in done.notes.lower()


def test_a_shop_that_is_not_there_is_told(shop: Shop, nobody: str, tmp_path: Path) -> None:
    done = install(shop, tmp_path, "--yes", LTP_DOWNLOAD_HOST_NEW_RELEASES=f"{nobody}/")
    assert done.code == 2
    what = f"Cannot reach {nobody}/{NAME}; check the network and the proxy, or set a server"
    assert f"lint-post: {what} with --languagetool-url.\n" in done.notes


def test_a_disk_that_is_full_leaves_nothing_behind(shop: Shop, tmp_path: Path) -> None:
    """A bound on the size of files, which ends a write as a full disk does."""
    bound = 50_000_000
    run = subprocess.run(
        [*COMMAND, "languagetool", "install", "--yes"],
        cwd=tmp_path,
        env=environment(**shop.settings(tmp_path / "lt")),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (bound, bound)),
    )
    assert run.returncode == 2
    assert run.stderr.splitlines()[-1].startswith("lint-post: File too large")
    assert "Traceback" not in run.stderr
    assert left_behind(tmp_path) == []


def test_a_folder_that_cannot_be_is_told(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "lt").write_text("a file where the folder would be", "utf-8")
    done = install(shop, tmp_path, "--yes")
    assert done.code == 2
    assert done.notes.splitlines()[-1].startswith(f"lint-post: File exists ({tmp_path / 'lt'})")
