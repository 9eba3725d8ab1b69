"""``sarif``: SARIF 2.1.0, as GitHub's code scanning takes it.

Columns are code points, and a range's end is after its last one. GitHub shows 5 000 results of a run: of more, the
most severe are included, and a notification says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from lint_post import __version__
from lint_post.report._dump import dump
from lint_post.report._options import Options
from lint_post.report._plain import one_line, said
from lint_post.report._repository import within
from lint_post.rule.finding import Diagnostic, PlacedEdit, Report, Severity
from lint_post.text.source import Range

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_MOST_RESULTS = 5_000
_LONGEST_DESCRIPTION = 1_024
_ROOT = "%SRCROOT%"


def render(report: Report, options: Options) -> Iterator[str]:
    """The log, in a piece for each result."""
    shown = _worst(report.diagnostics)
    names = sorted({diagnostic.rule for diagnostic in shown})
    indices = {name: index for index, name in enumerate(names)}
    worst = {name: max(one.severity for one in shown if one.rule == name) for name in names}
    rules = [_rule(name, worst[name], options) for name in names]
    driver = {"name": "lint-post", "semanticVersion": __version__, "rules": rules}
    yield f'{{"$schema": "{_SCHEMA}",\n "version": "2.1.0",\n "runs": [{{'
    yield f'"tool": {dump({"driver": driver})},\n "columnKind": "unicodeCodePoints",\n "results": ['
    for number, diagnostic in enumerate(shown):
        yield ("," if number else "") + "\n  " + dump(_result(diagnostic, indices[diagnostic.rule], options))
    yield f'],\n "invocations": [{dump(_invocation(report, len(shown), options))}]}}]}}\n'


def _worst(diagnostics: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    """As many as GitHub shows, the most severe ones, in their order."""
    if len(diagnostics) <= _MOST_RESULTS:
        return list(diagnostics)
    ranked = sorted(enumerate(diagnostics), key=lambda row: (-row[1].severity, row[0]))[:_MOST_RESULTS]
    return [diagnostic for _, diagnostic in sorted(ranked, key=lambda row: row[0])]


def _rule(name: str, severity: Severity, options: Options) -> dict[str, object]:
    described = options.describe(name)
    summary = described.summary if described else name
    body = described.body if described else name
    full = body or summary
    rule: dict[str, object] = {
        "id": name,
        "shortDescription": {"text": summary},
        "fullDescription": {
            "text": full if len(full) <= _LONGEST_DESCRIPTION else full[: _LONGEST_DESCRIPTION - 1] + "…"
        },
        "help": {"text": full, "markdown": f"# {summary}\n\n{body}"},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }
    page = options.rule_page(name)
    return rule | ({"helpUri": page} if page else {})


def _result(diagnostic: Diagnostic, index: int, options: Options) -> dict[str, object]:
    location = {"physicalLocation": _place(diagnostic.path, diagnostic.range, options)}
    result: dict[str, object] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": one_line(diagnostic.message)},
        "locations": [location],
        "partialFingerprints": {"primaryLocationLineHash": diagnostic.fingerprint},
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _place(related.path, related.range, options),
                "message": {"text": one_line(related.message)},
            }
            for number, related in enumerate(diagnostic.related, 1)
        ]
    fixes = [fix for fix in (diagnostic.fix, *diagnostic.alternatives) if fix]
    if fixes:
        result["fixes"] = [_fix(diagnostic.path, fix.message, fix.edits, options) for fix in fixes]
    return result


def _place(path: str, where: Range | None, options: Options) -> dict[str, object]:
    return {"artifactLocation": _file(path, options), "region": _region(where)}


def _file(path: str, options: Options) -> dict[str, object]:
    relative = within(path, options.workspace) if options.workspace else path
    if relative is None or relative.startswith(("/", "..")):
        return {"uri": quote(path, errors="surrogateescape")}
    return {"uri": quote(relative, errors="surrogateescape"), "uriBaseId": _ROOT}


def _region(where: Range | None) -> dict[str, int]:
    """The range; a whole file is reported at its beginning."""
    if where is None:
        return {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
    start, end = where
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _fix(path: str, message: str, edits: Iterable[PlacedEdit], options: Options) -> dict[str, object]:
    replacements = [
        {"deletedRegion": _region(edit.range), "insertedContent": {"text": edit.text}}
        if edit.text
        else {"deletedRegion": _region(edit.range)}
        for edit in edits
    ]
    change = {"artifactLocation": _file(path, options), "replacements": replacements}
    return {"description": {"text": one_line(message)}, "artifactChanges": [change]}


def _invocation(report: Report, shown: int, options: Options) -> dict[str, object]:
    notifications: list[dict[str, object]] = [
        {
            "level": "error",
            "message": {"text": one_line(said(failure))},
            **({"locations": [{"physicalLocation": _place(failure.path, None, options)}]} if failure.path else {}),
        }
        for failure in report.failures
    ]
    if shown < len(report.diagnostics):
        text = f"GitHub shows {shown:,} results per run; the most severe of {len(report.diagnostics):,} are included"
        notifications.append({"level": "warning", "message": {"text": text}})
    succeeded = not report.failures and not report.interrupted
    return {"executionSuccessful": succeeded} | ({"toolExecutionNotifications": notifications} if notifications else {})
