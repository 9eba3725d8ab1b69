"""Workflow commands: byte by byte what GitHub's own toolkit prints, and nothing that a post could command."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from filelock import FileLock

from lint_post.report._options import Options
from lint_post.report.github import Property, command, note, render
from lint_post.rule.finding import Applicability, Diagnostic, Failure, PlacedFix, Report, Severity
from lint_post.text.source import Source, Span
from lint_post.text.value import replace

from .awkward import SAMPLES, diagnostic, insertion, whole_file
from .runner import Command, OldCommand, obeyed, parse_command


def _print(*found: Diagnostic, failures: tuple[Failure, ...] = (), options: Options | None = None) -> list[str]:
    document = "".join(render(Report(found, failures), options or Options()))
    assert document.endswith("\n") or not document
    return document.split("\n")[:-1]


def _at(text: str, start: int, end: int, **more: object) -> Diagnostic:
    source = Source(text, "a.md")
    where = source.range(Span(start, end))
    line = source.line_text(where.start.line)
    return Diagnostic("spelling/typo", Severity.ERROR, "a.md", where, "Wrong.", line, "0" * 16 + ":1", **more)  # type: ignore[arg-type]


HOSTILE: tuple[tuple[str, str, dict[str, Property]], ...] = (
    ("error", "plain", {}),
    ("warning", "", {"title": "a/b", "file": "x.md"}),
    ("notice", "100%, 5:3, a=b\r\nnext%0Aline", {"title": "a/b", "file": "a,b:c%d=e.md", "line": 1, "endLine": 2}),
    ("error", "::error::x\n##[error]y", {"title": "::", "file": "::error file=x::\r\n.md", "line": 3, "col": 1}),
    ("error", "“teh” 漢字 👩‍👩‍👧 \u2028\u202e\x1b[31m\x00\t", {"file": "日本語/é.md", "col": 7, "endColumn": 9}),
    ("notice", "%25%0D%0A%3A%2C", {"title": "%25%0D%0A%3A%2C", "file": "", "line": None}),
    ("warning", "".join(map(chr, range(1, 0x180))), {"title": "".join(map(chr, range(1, 0x180)))}),
)
EXPECTED = (
    "::error::plain",
    "::warning title=a/b,file=x.md::",
    "::notice title=a/b,file=a%2Cb%3Ac%25d=e.md,line=1,endLine=2::100%25, 5:3, a=b%0D%0Anext%250Aline",
    "::error title=%3A%3A,file=%3A%3Aerror file=x%3A%3A%0D%0A.md,line=3,col=1::::error::x%0A##[error]y",
    "::error file=日本語/é.md,col=7,endColumn=9::“teh” 漢字 👩‍👩‍👧 \u2028\u202e\x1b[31m\x00\t",
    "::notice title=%2525%250D%250A%253A%252C::%2525%250D%250A%253A%252C",
)


def test_commands_are_escaped_as_github_wants() -> None:
    assert tuple(command(*one) for one in HOSTILE[: len(EXPECTED)]) == EXPECTED


def test_a_runner_understands_what_was_meant() -> None:
    for kind, message, properties in HOSTILE:
        read = parse_command(command(kind, message, properties))
        assert read == Command(kind, {name: str(value) for name, value in properties.items() if value}, message)


TOOLKIT = "@actions/core@3"
SCRIPT = """
import * as core from '@actions/core';
import { readFileSync } from 'node:fs';
for (const [kind, message, given] of JSON.parse(readFileSync(0, 'utf8'))) {
  const names = { line: 'startLine', col: 'startColumn' };
  core[kind](message, Object.fromEntries(Object.entries(given).map(([name, value]) => [names[name] ?? name, value])));
}
"""


@pytest.fixture(scope="session")
def toolkit(request: pytest.FixtureRequest) -> Path:
    """A folder in which node finds GitHub's toolkit, installed once."""
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("node and npm are not installed, so GitHub’s own toolkit was not asked")
    assert request.config.cache is not None
    folder = request.config.cache.mkdir("actions-core")
    with FileLock(folder / "install.lock"):
        if not (folder / "node_modules").is_dir():
            install = [
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--prefix",
                str(folder),
                TOOLKIT,
            ]
            run = subprocess.run(install, capture_output=True, text=True, check=False, timeout=120)
            if run.returncode:
                pytest.skip(f"npm cannot install {TOOLKIT}, so GitHub’s own toolkit was not asked: {run.stderr[-300:]}")
    (folder / "print.mjs").write_text(SCRIPT, "utf-8")
    return folder


def test_the_bytes_are_those_of_githubs_own_toolkit(toolkit: Path, report: Report) -> None:
    options = Options(pages="https://example.org/rules/")
    printed = "".join(render(report, options))
    calls = list(HOSTILE)
    for line in printed.split("\n")[:-1]:
        read = parse_command(line)
        assert isinstance(read, Command)
        calls.append((read.name, read.message, dict(read.properties)))
    node = subprocess.run(
        ["node", "print.mjs"], input=json.dumps(calls).encode(), cwd=toolkit, capture_output=True, check=True
    )
    ours = "".join(f"{command(*one)}\n" for one in HOSTILE) + printed
    assert node.stdout == ours.encode()


