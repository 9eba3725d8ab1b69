"""Measures the findings on finished posts: of each default rule, and per 1 000 words.

Rules about neighbors of a file, or only about its form, are counted separately: a set of posts without their images
says nothing about the former. Every folder gets a table, and all individual posts share one; a list
of them may be in a file, one per line, given as ``@FILE``. ``--sample`` prints some findings of each rule with their
lines, to be judged by a person.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from harness import against, cannot_run, print_table

from lint_post.config.config import Configs
from lint_post.parse.parser import parse
from lint_post.project.files import discover
from lint_post.rule.catalogue import load
from lint_post.rule.finding import Diagnostic
from lint_post.run.lint import Linter
from lint_post.text.source import Source

GOAL = 1.0  # findings of prose in 1 000 words
POST_GOAL = 3.0  # findings in the median post
APART = ("images/", "markdown/", "posts/", "links/missing-")


def _words(path: str) -> int:
    try:
        source = Source.from_bytes(Path(path).read_bytes(), path)
    except ValueError:
        return 0
    return sum(block.word_count for block in parse(source).prose)


def _found(paths: Sequence[str]) -> tuple[list[Diagnostic], int, dict[str, int]]:
    """All findings in ``paths``, the words there, and how many findings each post has."""
    configs = Configs(load(), isolated=True)
    discovery = discover(paths, configs)
    report = Linter(configs).lint(discovery)
    posts = dict.fromkeys(discovery.files, 0)
    for diagnostic in report.diagnostics:
        posts[diagnostic.path] += 1
    return list(report.diagnostics), sum(map(_words, discovery.files)), posts


def _print(name: str, paths: Sequence[str], sample: int) -> None:
    found, words, posts = _found(paths)
    if not posts:
        cannot_run(f'No Markdown files in "{name}"')
    by_rule = defaultdict(list)
    for diagnostic in found:
        by_rule[diagnostic.rule].append(diagnostic)
    thousands = max(words, 1) / 1000
    rows = [
        [rule, str(len(of_rule)), f"{len(of_rule) / thousands:.3f}", "apart" if rule.startswith(APART) else ""]
        for rule, of_rule in sorted(by_rule.items(), key=lambda item: -len(item[1]))
    ]
    print(f"\n{name}: {len(posts)} files, {words} words\n")
    print_table(("rule", "findings", "per 1 000 words", ""), rows)
    prose = sum(not diagnostic.rule.startswith(APART) for diagnostic in found) / thousands
    median = statistics.median(posts.values())
    print(f"\nprose, per 1 000 words: {prose:.2f}  ({against(prose, GOAL)})")
    print(f"findings in the median file: {median:g}  ({against(median, POST_GOAL)})")
    for rule, of_rule in sorted(by_rule.items()):
        for one in random.Random(1).sample(of_rule, min(sample, len(of_rule))):
            line = one.range.start.line if one.range else 1
            print(f"{one.path}:{line}: {rule}: {one.message}\n    {one.line_text.strip()[:160]}")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, fromfile_prefix_chars="@"
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="folders of finished posts, or posts")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="print N findings of each rule")
    arguments = parser.parse_args()
    started = Path.cwd()
    named: list[str] = []
    for path in arguments.paths:
        absolute = path.resolve()
        if absolute.is_dir():
            os.chdir(absolute)
            _print(str(path), ["."], arguments.sample)
            os.chdir(started)
        elif absolute.exists():
            named.append(str(path))
        else:
            print(f'Skipped "{path}": not found', file=sys.stderr)
    if named:
        _print("individual posts", named, arguments.sample)


if __name__ == "__main__":
    main()
