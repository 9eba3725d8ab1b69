"""Measures the parser: lint-post with spans and nodes against bare mistune, on real Markdown and on hostile input.

Bare mistune is `mistune.create_markdown(renderer=None)` without plugins. All times are CPU time. Without a path it
uses the Markdown files of the running Python's site-packages and of this repository.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from harness import REPOSITORY, against, best_of, cannot_run, describe, print_table, read_documents, sample
from hostile import CASES, NAMED

RATIO_GOAL = 2.0
GROWTH_GOAL = 2.3
HOSTILE_RATIO_GOAL = 3.0
SECONDS_PER_MB_GOAL = 15.0
SMALLEST_WORK = 0.5  # million characters; the minimum that one round parses
SMALLEST = 1 << 14  # characters; where the search for a size that can be waited for begins
HOPELESS = 3.0  # growth from which on, once a run takes a second, waiting for a larger size tells nothing new
TOO_SHORT = 0.02  # seconds; below this a ratio says nothing
TOO_SHORT_TO_GROW = 0.05  # seconds; below this the growth for doubled input says nothing
STEADY = 0.2  # seconds; shorter runs are repeated and the best is taken
MEMORY = 6 << 30  # bytes
OURS, BARE = "lint-post", "mistune"


def parser_named(name: str) -> Callable[[str], object]:
    """From text to tree: `lint-post`'s parser or bare `mistune`."""
    if name == BARE:
        import mistune

        return mistune.create_markdown(renderer=None)
    from lint_post.parse.parser import parse
    from lint_post.text.source import Source

    return lambda text: parse(Source(text))


# --- real Markdown


def compare_speed(paths: list[Path], rounds: int, megabytes: float) -> None:
    """Print how long both take for the same documents, and the ratio."""
    documents = sample(read_documents(paths), megabytes)
    parsers = {name: parser_named(name) for name in (BARE, OURS)}
    size = sum(len(document.text) for document in documents) / 1e6
    times = math.ceil(SMALLEST_WORK / size)

    def task(name: str) -> Callable[[], None]:
        def run() -> None:
            for document in documents * times:
                parsers[name](document.text)

        return run

    best = best_of(rounds, {name: task(name) for name in parsers})
    print(f"{describe(documents)}; parsed {times} ×, best of {rounds} alternating rounds\n")
    rows = [[name, f"{s:.3f}", f"{size * times / s:.2f}", f"{s / best[BARE]:.2f}"] for name, s in best.items()]
    print_table(("parser", "CPU s", "million characters/s", "ratio"), rows)
    ratio = best[OURS] / best[BARE]
    print(f"\n{OURS} / {BARE}: {ratio:.2f}  ({against(ratio, RATIO_GOAL)})")


# --- hostile input, each case in a separate process


class Run(NamedTuple):
    """One hostile input parsed: CPU time in seconds, or what stopped it."""

    seconds: float | None
    stopped: str = ""


