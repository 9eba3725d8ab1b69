"""Measures a second run over many files with one changed: `lint-post check` against rumdl, both with caches.

The Markdown under the paths is copied with its folders, but without images and other files. Each round changes one file
and then times both; figures are medians by the wall clock.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from commands import RUMDL, rumdl, run
from harness import against, cannot_run, markdown_files, print_table

GOAL = 2.0


def main() -> None:
    """Print both times, and ours against rumdl's."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="folders of Markdown files")
    parser.add_argument("--rounds", type=int, default=9, metavar="N", help="number of rounds (default: 9)")
    arguments = parser.parse_args()
    program = rumdl()
    if program is None:
        cannot_run(f"Cannot install {RUMDL}")
    with tempfile.TemporaryDirectory() as temporary:
        copied = _copy(arguments.paths, Path(temporary).resolve() / "files")
        folder = Path(temporary).resolve() / "files"
        os.environ["LINT_POST_CACHE_DIR"] = f"{temporary}/lint-post"
        ours = [sys.executable, "-m", "lint_post", "check", "--isolated", "--output-format", "concise", "."]
        theirs = [str(program), "check", "--no-config", "--cache-dir", f"{temporary}/rumdl", "."]
        cold = [run(command, folder).wall for command in (ours, theirs)]
        time.sleep(2.5)  # what was written just now is read again
        run(ours, folder)
        times = _rounds([ours, theirs], copied, folder, arguments.rounds)
    warm = [statistics.median(walls) for walls in times]
    rows = [
        [name, f"{first:.2f}", f"{second:.2f}"]
        for name, first, second in zip(("lint-post check", RUMDL), cold, warm, strict=True)
    ]
    print(f"{len(copied)} files; wall time in seconds\n")
    print_table(("", "cold", "warm, one file changed"), rows)
    print(f"\nlint-post / rumdl, warm: {warm[0] / warm[1]:.2f}  ({against(warm[0] / warm[1], GOAL)})")


def _copy(paths: Sequence[Path], to: Path) -> list[Path]:
    copied = []
    for number, path in enumerate(paths):
        for file in markdown_files([path]):
            copy = to / str(number) / (file.relative_to(path) if path.is_dir() else file.name)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
            copied.append(copy)
    return copied


def _rounds(commands: Sequence[Sequence[str]], files: Sequence[Path], folder: Path, rounds: int) -> list[list[float]]:
    times: list[list[float]] = [[] for _ in commands]
    for number in range(rounds):
        for walls, command in zip(times, commands, strict=True):
            file = files[(number * 37) % len(files)]
            file.write_bytes(file.read_bytes() + b"\nOne more sentence stands here.\n")
            walls.append(run(command, folder).wall)
    return times


if __name__ == "__main__":
    main()
