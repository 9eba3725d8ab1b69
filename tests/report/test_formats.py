"""What every format owes its readers: read back, it says the same; the place is the text; the bytes never change."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest

from lint_post.report._formats import formats, renderer
from lint_post.report._options import ColumnUnit, Options
from lint_post.rule.finding import Diagnostic, Report
from lint_post.text.source import Range

from .awkward import SAMPLES, Sample, diagnostic, source
from .runner import Command, parse_command


class Read(NamedTuple):
    """A finding as a consumer reads it."""

    file: str
    line: int
    column: int
    rule: str
    severity: str


def _render(name: str, report: Report, options: Options | None = None) -> str:
    return "".join(renderer(name)(report, options or Options()))


def _shown(text: str) -> str:
    """What a text format makes of a file's name."""
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", "\ufffd", text)


def _read_json(document: str) -> Iterator[Read]:
    for found in json.loads(document)["diagnostics"]:
        start = (found["range"] or {"start": {"line": 1, "column": 1}})["start"]
        yield Read(_shown(found["file"]), start["line"], start["column"], found["rule"], found["severity"])


def _read_concise(document: str) -> Iterator[Read]:
    for line in document.split("\n")[:-1]:
        match = re.fullmatch(r"(.+?):(\d+):(\d+): (error|warning|info) (\S+) .*", line)
        assert match, line
        yield Read(match[1], int(match[2]), int(match[3]), match[5], match[4])


def _read_full(document: str) -> Iterator[Read]:
    for block in document.split("\n\n"):
        head, place = block.split("\n")[:2]
        kind = re.match(r"(error|warning|info)\[(\S+)\]: ", head)
        where = re.fullmatch(r" +--> (.+?)(?::(\d+):(\d+))?", place)
        assert kind, head
        assert where, place
        yield Read(where[1], int(where[2] or 1), int(where[3] or 1), kind[2], kind[1])


def _read_github(document: str) -> Iterator[Read]:
    severities = {"error": "error", "warning": "warning", "notice": "info"}
    for line in document.split("\n")[:-1]:
        command = parse_command(line)
        assert isinstance(command, Command), line
        given = command.properties
        if given["title"] != "lint-post":
            yield Read(
                _shown(given["file"]),
                int(given.get("line", 1)),
                int(given.get("col", 0)),
                given["title"],
                severities[command.name],
            )


def _read_sarif(document: str) -> Iterator[Read]:
    severities = {"error": "error", "warning": "warning", "note": "info"}
    [run] = json.loads(document)["runs"]
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        file, region = unquote(place["artifactLocation"]["uri"]), place["region"]
        yield Read(
            _shown(file), region["startLine"], region["startColumn"], result["ruleId"], severities[result["level"]]
        )


def _read_markdown(document: str) -> Iterator[Read]:
    for line in document.split("\n"):
        if match := re.fullmatch(r"\| (error|warning|info) \| (.*?) \| .* \| (\S+) \|", line):
            place = html.unescape(re.sub(r"\\(.)", r"\1", match[2]))
            where = re.fullmatch(r"(.+?)(?::(\d+):(\d+))?", place)
            assert where
            yield Read(where[1], int(where[2] or 1), int(where[3] or 1), match[3], match[1])


def _read_grouped(document: str) -> Iterator[Read]:
    for paragraph in document.split("\n\n") if document else ():
        file, *lines = paragraph.removesuffix("\n").split("\n")
        entries = re.sub(r"\n {12,}(?=\S)", " ", "\n".join(lines))
        for entry in entries.split("\n"):
            match = re.fullmatch(r"  (\d+):(\d+) +(error|warning|info) +\S.* (\S+)", entry)
            assert match, entry
            yield Read(file, int(match[1]), int(match[2]), match[4], match[3])


READERS: dict[str, Callable[[str], Iterator[Read]]] = {
    "concise": _read_concise,
    "full": _read_full,
    "github": _read_github,
    "grouped": _read_grouped,
    "json": _read_json,
    "markdown": _read_markdown,
    "sarif": _read_sarif,
}


def _expected(found: Diagnostic, *, columns_of_many_lines: bool = True) -> Read:
    start = found.range.start if found.range else None
    line, column = (start.line, start.column) if start else (1, 1)
    if not columns_of_many_lines and (found.range is None or _last_line(found.range) > line):
        column = 0
    return Read(_shown(found.path), line, column, found.rule, str(found.severity))


def _last_line(where: Range) -> int:
    return where.end.line - (where.end.column == 1)


def test_every_format_is_read_here() -> None:
    assert set(formats()) == set(READERS)


