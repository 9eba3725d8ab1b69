"""Compares lint-post and markdownlint where both have a rule: lines of real Markdown, both ways.

A line agrees if both report a rule's number on it. Intended differences are counted separately, by what the line
is: code, HTML and front matter, what a document's own template language makes of it, and a no-break space at its end.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from commands import MARKDOWNLINT, copy, markdownlint
from harness import Document, cannot_run, describe, print_table, read_documents

from lint_post.config.config import Configs
from lint_post.document.document import Document as Parsed
from lint_post.markdown.nodes import Code, FrontMatterBlock, Html, InlineCode, ListItem, Node
from lint_post.parse.parser import parse
from lint_post.project.files import discover
from lint_post.rule.catalogue import load
from lint_post.run.lint import Linter
from lint_post.run.select import Choice
from lint_post.text.source import Source, Span

RULES = ("MD001", "MD009", "MD010", "MD011", "MD018", "MD024", "MD042", "MD045", "MD047", "MD056")
GOAL = 97.0
_SETTINGS = {
    "default": False,
    **dict.fromkeys(RULES, True),
    "MD009": {"strict": True},
    "MD024": {"siblings_only": True},
}
_FOUND = re.compile(r"^(?P<file>\d+\.md):(?P<line>\d+)(?::\d+)? (?:error )?(?P<rule>MD\d{3})/", re.MULTILINE)
_KEPT = (Code, FrontMatterBlock, Html, InlineCode)

Place = tuple[str, int]


class Count(NamedTuple):
    """Lines that both report, that one of them reports, and of these what differs on purpose."""

    both: int
    ours: int
    theirs: int
    purpose: int


def theirs(folder: Path) -> dict[str, set[Place]]:
    """The lines that markdownlint reports, by rule."""
    program = markdownlint() or cannot_run(f"Cannot install {MARKDOWNLINT}; it needs Node.js 18 or newer")
    (folder / ".markdownlint-cli2.jsonc").write_text(json.dumps({"config": _SETTINGS}), encoding="utf-8")
    done = subprocess.run([str(program), "*.md"], cwd=folder, capture_output=True, text=True, check=False)
    found = defaultdict(set)
    for match in _FOUND.finditer(done.stderr):
        found[match["rule"]].add((match["file"], int(match["line"])))
    return found


def ours(folder: Path) -> dict[str, set[Place]]:
    """The lines that lint-post reports, by the number of the rule."""
    catalogue = load()
    numbers = {entry.id: number for number in RULES if (entry := catalogue.find(number))}
    configs = Configs(catalogue, isolated=True)
    report = Linter(configs, Choice(select=tuple(numbers))).lint(discover([str(folder)], configs))
    found = defaultdict(set)
    for diagnostic in report.diagnostics:
        if diagnostic.rule in numbers and diagnostic.range:
            place = Path(diagnostic.path).name, diagnostic.range.start.line
            found[numbers[diagnostic.rule]].add(place)
    return found


def _is_on_purpose(document: Parsed, line: int, rule: str) -> bool:
    """Whether ``line`` (1-based) is not Markdown, or is Markdown that lint-post judges differently."""
    span = document.source.line_span(line) if line <= len(document.source.line_starts) else Span(0, 0)
    kept: list[Node] = [node for kind in _KEPT for node in document.find(kind)]
    if any(node.span.meets(span) or node.span.contains(span) for node in kept):
        return True
    if any(stretch.span.meets(span) for stretch in document.opaque):
        return True
    if document.source.slice(span).endswith("\xa0"):  # which is not whitespace in Markdown
        return True
    nested = any(node.span.meets(span) for node in document.find(ListItem))
    return rule in ("MD001", "MD018", "MD024") and nested


def compare(documents: Sequence[Document], show: int) -> None:
    """Print the agreement of each rule."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = copy(documents, Path(temporary))
        reported, expected = ours(folder), theirs(folder)
        parsed: dict[str, Parsed] = {}
        rows = []
        for rule in RULES:
            both = reported[rule] & expected[rule]
            differing = sorted(reported[rule] ^ expected[rule])
            on_purpose: Counter[bool] = Counter()
            for file, line in differing:
                if file not in parsed:
                    parsed[file] = parse(Source((folder / file).read_bytes().decode(), file))
                purpose = _is_on_purpose(parsed[file], line, rule)
                on_purpose[purpose] += 1
                if not purpose and show:
                    whose = "only ours" if (file, line) in reported[rule] else "only theirs"
                    path = documents[int(file.removesuffix(".md"))].path
                    print(f"{path}:{line}: {rule}: {whose}", file=sys.stderr)
            total = len(both) + on_purpose[False]
            share = 100 * len(both) / total if total else 100.0
            against = "" if share >= GOAL else "NO"
            counts = (len(both), len(reported[rule] - expected[rule]), len(expected[rule] - reported[rule]))
            rows.append([rule, *map(str, counts), str(on_purpose[True]), f"{share:.1f} %", against])
    print(f"{describe(documents)}\n")
    print_table(("rule", "both", "only ours", "only theirs", "on purpose", "agree", f"≥ {GOAL:g} %"), rows)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="Markdown files, or folders of them")
    parser.add_argument("--show", action="store_true", help="print the unintended differences")
    arguments = parser.parse_args()
    compare(read_documents(arguments.paths), arguments.show)


if __name__ == "__main__":
    main()
