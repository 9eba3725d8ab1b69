"""Compares the positions of `lint-post ast` with those of npm's remark (see README.md).

Without a path: the examples of the CommonMark specification. Results are printed, and judged only with `--at-least`.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from agreement import FIELDS, Comparison, Difference, Node, Tally, compare
from harness import BOM, Document, cannot_run, markdown_files, print_table, read_document
from random_documents import random_documents, shrink
from remark import Remark, Store, Tree, cache_folder, commonmark_examples, install

BATCH_FILES = 200
BATCH_CHARACTERS = 2_000_000
PATIENCE = 600  # seconds for one call of our command
SHORT = 240  # code points up to which a differing document is shown whole, with both trees
DIFFERENCES_SHOWN = 8


class Verdict(NamedTuple):
    """What came of one document; ``error``: why we could not parse it, and then all its nodes are only theirs."""

    document: Document
    ours: Tree
    theirs: Tree
    comparison: Comparison
    error: str | None


class AstCommand:
    """`lint-post ast`, called with many files at once, as a user would."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._process: subprocess.Popen[bytes] | None = None
        self._output: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115

    def start(self, paths: Sequence[Path]) -> None:
        """Begin to parse ``paths``; `finish` returns the trees."""
        self._output = tempfile.TemporaryFile()  # noqa: SIM115
        words = [*self._words, *map(str, paths)]
        try:
            self._process = subprocess.Popen(words, stdout=self._output, stderr=subprocess.PIPE)
        except OSError as error:
            cannot_run(f'Cannot run "{shlex.join(self._words)}": {error.strerror}')

    def finish(self, paths: Sequence[Path]) -> dict[Path, Tree]:
        """The tree of each path that `start` was given; a file the command dies of is found and gets an error."""
        trees, why = self._wait()
        missing = [path for path in paths if path not in trees]
        if len(paths) == 1 and missing:
            return {paths[0]: {"error": why}}
        for path in missing:
            self.start([path])
            trees |= self.finish([path])
        return trees

    def _wait(self) -> tuple[dict[Path, Tree], str]:
        assert self._process is not None
        try:
            _, said = self._process.communicate(timeout=PATIENCE)
            why = f"exit code {self._process.returncode}; {said.decode(errors='replace').strip()[-200:]}"
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
            why = f"no answer within {PATIENCE} s"
        with self._output as output:
            output.seek(0)
            trees = [json.loads(line) for line in output if line.endswith(b"\n")]
        return {Path(tree["file"]): tree for tree in trees}, why


class Judge:
    """Both parsers, and what they make of the same documents."""

    def __init__(self, ours: AstCommand, remark: Remark) -> None:
        self._ours = ours
        self._remark = remark

    def judge(self, documents: Iterable[Document]) -> Iterator[Verdict]:
        """A verdict for each document that remark can parse, in order; the others are named on stderr."""
        for batch in _batches(documents):
            paths = [document.path for document in batch]
            self._ours.start(paths)
            theirs = [self._remark.parse(document.text) for document in batch]
            ours = self._ours.finish(paths)
            for document, their_tree in zip(batch, theirs, strict=True):
                if "error" in their_tree:
                    print(f"skipped, not parsed by remark ({their_tree['error']}): {document.path}", file=sys.stderr)
                else:
                    yield _verdict(document, ours[document.path], their_tree)

    def judge_texts(self, texts: Sequence[str]) -> list[Verdict]:
        """A verdict for each text, which is written to a file first, without byte order marks at its beginning.

        (The first would go when the file is read, and of a second remark and we think differently.)
        """
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / f"{number:06}.md" for number in range(len(texts))]
            for path, text in zip(paths, texts, strict=True):
                path.write_bytes(text.lstrip(BOM).encode("utf-8"))
            documents = [document for path in paths if (document := read_document(path))]
            return list(self.judge(documents))


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    size = 0
    for document in documents:
        if len(batch) == BATCH_FILES or size > BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
        batch.append(document)
        size += len(document.text)
    if batch:
        yield batch


