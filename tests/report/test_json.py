"""The JSON report: its schema, and a schema that notices."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lint_post import __version__
from lint_post.report._options import Options
from lint_post.report.json import render
from lint_post.rule.finding import Failure, Report

from .awkward import SAMPLES, diagnostic, insertion, whole_file
from .runner import obeyed

SCHEMA = json.loads((files("lint_post") / "schemas" / "report-1.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def _document(report: Report, **options: Any) -> str:
    return "".join(render(report, Options(**options)))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_report_fits_the_schema(report: Report) -> None:
    for one in (report, Report(()), Report((insertion(),), files=1), Report((), (Failure(None, "no"),))):
        VALIDATOR.validate(json.loads(_document(one)))


def test_a_whole_document() -> None:
    assert _document(Report((insertion(), whole_file()), (Failure("x.md", "not valid UTF-8 at byte 12."),), 2)) == (
        '{"version": 1,\n'
        f' "tool": {{"name": "lint-post", "version": "{__version__}"}},\n'
        ' "diagnostics": [\n'
        '  {"file": "plain.md", "rule": "markdown/final-newline", "severity": "warning", "message": "Here.",'
        ' "url": null, "range": {"start": {"line": 1, "column": 4, "column_utf8": 4, "column_utf16": 4, "offset": 3},'
        ' "end": {"line": 1, "column": 4, "column_utf8": 4, "column_utf16": 4, "offset": 3}}, "fix": null,'
        ' "alternatives": [], "related": [], "fingerprint": "0123456789abcdef:1"},\n'
        '  {"file": "plain.md", "rule": "posts/duplicate-slug", "severity": "info", "message": "Twice.",'
        ' "url": null, "range": null, "fix": null,'
        ' "alternatives": [], "related": [], "fingerprint": "0123456789abcdef:1"}],\n'
        ' "errors": [\n'
        '  {"file": "x.md", "message": "not valid UTF-8 at byte 12."}],\n'
        ' "summary": {"files": 2, "error": 0, "warning": 1, "info": 1, "fixable": 0, "fixed": 0}}\n'
    )


def test_nothing_is_lost(report: Report) -> None:
    read = json.loads(_document(report, pages="https://example.org/"))
    for found, item in zip(report.diagnostics, read["diagnostics"], strict=True):
        assert (item["file"], item["message"]) == (found.path, found.message)
        assert item["url"] == f"https://example.org/{found.rule}"
        assert len(item["alternatives"]) == len(found.alternatives)
        assert [related["message"] for related in item["related"]] == [related.message for related in found.related]
        if found.fix:
            assert item["fix"]["applicability"] == "safe"
            assert [edit["text"] for edit in item["fix"]["edits"]] == ["the"]
            assert item["fix"]["edits"][0]["range"] == item["range"]
    assert read["errors"] == [{"file": failure.path, "message": failure.message} for failure in report.failures]
    assert read["summary"]["fixable"] == report.fixable == len(SAMPLES)


def test_no_ci_system_finds_a_command_in_it(report: Report) -> None:
    document = _document(report)
    assert obeyed(document) == []
    assert "##vso[" not in document


def _edits_of(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container in ``value`` with each of its keys."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in list(items):
        yield value, key
        yield from _edits_of(item)


def _mutants(document: Any) -> Iterator[tuple[str, Any]]:
    """Every way to drop a key of an object or to put something of another type in a value's place."""
    for index, (container, key) in enumerate(_edits_of(document)):
        for wrong in ("dropped", [["wrong"]], -1, True):
            if wrong == "dropped" and not isinstance(container, dict):
                continue
            mutant = copy.deepcopy(document)
            place, _ = list(_edits_of(mutant))[index]
            if wrong == "dropped":
                del place[key]
            else:
                place[key] = wrong
            yield f"{key} {wrong}", mutant


@pytest.fixture(scope="module")
def small() -> Any:
    return json.loads(_document(Report((diagnostic(SAMPLES[0]), whole_file()), (Failure("x.md", "no"),), 1)))


def test_the_schema_notices_every_mutation(small: Any) -> None:
    mutants = list(_mutants(small))
    assert len(mutants) > 300
    assert [name for name, mutant in mutants if VALIDATOR.is_valid(mutant)] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("diagnostics", 0, "severity"), "fatal"),
        (("diagnostics", 0, "rule"), "Spelling/Typo"),
        (("diagnostics", 0, "rule"), "typo"),
        (("diagnostics", 0, "fingerprint"), "0123:1"),
        (("diagnostics", 0, "range", "start", "line"), 0),
        (("diagnostics", 0, "range", "start", "byte"), 1),
        (("diagnostics", 0, "fix", "applicability"), "always"),
        (("diagnostics", 0, "fix", "edits"), []),
        (("diagnostics", 0, "file"), ""),
    ],
)
def test_the_schema_notices_wrong_values(small: Any, path: tuple[Any, ...], value: Any) -> None:
    mutant = copy.deepcopy(small)
    *above, last = path
    place = mutant
    for key in above:
        place = place[key]
    place[last] = value
    assert not VALIDATOR.is_valid(mutant)


def test_new_keys_are_welcome(small: Any) -> None:
    mutant = copy.deepcopy(small)
    mutant["diagnostics"][0]["confidence"] = 0.9
    mutant["summary"]["suppressed"] = 3
    assert VALIDATOR.is_valid(mutant)
