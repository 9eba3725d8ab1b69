"""Shared code of the benchmarks: Markdown input, plain tables, CPU time."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

REPOSITORY = Path(__file__).resolve().parent.parent
SUFFIXES = frozenset({".md", ".markdown", ".mdx"})
BOM = "\ufeff"


class Document(NamedTuple):
    """One Markdown text: its path, and its text without a byte order mark."""

    path: Path
    text: str


def cannot_run(message: str) -> NoReturn:
    """Say on stderr why the benchmark cannot run, and end with exit code 2."""
    print(f"{Path(sys.argv[0]).name}: {message}", file=sys.stderr)
    raise SystemExit(2)


def markdown_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The Markdown files under each folder, sorted; a file that is named itself is taken whatever its suffix."""
    for path in paths:
        if path.is_dir():
            yield from (file for file in sorted(path.rglob("*")) if file.suffix.lower() in SUFFIXES and file.is_file())
        elif path.exists():
            yield path
        else:
            cannot_run(f'"{path}" not found')


def read_document(path: Path) -> Document | None:
    """The document at ``path``, or None if it is not UTF-8."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None
    return Document(path, text.removeprefix(BOM))


def read_documents(paths: Iterable[Path]) -> list[Document]:
    """All documents under ``paths`` that are UTF-8 and not empty; ends with exit code 2 without any."""
    found = (read_document(path) for path in markdown_files(paths))
    documents = [document for document in found if document and document.text]
    if not documents:
        cannot_run("No Markdown files found")
    return documents


def sample(documents: Sequence[Document], megabytes: float) -> list[Document]:
    """Every n-th document, so that their total is about ``megabytes`` (10⁶ code points)."""
    share = max(1.0, sum(len(document.text) for document in documents) / 1e6 / megabytes)
    return [documents[int(index * share)] for index in range(int(len(documents) / share))]


def describe(documents: Sequence[Document]) -> str:
    """How many documents, and how large they are together."""
    size = sum(len(document.text) for document in documents) / 1e6
    return f"{len(documents)} documents, {size:.2f} million characters"


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print an aligned table: the first column to the left, the others to the right."""
    table = [head, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(head))]
    for row in table:
        first, *others = row
        cells = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))]
        print("  ".join(cells).rstrip())


def cpu_seconds(task: Callable[[], object]) -> float:
    """The CPU time of one run of ``task``; garbage of earlier runs is collected before."""
    gc.collect()
    start = time.process_time()
    task()
    return time.process_time() - start


def best_of(rounds: int, tasks: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Each task's shortest CPU time in seconds; the tasks alternate, so that a busy machine slows all of them alike."""
    best = dict.fromkeys(tasks, float("inf"))
    for _ in range(rounds):
        for name, task in tasks.items():
            best[name] = min(best[name], cpu_seconds(task))
    return best


def against(value: float, goal: float) -> str:
    """Whether ``value`` keeps the goal of being at most ``goal``, in words for a table."""
    return f"≤ {goal:g}: {'yes' if value <= goal else 'NO'}"
