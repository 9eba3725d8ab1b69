"""Times cold commands over the same files: `lint-post check` against bare mistune, rumdl, and markdownlint-cli2.

Each runs in a separate process on a copy of the Markdown without any config file; the commands alternate, and
every figure is a median. The peers come from PyPI and npm, at the versions named here, into a cache folder outside the
repository. A peer that cannot be installed is left out, with a note.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from harness import Document, against, cannot_run, print_table
from remark import cache_folder

RUMDL = "rumdl==0.3.0"
MARKDOWNLINT = "markdownlint-cli2@0.22.1"
GOAL = 4.0
OURS, BARE = "lint-post check", "bare mistune"
FINDINGS = (0, 1)  # how a linter ends that has done its work
_BARE = """
import sys
from pathlib import Path
import mistune
parse = mistune.create_markdown(renderer=None)
for file in Path(sys.argv[1]).rglob("*.md"):
    parse(file.read_bytes().decode())
"""


class Cost(NamedTuple):
    """One run of a command: seconds by the wall clock and of CPU time."""

    wall: float
    cpu: float


def run(command: Sequence[str], cwd: Path | None = None) -> Cost:
    """Run a command to its end and take its time; exit codes 0 and 1 (findings) are fine, others end with code 2."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        complaint = said.read()
    if process.returncode not in FINDINGS or b"Traceback" in complaint:
        cannot_run(f"Command failed: {' '.join(command)}\n{complaint.decode(errors='replace').strip()[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime)


def compare(documents: Sequence[Document], rounds: int) -> None:
    """Print what each command takes over ``documents``, and ours against bare mistune."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = copy(documents, Path(temporary))
        commands = _commands(folder)
        times = {name: [run(command, folder) for _ in range(rounds)] for name, command in commands.items()}
    cpu = {name: statistics.median(cost.cpu for cost in costs) for name, costs in times.items()}
    wall = {name: statistics.median(cost.wall for cost in costs) for name, costs in times.items()}
    rows = [[name, f"{cpu[name]:.2f}", f"{wall[name]:.2f}", f"{cpu[name] / cpu[BARE]:.2f}"] for name in commands]
    print(f"\nwhole commands, cold, on {len(documents)} files; medians of {rounds}\n")
    print_table(("", "CPU s", "wall s", "CPU / mistune"), rows)
    ratio = cpu[OURS] / cpu[BARE]
    print(f"\n{OURS} / {BARE}: {ratio:.2f}  ({against(ratio, GOAL)})")


def copy(documents: Sequence[Document], folder: Path) -> Path:
    """The texts as .md files in one folder, numbered, so that no path is odd for any of the commands."""
    for number, document in enumerate(documents):
        (folder / f"{number:05}.md").write_bytes(document.text.encode())
    return folder.resolve()


def _commands(folder: Path) -> dict[str, list[str]]:
    python = sys.executable
    commands = {
        BARE: [python, "-c", _BARE, str(folder)],
        OURS: [python, "-m", "lint_post", "check", "--isolated", "--output-format", "concise", str(folder)],
    }
    if program := rumdl():
        commands[RUMDL] = [str(program), "check", "--no-config", "--no-cache", str(folder)]
    if linter := markdownlint():
        commands[MARKDOWNLINT] = [str(linter), "--no-globs", "*.md"]
    return commands


def rumdl() -> Path | None:
    """The program rumdl, installed at the first call; None if that fails."""
    folder = cache_folder() / RUMDL
    program = folder / "bin" / "rumdl"
    if not program.exists():
        venv.create(folder, with_pip=True)
        _install([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", RUMDL], folder)
    return program if program.exists() else None


def markdownlint() -> Path | None:
    """The program markdownlint-cli2, installed at the first call; None if that fails."""
    folder = cache_folder() / MARKDOWNLINT
    program = folder / "node_modules" / ".bin" / "markdownlint-cli2"
    npm = shutil.which("npm")
    if not program.exists() and npm:
        folder.mkdir(parents=True, exist_ok=True)
        _install([npm, "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", MARKDOWNLINT], folder)
    return program if program.exists() else None


def _install(command: Sequence[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"Skipped {' '.join(command)}: {done.stderr.strip()[-500:]}", file=sys.stderr)
