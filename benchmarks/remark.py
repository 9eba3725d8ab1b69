"""npm's remark as the reference for positions, and the examples of the CommonMark specification.

Both are installed from npm, at the versions pinned in remark/package-lock.json, into a cache folder.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from harness import cannot_run

HERE = Path(__file__).resolve().parent / "remark"
PINNED = ("package.json", "package-lock.json", "oracle.mjs")
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$|^#{1,6} +([^\n]*)$", re.MULTILINE | re.DOTALL)

Tree = dict[str, Any]
"""One node as JSON: ``type``, ``start``, ``end`` (code points, half open; null where unknown), ``children``, fields."""


class Example(NamedTuple):
    """An example of the CommonMark specification, numbered from 1, with its expected HTML."""

    number: int
    section: str
    markdown: str
    html: str


def cache_folder() -> Path:
    """Where the benchmarks keep what they install: ``$XDG_CACHE_HOME/lint-post-benchmarks`` or under ``~/.cache``."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "lint-post-benchmarks"


def _fingerprint() -> str:
    return sha256(b"\0".join((HERE / name).read_bytes() for name in PINNED)).hexdigest()[:16]


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        cannot_run(f'"{name}" not found on the PATH; install Node.js 18 or newer to run remark')
    return found


def install(cache: Path) -> Path:
    """The folder under ``cache`` with remark and the specification; installs them with npm at the first call.

    Ends with exit code 2 when node or npm is missing or npm fails.
    """
    folder = cache / f"remark-{_fingerprint()}"
    if folder.is_dir():
        return folder
    npm = _program("npm")
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as temporary:
        fresh = Path(temporary) / "remark"
        fresh.mkdir()
        for name in PINNED:
            shutil.copy(HERE / name, fresh)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=fresh, capture_output=True, text=True, check=False)
        if done.returncode:
            cannot_run(f"npm ci failed in benchmarks/remark:\n{done.stderr.strip()}")
        fresh.rename(folder)
    return folder


def commonmark_examples(folder: Path) -> Iterator[Example]:
    """The 652 examples, from the ``folder`` returned by `install`; → in the specification becomes a tab."""
    text = (folder / "node_modules/commonmark-spec/spec.txt").read_text(encoding="utf-8")
    section, number = "", 0
    for match in EXAMPLE.finditer(text):
        if match[3] is not None:
            section = match[3]
            continue
        number += 1
        yield Example(number, section, match[1].replace("→", "\t"), match[2].replace("→", "\t"))


class Store:
    """Trees that remark gave before, on disk, by the digest of their text: it takes five times as long as we do."""

    def __init__(self, cache: Path) -> None:
        self._database = sqlite3.connect(cache / f"trees-{_fingerprint()}.sqlite")
        self._database.execute("CREATE TABLE IF NOT EXISTS trees (digest BLOB PRIMARY KEY, tree BLOB)")

    def get(self, text: str) -> bytes | None:
        """The answer kept for ``text``, as JSON."""
        row = self._database.execute("SELECT tree FROM trees WHERE digest = ?", (_digest(text),)).fetchone()
        return zlib.decompress(cast("bytes", row[0])) if row else None

    def put(self, text: str, answer: bytes) -> None:
        """Keep ``answer``, JSON, for ``text``."""
        with self._database:
            row = _digest(text), zlib.compress(answer, 1)
            self._database.execute("INSERT OR REPLACE INTO trees VALUES (?, ?)", row)


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8")).digest()


class Remark:
    """remark-parse with remark-gfm and remark-frontmatter, in a separate Node.js process."""

    def __init__(self, folder: Path, store: Store | None = None) -> None:
        self._command = [_program("node"), str(folder / "oracle.mjs")]
        self._store = store
        self._process: subprocess.Popen[bytes] | None = None

    def parse(self, text: str) -> Tree:
        """The tree of ``text``, or ``{"error": …}`` when remark cannot parse it."""
        answer = self._store.get(text) if self._store else None
        if answer is None:
            answer = self._ask(text)
            if self._store and answer:
                self._store.put(text, answer)
        if not answer:
            return {"error": "node ended without an answer"}
        return cast("Tree", json.loads(answer))

    def _ask(self, text: str) -> bytes:
        if self._process is None:
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        question, answers = cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)
        question.write(json.dumps(text).encode("ascii") + b"\n")
        question.flush()
        answer = answers.readline()
        if not answer:
            self.close()
        return answer

    def close(self) -> None:
        """End the node process; the next question starts another."""
        if self._process is not None:
            self._process.communicate()
            self._process = None
