"""Measures a cold start: `python -m lint_post check POST` against `python -c "import click, mistune, yaml"`.

The commands alternate; every figure is a median over the pairs. It also lists the most expensive imports and
reports unnecessary imports for a local check.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from commands import Cost, run
from harness import REPOSITORY, against, cannot_run, print_table

POST = REPOSITORY / "examples/deep_learning_2022/index.md"
NEEDLESS = ("asyncio", "httpx", "importlib.metadata", "json", "language_tool_python", "pathspec", "pydantic", "wcwidth")
GOAL = 2.0
CHECK, IMPORTS, NOTHING = "check POST", "import click, mistune, yaml", "pass"
IMPORT_LINE = re.compile(r"import time: +(\d+) \| +(\d+) \|( +)([\w.]+)$")


class Import(NamedTuple):
    """One imported module: its own microseconds, and those with its imports."""

    name: str
    own: int
    total: int


def imports_of(command: Sequence[str]) -> list[Import]:
    """What a command of the running Python imports, in order of completion."""
    python, *rest = command
    done = subprocess.run([python, "-X", "importtime", *rest], capture_output=True, text=True, check=False)
    lines = (IMPORT_LINE.match(line) for line in done.stderr.splitlines())
    return [Import(match[4], int(match[1]), int(match[2])) for match in lines if match]


def compare(commands: dict[str, list[str]], pairs: int) -> None:
    """Print the medians of the commands, and the ratio of the first to the second."""
    for command in commands.values():
        run(command)
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(pairs):
        for name, command in commands.items():
            costs[name].append(run(command))
    medians = {name: Cost(*(statistics.median(column) for column in zip(*costs[name], strict=True))) for name in costs}
    rows = [
        [name, f"{cost.wall * 1000:.0f}", f"{cost.cpu * 1000:.0f}", f"{min(one.cpu for one in costs[name]) * 1000:.0f}"]
        for name, cost in medians.items()
    ]
    print(f"{pairs} alternating runs each\n")
    print_table(("", "wall ms", "CPU ms", "CPU ms, least"), rows)
    print()
    for unit in ("wall", "cpu"):
        each = zip(costs[CHECK], costs[IMPORTS], strict=True)
        ratio = statistics.median(getattr(ours, unit) / getattr(theirs, unit) for ours, theirs in each)
        print(f"check / imports, {unit:4}: {ratio:.2f}  ({against(ratio, GOAL)})")


def report_imports(imports: Sequence[Import], count: int) -> None:
    """Print the dearest modules, and which needless ones are among them."""
    dearest = sorted(imports, key=lambda one: -one.own)[:count]
    print(f"\nthe {len(dearest)} most expensive of {len(imports)} imports of the check (slowed by -X importtime)\n")
    rows = [[one.name, f"{one.own / 1000:.1f}", f"{one.total / 1000:.1f}"] for one in dearest]
    print_table(("module", "own ms", "total ms"), rows)
    names = {one.name for one in imports}
    print()
    print_table(("can be done without", "imported"), [[name, "YES" if name in names else "no"] for name in NEEDLESS])


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("post", nargs="?", type=Path, default=POST, metavar="POST", help="the post to check")
    parser.add_argument("--pairs", type=int, default=20, metavar="N", help="runs of each (default: %(default)s)")
    parser.add_argument("--imports", type=int, default=20, metavar="N", help="imports to list (default: %(default)s)")
    arguments = parser.parse_args()
    if not arguments.post.is_file():
        cannot_run(f'"{arguments.post}" not found')
    if not hasattr(os, "wait4"):
        cannot_run("CPU times of commands are available only on Linux and macOS")
    check = [sys.executable, "-m", "lint_post", "check", str(arguments.post)]
    commands = {
        CHECK: check,
        IMPORTS: [sys.executable, "-c", IMPORTS],
        NOTHING: [sys.executable, "-c", NOTHING],
    }
    compare(commands, arguments.pairs)
    report_imports(imports_of(check), arguments.imports)


if __name__ == "__main__":
    main()
