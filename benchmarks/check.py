"""Measures the cost of the rules against the parser: all default rules, in this process, on a folder of Markdown.

Every round parses each document again, so that shared work of rules (sections, prose) is counted each time, on
a separate line. Of asking rules, the questions are counted, not the answers. All times are CPU time.
With ``--commands`` the whole command is timed too, from a cold start, against bare mistune and its peers.
Without a path it uses the Markdown files of the running Python's site-packages and of this repository.
"""

from __future__ import annotations

import argparse
import gc
import sysconfig
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from commands import compare
from harness import REPOSITORY, Document, against, describe, print_table, read_documents, sample

from lint_post.document.document import Document as Parsed
from lint_post.parse.parser import parse
from lint_post.rule.base import AskingRule, Rule
from lint_post.rule.catalogue import load
from lint_post.text.source import Source

GOAL = 1.0
PARSE, RULES, SHARED = "parse", "rules", "shared by rules"

Task = Callable[[Parsed], Iterable[object]]


class Round(NamedTuple):
    """CPU seconds of the parse, of all rules together and of each rule alone; how much each rule had to say."""

    seconds: dict[str, float]
    said: Counter[str]


def runnable_rules() -> dict[str, Task]:
    """What each rule that is on by default does with a document in pass one, by id."""
    tasks: dict[str, Task] = {}
    for entry in load():
        if not entry.on:
            continue
        rule = entry.rule()
        if isinstance(rule, Rule):
            tasks[entry.id] = rule.check
        elif isinstance(rule, AskingRule):
            tasks[entry.id] = rule.questions
    return tasks


def _run(task: Task, document: Parsed) -> int:
    return sum(1 for _ in task(document))


def time_round(documents: Sequence[Document], tasks: dict[str, Task]) -> Round:
    """Parse every document, run all rules on it, then each alone."""
    seconds: defaultdict[str, float] = defaultdict(float)
    said: Counter[str] = Counter()
    gc.collect()
    clock = time.process_time
    for document in documents:
        source = Source(document.text, document.path.as_posix())
        start = clock()
        parsed = parse(source)
        seconds[PARSE] += clock() - start
        start = clock()
        for name, task in tasks.items():
            said[name] += _run(task, parsed)
        seconds[RULES] += clock() - start
        for name, task in tasks.items():
            start = clock()
            _run(task, parsed)
            seconds[name] += clock() - start
    return Round(seconds, said)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="Markdown files, or folders of them")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="best of N (default: %(default)s)")
    parser.add_argument(
        "--megabytes", type=float, default=2, metavar="N", help="take an even sample this large (default: %(default)s)"
    )
    parser.add_argument("--commands", action="store_true", help="time whole commands too: mistune, rumdl, markdownlint")
    arguments = parser.parse_args()
    paths = arguments.paths or [Path(sysconfig.get_path("purelib")), REPOSITORY]
    documents = sample(read_documents(paths), arguments.megabytes)
    tasks = runnable_rules()
    time_round(documents[:1], tasks)
    rounds = [time_round(documents, tasks) for _ in range(arguments.rounds)]
    _print(documents, rounds, tuple(tasks))
    if arguments.commands:
        compare(documents, arguments.rounds)


def _print(documents: Sequence[Document], rounds: Sequence[Round], rules: Sequence[str]) -> None:
    best = {name: min(one.seconds[name] for one in rounds) for name in (PARSE, RULES, *rules)}
    best[SHARED] = max(0.0, best[RULES] - sum(best[name] for name in rules))
    print(f"{describe(documents)}; best of {len(rounds)} rounds\n")
    order = [PARSE, RULES, SHARED, *sorted(rules, key=lambda name: -best[name])]
    said = rounds[0].said
    rows = [[name, f"{best[name]:.3f}", f"{best[name] / best[PARSE]:.3f}", str(said.get(name, ""))] for name in order]
    print_table(("", "CPU s", "of the parse", "findings, questions"), rows)
    ratio = best[RULES] / best[PARSE]
    print(f"\nrules / parse: {ratio:.2f}  ({against(ratio, GOAL)})")


if __name__ == "__main__":
    main()
