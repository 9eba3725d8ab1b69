"""Measures the cost of grammar with a warm server: a check of a post with one changed paragraph.

Requires an installed LanguageTool. Each round changes one paragraph, then times a check with grammar, a check without,
and the server's own response to that paragraph over an open connection; figures are medians of wall time. *Grammar* is
the difference of the first two: starting Python and reading the post cost the same in both, but imports for the request
are included. *Asking* is the same in a running process, as for an editor: looking the paragraph up, sending it, reading
the response, caching it.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
from commands import run
from harness import REPOSITORY, against, cannot_run, print_table

from lint_post.config.proofreader_settings import ProofreaderSettings
from lint_post.oracles.proofreader.notation import Passage
from lint_post.oracles.proofreader.oracle import ProofreaderOracle
from lint_post.rule.question import Manner, Proofread, Remarks
from lint_post.store.store import open_store
from lint_post.text.source import Span

EXAMPLE = REPOSITORY / "examples/deep_learning_2022/index.md"
GOAL = 1.5
FINDING_GOAL = 100  # milliseconds
_PARAGRAPH = (
    "In round {} we looked at all of it once more, and what there was to be seen of the model and of its data was not"
    " what anybody had thought before it was trained, for the results of the first and of the second round, which had"
    " been so much better than those of others, came from a slip in the code that read the pictures. With that mended,"
    " the model does what one would expect of it, and not more than that."
)


def main() -> None:
    """Print the times and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("post", nargs="?", type=Path, default=EXAMPLE, help="a post (default: the example)")
    parser.add_argument("--rounds", type=int, default=15, metavar="N", help="number of rounds (default: 15)")
    arguments = parser.parse_args()
    text = arguments.post.read_text("utf-8")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve()
        os.environ["LINT_POST_CACHE_DIR"] = str(folder / "cache")
        try:
            _compare(folder, text, arguments.rounds)
        finally:
            _lint_post(folder, "languagetool", "stop")


def _compare(folder: Path, text: str, rounds: int) -> None:
    check = [sys.executable, "-m", "lint_post", "check", "--isolated", "--exit-zero", "--output-format", "concise"]
    started = _lint_post(folder, "languagetool", "start", "--isolated")
    if started.returncode:
        cannot_run(started.stderr.strip())
    url = "http://127.0.0.1:{port}/v2".format(**json.loads((folder / "cache/languagetool/server.json").read_text()))
    post = folder / "post.md"
    times: list[tuple[float, ...]] = []
    settings = ProofreaderSettings(folder=folder / "cache/languagetool")
    oracle = ProofreaderOracle(settings, open_store(folder / "other-cache"))
    with httpx.Client(timeout=60) as client:
        for number in range(-3, rounds):  # the first three warm the server up
            paragraph = _PARAGRAPH.format(number)
            post.write_text(f"{text}\n\n{paragraph}\n", "utf-8")
            measured = (
                run([*check, "post.md"], folder).wall,
                run([*check, "post.md"], folder).wall,
                run([*check, "--ignore", "grammar/languagetool", "post.md"], folder).wall,
                _asking(oracle, _PARAGRAPH.format(f"{number} for the second time")),
                _answer(client, url, _PARAGRAPH.format(f"{number} for the third time")),
            )
            if number >= 0:
                times.append(measured)
    changed, unchanged, without, asking, answer = (
        1000 * statistics.median(walls) for walls in zip(*times, strict=True)
    )
    grammar = changed - without
    print("wall time in milliseconds\n")
    rows = [
        ["a check, one paragraph changed", f"{changed:.0f}"],
        ["a check, nothing changed", f"{unchanged:.0f}"],
        ["a check without grammar, one paragraph changed", f"{without:.0f}"],
        ["asking about a paragraph", f"{asking:.0f}"],
        ["the server’s own answer", f"{answer:.0f}"],
        ["finding the server", f"{_finding(folder):.1f}"],
    ]
    print_table(("", ""), rows)
    print(f"\ngrammar / the server's own response: {grammar / answer:.2f}  ({against(grammar / answer, GOAL)})")
    print(f"asking / the server's own response: {asking / answer:.2f}  ({against(asking / answer, GOAL)})")
    print(f"finding the server, in ms: {_finding(folder):.1f}  ({against(_finding(folder), FINDING_GOAL)})")


def _asking(oracle: ProofreaderOracle, paragraph: str) -> float:
    """How long the oracle takes for ``paragraph``, in seconds."""
    began = time.perf_counter()
    answer = oracle.answer(Proofread(Span(0, 1), paragraph, Manner("en-US")))
    if not isinstance(answer, Remarks):
        cannot_run(f"No answer from LanguageTool: {answer}")
    return time.perf_counter() - began


def _answer(client: httpx.Client, url: str, paragraph: str) -> float:
    """How long the server takes for ``paragraph``, in seconds."""
    form = {"language": "en-US", "data": json.dumps({"annotation": Passage.of([paragraph]).annotation})}
    began = time.perf_counter()
    client.post(f"{url}/check", data=form).raise_for_status()
    return time.perf_counter() - began


def _finding(folder: Path) -> float:
    """How long it takes to find the address of the server that runs, in milliseconds, imports included."""
    script = (
        "import time; began = time.perf_counter(); from pathlib import Path;"
        "from lint_post.oracles.proofreader.local import LocalServer;"
        "from lint_post.config.proofreader_settings import ProofreaderSettings;"
        f"LocalServer(ProofreaderSettings(), Path({str(folder / 'cache/languagetool')!r})).url();"
        "print(1000 * (time.perf_counter() - began))"
    )
    return float(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout)


def _lint_post(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "lint_post", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    main()