@pytest.mark.parametrize("name", READERS)
def test_read_back_it_says_the_same(name: str, report: Report) -> None:
    expected = [_expected(found, columns_of_many_lines=name != "github") for found in report.diagnostics]
    assert sorted(READERS[name](_render(name, report))) == sorted(expected)


@pytest.mark.parametrize("name", READERS)
def test_an_empty_report_is_a_document(name: str) -> None:
    document = _render(name, Report(()))
    if name in ("concise", "full", "github", "grouped"):
        assert document == ""
    else:
        assert list(READERS[name](document)) == []


@pytest.mark.parametrize("name", READERS)
def test_pieces_end_with_a_line_and_there_is_one_for_each_finding(name: str, report: Report) -> None:
    pieces = list(renderer(name)(report, Options()))
    assert len(pieces) >= len(report.diagnostics)
    assert pieces[-1].endswith("\n")


@pytest.mark.parametrize("name", READERS)
def test_no_line_is_ended_by_anything_but_lf(name: str, report: Report) -> None:
    document = _render(name, report)
    assert document.splitlines() == document.split("\n")[:-1]


LINE_END = re.compile(rb"\r\n|\r|\n")


def _lines(data: bytes) -> list[bytes]:
    return LINE_END.split(data.removeprefix(b"\xef\xbb\xbf"))


def _cut(line: bytes, unit: ColumnUnit, start: int, stop: int | None = None) -> str:
    """The text in ``line`` from column ``start`` to before ``stop``, both from 1 in ``unit``."""
    size = {ColumnUnit.CODEPOINT: 4, ColumnUnit.UTF8: 1, ColumnUnit.UTF16: 2}[unit]
    codec = {ColumnUnit.CODEPOINT: "utf-32-le", ColumnUnit.UTF8: "utf-8", ColumnUnit.UTF16: "utf-16-le"}[unit]
    encoded = line.decode().encode(codec)
    return encoded[(start - 1) * size : None if stop is None else (stop - 1) * size].decode(codec)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: ascii(sample.file))
@pytest.mark.parametrize("unit", ColumnUnit)
def test_the_column_of_concise_leads_to_the_flagged_text(sample: Sample, unit: ColumnUnit) -> None:
    [read] = _read_concise(_render("concise", Report((diagnostic(sample),)), Options(unit=unit)))
    first = LINE_END.split(sample.flagged.encode())[0].decode()
    assert _cut(_lines(sample.data)[read.line - 1], unit, read.column).startswith(first)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: ascii(sample.file))
def test_every_unit_of_json_leads_to_the_flagged_text(sample: Sample) -> None:
    [found] = json.loads(_render("json", Report((diagnostic(sample),))))["diagnostics"]
    start, end = found["range"]["start"], found["range"]["end"]
    assert source(sample).text[start["offset"] : end["offset"]] == sample.flagged
    names = {ColumnUnit.CODEPOINT: "column", ColumnUnit.UTF8: "column_utf8", ColumnUnit.UTF16: "column_utf16"}
    lines = _lines(sample.data)
    for unit, name in names.items():
        if start["line"] == end["line"]:
            assert _cut(lines[start["line"] - 1], unit, start[name], end[name]) == sample.flagged
        else:
            assert sample.flagged.startswith(_cut(lines[start["line"] - 1], unit, start[name]))
            assert sample.flagged.endswith(_cut(lines[end["line"] - 1], unit, 1, end[name]))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: ascii(sample.file))
def test_the_columns_of_github_hold_the_flagged_text(sample: Sample) -> None:
    command = parse_command(_render("github", Report((diagnostic(sample),))).removesuffix("\n"))
    assert isinstance(command, Command)
    given = command.properties
    if given["line"] != given["endLine"]:
        assert "col" not in given
        assert "endColumn" not in given
        return
    line = _lines(sample.data)[int(given["line"]) - 1]
    held = _cut(line, ColumnUnit.CODEPOINT, int(given["col"]), int(given["endColumn"]) + 1)
    assert held == sample.flagged.rstrip("\r\n")


LOCALES = (
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "ascii:strict", "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
)
PROGRAM = """
import sys
from lint_post.cli._streams import prepare
from lint_post.report._formats import formats, renderer
from lint_post.report._options import Options
sys.path.insert(0, sys.argv[1])
from tests.report.awkward import everything
output = prepare()
for name in formats():
    output.writelines(renderer(name)(everything(), Options()))
output.flush()
"""


def test_the_bytes_are_the_same_in_every_locale(report: Report) -> None:
    expected = "".join(_render(name, report) for name in formats()).encode()
    for locale in LOCALES:
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(Path(__file__).parents[2])],
            env=locale,
            capture_output=True,
            check=True,
        )
        assert run.stdout == expected, locale