def _verdict(document: Document, ours: Tree, theirs: Tree) -> Verdict:
    error = ours.get("error")
    if error is not None:
        ours = {"children": []}
    return Verdict(document, ours, theirs, compare(ours, theirs, document.text), error)


# --- what is shown of a document


def _wanted(comparison: Comparison, kind: str | None) -> list[Difference]:
    """The differences to show: all about places, all about fields, or those of one type or field."""
    places = [*comparison.differences, *comparison.unlike]
    if kind is None:
        return places
    if kind == "fields":
        return comparison.fields
    return [one for one in [*places, *comparison.fields] if kind in (one.type, f"{one.type}.{one.what}")]


def _slice(node: Node | None, text: str) -> str:
    if node is None:
        return "–"
    if node.start < 0:
        return f"without a place {json.dumps(node.fields(), ensure_ascii=False)}"
    here = text[node.start : node.end]
    cut = here if len(here) <= 70 else f"{here[:45]} … {here[-20:]}"
    return f"{node.start}–{node.end} {cut!r}"


def show(title: str, verdict: Verdict, kind: str | None) -> None:
    """Print the differences of a document, and the whole of it with both trees when it is short."""
    document = verdict.document
    print(f"\n── {title}{'  (other nesting)' if verdict.comparison.other_nesting else ''}")
    if verdict.error:
        print(f"   not parsed by lint-post: {verdict.error}")
    wanted = _wanted(verdict.comparison, kind)
    for one in wanted[:DIFFERENCES_SHOWN]:
        line = document.text.count("\n", 0, max(one.start, 0)) + 1
        print(f"   {one.type}, {one.what} (line {line})")
        if one.ours and one.theirs and one.what in FIELDS.get(one.type, ()):
            print(f"      at     {_slice(one.ours, document.text)}")
        for side, node in (("ours", one.ours), ("remark", one.theirs)):
            fields = node.fields() if node else {}
            print(f"      {side:6}", repr(fields[one.what]) if one.what in fields else _slice(node, document.text))
    if len(wanted) > DIFFERENCES_SHOWN:
        print(f"   … and {len(wanted) - DIFFERENCES_SHOWN} more")
    if len(document.text) <= SHORT:
        print(f"   source {document.text!r}")
        for side, tree in (("ours", verdict.ours), ("remark", verdict.theirs)):
            print(f"   {side}\n" + "\n".join(_outline(tree, 3)))


def _outline(tree: Tree, depth: int) -> Iterator[str]:
    for child in tree["children"]:
        place = "no place" if child["start"] is None else f"{child['start']}–{child['end']}"
        fields = {name: child.get(name) for name in FIELDS.get(child["type"], ())}
        values = json.dumps(fields, ensure_ascii=False) if fields else ""
        yield f"{'  ' * depth}{child['type']} {place} {values}".rstrip()
        yield from _outline({"children": child.get("children") or ()}, depth + 1)


# --- the two runs


def _write_examples(npm: Path, folder: Path) -> Path:
    for example in commonmark_examples(npm):
        path = folder / f"example-{example.number:03}.md"
        path.write_bytes(example.markdown.encode("utf-8"))
    return folder


def _documents(paths: Iterable[Path]) -> Iterator[Document]:
    for path in markdown_files(paths):
        document = read_document(path)
        if document:
            yield document
        else:
            print(f"skipped, not UTF-8: {path}", file=sys.stderr)


def compare_documents(judge: Judge, paths: Sequence[Path], show_first: int, kind: str | None) -> float:
    """Compare every document under ``paths``, print the tables; return the percentage of nodes that agree."""
    tally = Tally()
    failures = []
    shown = size = 0
    for verdict in judge.judge(_documents(paths)):
        size += len(verdict.document.text)
        tally.add(verdict.comparison)
        if verdict.error:
            failures.append(f"{verdict.document.path}: {verdict.error}")
        interesting = _wanted(verdict.comparison, kind) or (kind is None and verdict.comparison.other_nesting)
        if shown < show_first and interesting:
            shown += 1
            show(str(verdict.document.path), verdict, kind)
    print(f"\n{tally.documents} documents, {size / 1e6:.2f} million characters\n")
    tally.print()
    if failures:
        print(f"\nnot parsed by lint-post: {len(failures)}", *failures[:20], sep="\n   ")
    return tally.percent


