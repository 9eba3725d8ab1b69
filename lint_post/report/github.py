"""``github``: workflow commands, which GitHub Actions turns into annotations, errors first.

Nothing else is printed in this format: the runner obeys commands anywhere in a job's output, so all text
from a post is escaped within one of our commands.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lint_post.report._options import Options
from lint_post.report._place import last_line
from lint_post.report._plain import file_name, one_line, visible
from lint_post.report._repository import within
from lint_post.rule.finding import Diagnostic, Failure, Report, Severity

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SHOWN_OF_A_KIND = 10
_LONGEST_MESSAGE = 4000  # UTF-16 units; the runner cuts at 4096

Property = str | int | None


def render(report: Report, options: Options) -> Iterator[str]:
    """A command for each file that could not be checked and each diagnostic."""
    for failure in report.failures:
        yield _failure(failure, options)
    for diagnostic in sorted(report.diagnostics, key=lambda diagnostic: -diagnostic.severity):
        yield _diagnostic(diagnostic, options)


def note(report: Report) -> str | None:
    """A sentence about findings that GitHub does not show as annotations; None if it shows all."""
    counts = [report.count(severity) for severity in Severity]
    counts[-1] += len(report.failures)
    shown = sum(min(count, _SHOWN_OF_A_KIND) for count in counts)
    if shown == sum(counts):
        return None
    return f"GitHub shows {shown} of {sum(counts)} problems as annotations (10 per severity); this log has all of them."


def command(kind: str, message: str, properties: dict[str, Property]) -> str:
    """One workflow command without its line end; empty properties are left out."""
    given = ",".join(f"{name}={_escape_property(str(value))}" for name, value in properties.items() if value)
    return f"::{kind}{' ' if given else ''}{given}::{_escape(message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def _failure(failure: Failure, options: Options) -> str:
    file = None if failure.is_of_run else _file(file_name(failure.path), options.workspace)
    return command("error", _cut(one_line(failure.message), ""), {"title": "lint-post", "file": file}) + "\n"


def _diagnostic(diagnostic: Diagnostic, options: Options) -> str:
    properties: dict[str, Property] = {
        "title": diagnostic.rule,
        "file": _file(diagnostic.path, options.workspace),
        **_position(diagnostic),
    }
    return command(_KINDS[diagnostic.severity], _message(diagnostic, options), properties) + "\n"


def _position(diagnostic: Diagnostic) -> dict[str, Property]:
    """Lines, and columns for a single line; the last column is part of the range, as GitHub counts."""
    if diagnostic.range is None:
        return {}
    start, end = diagnostic.range
    last = last_line(diagnostic.range)
    if last != start.line:
        return {"line": start.line, "endLine": last}
    stop = end.column - 1 if end.line == last else len(diagnostic.line_text)
    return {"line": last, "endLine": last, "col": start.column, "endColumn": max(start.column, stop)}


def _message(diagnostic: Diagnostic, options: Options) -> str:
    page = options.page(diagnostic)
    fix = f"\nFix: {one_line(diagnostic.fix.message)}" if diagnostic.fix else ""
    return _cut(one_line(diagnostic.message), fix + (f"\n{page}" if page else ""))


def _cut(text: str, tail: str) -> str:
    """``text`` and ``tail`` within the runner's limit; only ``text`` is shortened."""
    if _units(text + tail) <= _LONGEST_MESSAGE:
        return text + tail
    tail = "" if _units(tail) > _LONGEST_MESSAGE // 2 else tail
    room = _LONGEST_MESSAGE - _units(tail) - len("…")
    return text.encode("utf-16-le", "surrogatepass")[: 2 * room].decode("utf-16-le", "ignore") + "…" + tail


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@lru_cache(maxsize=64)
def _file(path: str, workspace: str | None) -> str:
    """``path`` relative to the workspace if it is in it, otherwise unchanged."""
    name = path if workspace is None else within(path, workspace) or path
    return "".join(letter if letter in "\r\n" else visible(letter) for letter in name)