def parse_hostile(name: str, case: str, size: int, limit: int) -> None:
    """In a separate process: parse a case with limits on CPU time (seconds) and memory, print the time as JSON."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    parse = parser_named(name)
    parse("# Warm-up\n\nA *b* `c` [d](e).\n")
    text = CASES[case](size)
    best, spent = float("inf"), 0.0
    while spent < STEADY:
        start = time.process_time()
        parse(text)
        taken = time.process_time() - start
        best, spent = min(best, taken), spent + taken + 0.01
    print(json.dumps(best))


def _run(name: str, case: str, size: int, limit: int) -> Run:
    command = [sys.executable, __file__, "--child", name, case, str(size), str(limit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return Run(float(json.loads(done.stdout)))
    if done.returncode < 0:
        return Run(None, f"over {limit} s")
    return Run(None, (done.stderr.strip().splitlines() or ["no output"])[-1][:60])


class Timing(NamedTuple):
    """One parser on one case at ``size`` and at half of it."""

    size: int
    half: Run
    full: Run

    @property
    def growth(self) -> float | None:
        """How many times as long the doubled input takes."""
        if self.half.seconds and self.full.seconds and self.full.seconds > TOO_SHORT_TO_GROW:
            return self.full.seconds / self.half.seconds
        return None

    @property
    def per_megabyte(self) -> float | None:
        """CPU seconds for 2²⁰ characters, if it went on at this rate."""
        return None if self.full.seconds is None else self.full.seconds * (1 << 20) / self.size


def _time_case(name: str, case: str, largest: int, budget: float, limit: int) -> Timing:
    """Double the size until it is ``largest`` or one run takes ``budget`` seconds or growth is hopeless."""
    size = min(SMALLEST, largest // 2)
    timing = Timing(size, Run(None), _run(name, case, size, limit))
    while timing.size < largest and timing.full.seconds is not None:
        hopeless = timing.full.seconds > 1 and (timing.growth or 0) > HOPELESS
        if timing.half.seconds is not None and (hopeless or timing.full.seconds > budget):
            break
        size *= 2
        timing = Timing(size, timing.full, _run(name, case, size, limit))
    return timing


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _judge(ours: Timing, bare: Timing, bare_seconds: float | None) -> tuple[float | None, str]:
    """The ratio to bare mistune at the same size, and which goals are missed."""
    ratio = None
    if bare_seconds and ours.full.seconds and ours.full.seconds > TOO_SHORT:
        ratio = ours.full.seconds / bare_seconds
    missed = []
    if ours.full.seconds is None:
        missed.append(ours.full.stopped)
    if (ours.growth or 0) > GROWTH_GOAL:
        missed.append("growth")
    slower = bare.full.seconds is None or (bare.growth or 0) > GROWTH_GOAL
    if slower and (ours.per_megabyte or 0) > SECONDS_PER_MB_GOAL:
        missed.append(f"over {SECONDS_PER_MB_GOAL:g} s/MB")
    if not slower and (ratio or 0) > HOSTILE_RATIO_GOAL:
        missed.append("ratio")
    return ratio, ", ".join(missed)


def compare_hostile(cases: list[str], largest: int, budget: float, limit: int) -> None:
    """Print, for each case, both parsers' time, their growth for doubled input and the ratio."""
    print(f"each doubled up to {largest >> 10} Ki characters or {budget:g} CPU s")
    print(f"goals: growth ≤ {GROWTH_GOAL:g}; ratio to mistune ≤ {HOSTILE_RATIO_GOAL:g}, ", end="")
    print(f"or ≤ {SECONDS_PER_MB_GOAL:g} s per MB (2²⁰ characters) where mistune grows faster than that\n")
    head = ("case", "Ki", "CPU s", "growth", "s/MB", "mistune s", "growth", "ratio", "missed")
    print("{:30}{:>6}{:>9}{:>8}{:>8}{:>11}{:>8}{:>8}  {}".format(*head))
    missing = 0
    for case in cases:
        ours = _time_case(OURS, case, largest, budget, limit)
        bare = _time_case(BARE, case, ours.size, limit, limit)
        bare_seconds = bare.full.seconds if bare.size == ours.size else None
        ratio, missed = _judge(ours, bare, bare_seconds)
        missing += bool(missed)
        numbers = [ours.full.seconds, ours.growth, ours.per_megabyte, bare_seconds, bare.growth, ratio]
        row = (case.strip(), ours.size >> 10, *map(_number, numbers), missed)
        print("{:30}{:>6}{:>9}{:>8}{:>8}{:>11}{:>8}{:>8}  {}".format(*row).rstrip(), flush=True)
    print(f"\n{len(cases) - missing} of {len(cases)} cases keep every goal")


# --- the command


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="Markdown files, or folders of them")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="best of N (default: %(default)s)")
    parser.add_argument(
        "--megabytes", type=float, default=4, metavar="N", help="take an even sample this large (default: %(default)s)"
    )
    parser.add_argument("--only", choices=("speed", "hostile"), help="run only this part")
    parser.add_argument(
        "--case", action="append", choices=CASES, metavar="CASE", help="run this hostile case; repeatable"
    )
    parser.add_argument("--named", action="store_true", help="only the hostile cases with specific goals")
    parser.add_argument(
        "--size", type=int, default=1024, metavar="KI",
        help="largest hostile input, in 2¹⁰ characters (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--budget", type=float, default=4, metavar="S",
        help="stop doubling a hostile input when it takes this many CPU seconds (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--limit", type=int, default=60, metavar="S",
        help="stop a parser after this many CPU seconds (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    """Run the benchmark."""
    arguments = _arguments()
    if arguments.child:
        name, case, size, limit = arguments.child
        parse_hostile(name, case, int(size), int(limit))
        return
    if sys.platform == "win32" and arguments.only != "speed":
        cannot_run("Limits on CPU time and memory need Linux or macOS; use --only speed")
    if arguments.only != "hostile" and not arguments.case:
        paths = arguments.paths or [Path(sysconfig.get_path("purelib")), REPOSITORY]
        compare_speed(paths, arguments.rounds, arguments.megabytes)
        print()
    if arguments.only != "speed":
        cases = arguments.case or (list(NAMED) if arguments.named else list(CASES))
        compare_hostile(cases, arguments.size << 10, arguments.budget, arguments.limit)


if __name__ == "__main__":
    main()
