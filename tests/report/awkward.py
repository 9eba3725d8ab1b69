"""Documents, file names and findings that are hard to report, and what must be read back of each."""

from __future__ import annotations

from typing import NamedTuple

from lint_post.rule.finding import (
    Applicability,
    Diagnostic,
    Failure,
    PlacedAlternative,
    PlacedEdit,
    PlacedFix,
    PlacedRelated,
    Report,
    Severity,
)
from lint_post.text.source import Source, Span


class Sample(NamedTuple):
    """A file's name, its bytes, and the text in it that is flagged."""

    file: str
    data: bytes
    flagged: str


def _utf8(file: str, text: str, flagged: str) -> Sample:
    return Sample(file, text.encode(), flagged)


SAMPLES = (
    _utf8("plain.md", "one\ntwo three\n", "three"),
    _utf8("emoji.md", "a 👩‍👩‍👧 family ❤️ and teh end\n", "teh"),
    _utf8("日本語/記事.md", "これは、漢字とカナ　の文です。teh\n", "漢字"),
    _utf8("combining.md", "cafe\u0301 nai\u0308ve teh\n", "nai\u0308ve"),
    _utf8("crlf.md", "one\r\ntwo teh\r\nthree\r\n", "teh"),
    _utf8("cr.md", "one\rtwo teh\rthree", "teh"),
    Sample("bom.md", b"\xef\xbb\xbfteh first word\n", "teh"),
    _utf8("tabs.md", "\ta\tteh\tb\n", "teh"),
    _utf8("separator.md", "one\u2028still\u2029line\x0cone\x0b\x85teh\n", "teh"),
    _utf8("no-final-newline.md", "teh", "teh"),
    _utf8("long.md", "word " * 100_000 + "teh " + "word " * 100_000, "teh"),
    _utf8("long-cjk.md", "漢字" * 300 + "teh" + "漢字" * 300, "teh"),
    _utf8("old-command.md", "see ##[error]teh ##vso[task.complete]\n", "##[error]teh"),
    _utf8("command.md", "::error::teh\n::stop-commands::x\n", "::error::teh"),
    _utf8("markup.md", "]]> <script>alert('teh')</script> & \"quoted\"\n", "<script>alert('teh')</script>"),
    _utf8("control.md", "a\x00b \x1b[31mteh\x1b[0m \x9b31m\x07\n", "\x1b[31mteh"),
    _utf8("rtl.md", "safe \u202eteh\u202c \u2066x\u2069 שלום\n", "\u202eteh"),
    _utf8("many lines.md", "one teh\ntwo\nthree end", "teh\ntwo\nthree"),
    _utf8("line-end.md", "trailing  \nnext\n", "  \n"),
    _utf8("a,b:c%d.md", "teh\n", "teh"),
    _utf8("with \"quote\" and 'one'.md", "teh\n", "teh"),
    _utf8("folder/new\nline.md", "teh\n", "teh"),
    _utf8("::error file=x.md::y.md", "teh\n", "teh"),
    _utf8("##[error]z.md", "teh\n", "teh"),
    _utf8("escape\x1b[31m.md", "teh\n", "teh"),
)
SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def source(sample: Sample) -> Source:
    return Source.from_bytes(sample.data, sample.file)


def diagnostic(sample: Sample, severity: Severity = Severity.ERROR) -> Diagnostic:
    """A finding at what ``sample`` flags, with everything a finding can have."""
    text = source(sample)
    start = text.text.index(sample.flagged)
    where = text.range(Span(start, start + len(sample.flagged)))
    edit = (PlacedEdit(where, "the"),)
    return Diagnostic(
        "spelling/typo",
        severity,
        sample.file,
        where,
        f'"{sample.flagged}" is misspelled; did you mean "the"?',
        text.line_text(where.start.line),
        "0123456789abcdef:1",
        fix=PlacedFix("Write “the”.", edit, Applicability.SAFE),
        alternatives=(PlacedAlternative("Write “tea”.", edit),),
        related=(PlacedRelated(sample.file, where, "First used here."),),
    )


def insertion(file: str = "plain.md") -> Diagnostic:
    """A finding at an empty range, the end of the first line."""
    text = Source("one\ntwo", file)
    return Diagnostic(
        "markdown/final-newline", Severity.WARNING, file, text.range(Span(3, 3)), "Here.", "one", "0123456789abcdef:1"
    )


def whole_file(file: str = "plain.md") -> Diagnostic:
    """A finding about a whole file."""
    return Diagnostic("posts/duplicate-slug", Severity.INFO, file, None, "Twice.", "", "0123456789abcdef:1")


def everything() -> Report:
    """All samples with all severities in turn, an insertion, a whole file and two failures."""
    found = [diagnostic(sample, SEVERITIES[index % 3]) for index, sample in enumerate(SAMPLES)]
    return Report(
        (*found, insertion(), whole_file()),
        failures=(Failure("broken ##[error].md", "not valid UTF-8 at byte 12."), Failure(None, "not valid UTF-8.")),
        files=len(SAMPLES),
    )