def test_the_properties_of_each_kind_of_range() -> None:
    text = "one two\nthree\nfour"
    assert _print(_at(text, 4, 7)) == [
        "::error title=spelling/typo,file=a.md,line=1,endLine=1,col=5,endColumn=7::Wrong."
    ]
    assert _print(_at(text, 4, 10)) == ["::error title=spelling/typo,file=a.md,line=1,endLine=2::Wrong."]
    # A line end belongs to the line it ends.
    assert _print(_at(text, 4, 8)) == [
        "::error title=spelling/typo,file=a.md,line=1,endLine=1,col=5,endColumn=7::Wrong."
    ]
    assert _print(_at(text, 4, 14)) == ["::error title=spelling/typo,file=a.md,line=1,endLine=2::Wrong."]
    assert _print(insertion()) == [
        "::warning title=markdown/final-newline,file=plain.md,line=1,endLine=1,col=4,endColumn=4::Here."
    ]
    assert _print(whole_file()) == ["::notice title=posts/duplicate-slug,file=plain.md::Twice."]


def test_the_message_ends_with_the_fix_and_the_page() -> None:
    found = _at("teh", 0, 3, fix=PlacedFix("Write “the”.", (), Applicability.SAFE))
    [line] = _print(found, options=Options(pages="https://example.org/rules/"))
    assert line.endswith("::Wrong.%0AFix: Write “the”.%0Ahttps://example.org/rules/spelling/typo")


@pytest.mark.parametrize("filling", ["x", "漢", "👩", "%"])
def test_a_long_message_keeps_its_end_and_the_runners_limit(filling: str) -> None:
    found = replace(_at("teh", 0, 3, fix=PlacedFix("Write it.", (), Applicability.SAFE)), message=filling * 5000)
    read = parse_command(_print(found)[0])
    assert isinstance(read, Command)
    assert 3990 <= len(read.message.encode("utf-16-le")) // 2 <= 4000
    assert read.message.endswith("…\nFix: Write it.")
    assert "\ufffd" not in read.message


def test_a_long_fix_gives_way() -> None:
    found = _at("teh", 0, 3, fix=PlacedFix("x" * 5000, (), Applicability.SAFE))
    read = parse_command(_print(found)[0])
    assert isinstance(read, Command)
    assert read.message.startswith("Wrong.")
    assert len(read.message) <= 4000


def test_errors_come_first_in_the_order_of_the_report(report: Report) -> None:
    kinds = [line[2:].split(" ")[0] for line in _print(*report.diagnostics)]
    assert kinds == sorted(kinds, key=["error", "warning", "notice"].index)
    errors = [found.path for found in report.diagnostics if found.severity is Severity.ERROR]
    read = [parse_command(line) for line in _print(*report.diagnostics)]
    assert [one.properties["file"] for one in read if isinstance(one, Command) and one.name == "error"] == [
        path.replace("\x1b", "\ufffd") for path in errors
    ]


def test_a_file_that_could_not_be_checked_is_an_error() -> None:
    failures = (Failure("a:b.md", "not valid UTF-8."), Failure(None, "cannot\nbe read."))
    assert _print(failures=failures) == [
        "::error title=lint-post,file=a%3Ab.md::not valid UTF-8.",
        "::error title=lint-post,file=<stdin>::cannot be read.",
    ]


def test_a_runner_obeys_our_commands_and_no_others(report: Report) -> None:
    document = "".join(render(report, Options()))
    commands = obeyed(document)
    assert not any(isinstance(one, OldCommand) for one in commands)
    assert len(commands) == len(report.diagnostics) + len(report.failures)
    assert {one.name for one in commands} == {"error", "warning", "notice"}


def test_files_are_relative_to_the_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = tmp_path / "work space"
    (workspace / "docs/posts").mkdir(parents=True)
    (workspace / "docs/posts/a.md").touch()
    (tmp_path / "outside.md").touch()
    (workspace / "docs/link.md").symlink_to("posts/a.md")
    (workspace / "docs/out.md").symlink_to(tmp_path / "outside.md")
    (tmp_path / "other name").symlink_to(workspace)

    def file(path: str, *, workspace: Path = workspace) -> str:
        found = replace(whole_file(), path=path)
        read = parse_command(_print(found, options=Options(workspace=str(workspace)))[0])
        assert isinstance(read, Command)
        return read.properties["file"]

    monkeypatch.chdir(workspace / "docs")
    assert file("posts/a.md") == "docs/posts/a.md"
    assert file("../docs/posts/a.md") == "docs/posts/a.md"
    assert file(str(workspace / "docs/posts/a.md")) == "docs/posts/a.md"
    assert file(str(tmp_path / "other name/docs/posts/a.md")) == "docs/posts/a.md"
    assert file("posts/a.md", workspace=tmp_path / "other name") == "docs/posts/a.md"
    assert file("link.md") == "docs/posts/a.md"
    assert file("out.md") == "docs/out.md"
    assert file("gone.md") == "docs/gone.md"
    outside = os.path.relpath(tmp_path / "outside.md")
    assert file(outside) == outside
    assert file("posts/a.md", workspace=tmp_path / "elsewhere") == "posts/a.md"


def test_github_shows_ten_of_each_kind() -> None:
    errors = tuple(diagnostic(SAMPLES[0]) for _ in range(12))
    warnings = tuple(diagnostic(SAMPLES[0], Severity.WARNING) for _ in range(10))
    assert note(Report(errors[:10] + warnings)) is None
    assert note(Report(errors + warnings)) == (
        "GitHub shows 20 of 22 problems as annotations (10 per severity); this log has all of them."
    )
    assert note(Report(errors[:10], failures=(Failure("x.md", "no"),))) is not None