def fuzz(judge: Judge, texts: Sequence[str], show_first: int, kind: str | None) -> float:
    """Compare random documents likewise; show the commonest first differences, each in a document made smaller."""
    tally = Tally()
    examples: dict[str, Verdict] = {}
    frequency: Counter[str] = Counter()
    for verdict in judge.judge_texts(texts):
        tally.add(verdict.comparison)
        if label := _label(verdict, kind):
            frequency[label] += 1
            best = examples.setdefault(label, verdict)
            if len(verdict.document.text) < len(best.document.text):
                examples[label] = verdict
    tally.print()
    print(f"\nfirst differences, by kind: {len(frequency)}")
    print_table(("kind", "documents"), [(label, str(count)) for label, count in frequency.most_common()])
    for label, _ in frequency.most_common(show_first):
        _show_smallest(judge, examples[label], label, kind)
    return tally.percent


def _label(verdict: Verdict, kind: str | None) -> str | None:
    """The kind of a document's first difference, if there is one."""
    if verdict.error:
        return f"not parsed: {verdict.error}"
    if wanted := _wanted(verdict.comparison, kind):
        return f"{wanted[0].type}, {wanted[0].what}"
    return "other nesting" if kind is None and verdict.comparison.other_nesting else None


def _show_smallest(judge: Judge, verdict: Verdict, label: str, kind: str | None) -> None:
    def first_alike(texts: Sequence[str]) -> str | None:
        verdicts = judge.judge_texts(texts)
        return next((one.document.text for one in verdicts if _label(one, kind) == label), None)

    for small in judge.judge_texts([shrink(verdict.document.text, first_alike)]):
        show(label, small, kind)


# --- the command


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="Markdown files, or folders of them")
    parser.add_argument("--examples", action="store_true", help="compare the CommonMark examples too")
    parser.add_argument("--fuzz", type=int, metavar="N", help="compare N random documents instead")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="random seed (default: %(default)s)")
    parser.add_argument(
        "--show", type=int, default=0, metavar="N",
        help="show the first N differing documents; with --fuzz one small document for each of the N most common kinds",
    )  # fmt: skip
    parser.add_argument(
        "--type", metavar="TYPE", help="show what differs in this type or field: list, link.url, or fields for any"
    )
    parser.add_argument(
        "--at-least", type=float, metavar="PERCENT", help="exit with code 1 if fewer nodes agree, such as 99.9"
    )
    parser.add_argument(
        "--command", type=shlex.split, default=[sys.executable, "-m", "lint_post", "ast"], metavar="COMMAND",
        help="the command that prints the trees of files (default: python -m lint_post ast)",
    )  # fmt: skip
    parser.add_argument(
        "--cache", type=Path, default=cache_folder(), metavar="FOLDER",
        help="folder for npm packages and remark results (default: %(default)s)",
    )  # fmt: skip
    return parser.parse_args()


def main() -> int:
    """Run the benchmark; the exit code is 0, or 1 below `--at-least`, or 2 when it cannot run."""
    sys.setrecursionlimit(20_000)  # deeply nested quotes are deeply nested JSON
    arguments = _arguments()
    npm = install(arguments.cache)
    ours = AstCommand(arguments.command)
    if arguments.fuzz:
        texts = random_documents(arguments.fuzz, arguments.seed)
        percent = fuzz(Judge(ours, Remark(npm)), texts, arguments.show, arguments.type)
    else:
        judge = Judge(ours, Remark(npm, Store(arguments.cache)))
        with tempfile.TemporaryDirectory() as folder:
            examples = arguments.examples or not arguments.paths
            paths = [*arguments.paths, *([_write_examples(npm, Path(folder))] if examples else [])]
            percent = compare_documents(judge, paths, arguments.show, arguments.type)
    return int(arguments.at_least is not None and percent < arguments.at_least)


if __name__ == "__main__":
    raise SystemExit(main())
