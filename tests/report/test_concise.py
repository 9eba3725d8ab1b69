"""The one-line format: marks, colors, and the words of a hostile post."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from lint_post.report._options import Options
from lint_post.report.concise import render
from lint_post.rule.finding import Applicability, Diagnostic, PlacedFix, Report, Severity

from .awkward import SAMPLES, diagnostic, insertion, whole_file
from .runner import obeyed


def _line(found: Diagnostic, options: Options | None = None) -> str:
    return "".join(render(Report((found,)), options or Options()))


def _with_fix(applicability: Applicability | None) -> Diagnostic:
    fix = None if applicability is None else PlacedFix("Write “the”.", (), applicability)
    where = diagnostic(SAMPLES[0]).range
    return Diagnostic("spelling/typo", Severity.ERROR, "a.md", where, "Wrong.", "two three", "0" * 16 + ":1", fix=fix)


@pytest.mark.parametrize(
    ("applicability", "mark"),
    [(Applicability.SAFE, "[*] "), (Applicability.UNSAFE, "[~] "), (Applicability.SUGGESTION, ""), (None, "")],
)
def test_a_mark_says_what_the_fix_promises(applicability: Applicability | None, mark: str) -> None:
    assert _line(_with_fix(applicability)) == f"a.md:2:5: error spelling/typo {mark}Wrong.\n"


def test_a_whole_file_and_an_insertion_have_a_place_to_jump_to() -> None:
    assert _line(whole_file()) == "plain.md:1:1: info posts/duplicate-slug Twice.\n"
    assert _line(insertion()) == "plain.md:1:4: warning markdown/final-newline Here.\n"


def test_colours_change_nothing_but_colours() -> None:
    for sample in SAMPLES:
        coloured = _line(diagnostic(sample), Options(colour=True))
        assert coloured.count("\x1b[") == 4
        assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == _line(diagnostic(sample))


def test_a_post_does_not_drive_the_terminal(report: Report) -> None:
    document = "".join(render(report, Options()))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", document)


def test_without_stopping_commands_a_post_would_command_the_runner(report: Report) -> None:
    """The reason why `check` wraps this format on GitHub; see tests/cli."""
    assert obeyed("".join(render(report, Options())))


ERRORFORMAT = r"%f:%l:%c:\ %t%*[a-z]\ %m,%-G%.%#"


def test_vim_reads_it(tmp_path: Path, report: Report) -> None:
    vim = shutil.which("vim")
    if vim is None:
        pytest.skip("vim is not installed, so its quickfix list was not asked")
    found = [one for one in report.diagnostics if not set(":\n\x1b") & set(one.path)]
    Path(tmp_path, "output").write_text("".join(render(Report(tuple(found)), Options())), "utf-8")
    Path(tmp_path, "script.vim").write_text(
        f"set encoding=utf-8\nset errorformat={ERRORFORMAT}\ncgetfile output\n"
        'let lines = map(getqflist(), {_, q -> join([bufname(q.bufnr), q.lnum, q.col, q.type, q.text], "\\t")})\n'
        "call writefile(lines, 'list')\nqall!\n",
        "utf-8",
    )
    subprocess.run([vim, "-Nu", "NONE", "-es", "-S", "script.vim"], cwd=tmp_path, check=True, timeout=60)
    listed = [line.split("\t")[:4] for line in Path(tmp_path, "list").read_text("utf-8").split("\n")[:-1]]
    places = [one.range.start if one.range else None for one in found]
    assert listed == [
        [one.path, str(place.line if place else 1), str(place.column if place else 1), str(one.severity)[0]]
        for one, place in zip(found, places, strict=True)
    ]
