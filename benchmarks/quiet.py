"""How quiet lint-post is on finished posts: findings of each rule that is on by default, and per 1 000 words.

Rules that look for neighbours of a file, or at its form alone, are counted apart: a set of posts without their images
says nothing of the former. ``--sample`` prints some findings of each rule with their lines, to be judged by reading.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
from collections import defaultdict
from pathlib import Path

from harness import against, cannot_run, print_table

from lint_post.catalogue import load
from lint_post.config import Configs
from lint_post.files import discover
from lint_post.finding import Diagnostic
from lint_post.lint import Linter
from lint_post.parse import parse
from lint_post.text import Source

GOAL = 1.0  # findings of prose in 1 000 words
POST_GOAL = 3.0  # findings in the median post
APART = ("images/", "markdown/", "posts/", "links/missing-")


def _words(path: str) -> int:
    try:
        source = Source.from_bytes(Path(path).read_bytes(), path)
    except ValueError:
        return 0
    return sum(block.word_count for block in parse(source).prose)


def _found(folder: Path) -> tuple[list[Diagnostic], int, dict[str, int]]:
    """All findings below ``folder``, the words there, and how many findings each post has."""
    os.chdir(folder)
    configs = Configs(load(), isolated=True)
    discovery = discover(["."], configs)
    report = Linter(configs).lint(discovery)
    posts = dict.fromkeys(discovery.files, 0)
    for diagnostic in report.diagnostics:
        posts[diagnostic.path] += 1
    return list(report.diagnostics), sum(map(_words, discovery.files)), posts


def _print(folder: Path, sample: int) -> None:
    found, words, posts = _found(folder)
    if not posts:
        cannot_run(f"there is no Markdown file in “{folder}”.")
    by_rule = defaultdict(list)
    for diagnostic in found:
        by_rule[diagnostic.rule].append(diagnostic)
    thousands = max(words, 1) / 1000
    rows = [
        [rule, str(len(of_rule)), f"{len(of_rule) / thousands:.3f}", "apart" if rule.startswith(APART) else ""]
        for rule, of_rule in sorted(by_rule.items(), key=lambda item: -len(item[1]))
    ]
    print(f"\n{folder}: {len(posts)} files, {words} words\n")
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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="folders of finished posts")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="print N findings of each rule")
    arguments = parser.parse_args()
    for folder in [path.resolve() for path in arguments.folders]:
        if not folder.is_dir():
            print(f"there is no folder “{folder}”, so it is left out.", file=sys.stderr)
            continue
        _print(folder, arguments.sample)


if __name__ == "__main__":
    main()
