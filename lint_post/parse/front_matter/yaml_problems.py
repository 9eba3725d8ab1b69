"""What is wrong with a YAML text, in words that say what to do.

PyYAML knows where it stopped; what the writer did there is read from the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

from lint_post.parse.front_matter.yaml_complaint import Complaint

_KEY = r"[ \t]*(?:- +)*(?:\"[^\"\r\n]*\"|'[^'\r\n]*'|[^\s:#\"'\[{][^:\r\n]*)"
_LINE = re.compile(r"[^\r\n]*")
_KEY_LINE = re.compile(rf"{_KEY}:(?:[ \t\r\n]|\Z)")
_QUOTED_VALUE = re.compile(rf"(?:\A|(?<=[\r\n]))(?:{_KEY}:[ \t]+|[ \t]*- +)(?P<quote>[\"'])(?P<rest>[^\r\n]*)")
_CLOSED = {'"': re.compile(r'(?:[^"\\]|\\.)*"'), "'": re.compile(r"(?:[^']|'')*'")}
_TWO_COLONS = re.compile(rf"(?P<key>{_KEY}):[ \t]+(?P<value>.*\S)")
_GLUED = re.compile(r"[ \t]*(?:- +)*[\w-]+:(?=[^\s/])")


class _Stop(NamedTuple):
    """Where PyYAML stopped (``at``), and the beginning (``context``) of what it was reading; equal if it said none."""

    text: str
    at: int
    context: int
    problem: str

    def line(self, pos: int) -> str:
        """The line that holds ``pos``, without its line end."""
        found = _LINE.match(self.text, self.line_start(pos))
        return found[0] if found else ""

    def line_start(self, pos: int) -> int:
        """Where the line that holds ``pos`` begins."""
        return max(self.text.rfind("\n", 0, pos), self.text.rfind("\r", 0, pos)) + 1

    def before(self) -> str:
        """What stands before the place on its line, without blanks around it."""
        return self.text[self.line_start(self.at) : self.at].strip()


def explain(error: yaml.YAMLError, text: str) -> Complaint:
    """Say what ``error`` means, which PyYAML raised while it read ``text``."""
    mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or "not valid"
    at = min(mark.index, len(text)) if mark else 0
    stop = _Stop(text, at, context_mark.index if context_mark else at, problem)
    runaway = _runaway_quote(stop)
    if runaway:
        return runaway
    for pattern, explanation in _EXPLANATIONS:
        if pattern.search(f"{getattr(error, 'context', '')}: {problem}"):
            return explanation(stop)
    return Complaint(at, f"YAML cannot read this ({problem}): put the value in quotes or mend the indentation.")


def _runaway_quote(stop: _Stop) -> Complaint | None:
    """A quote before the place that its own line does not close, though the next line is an entry of its own."""
    for match in _QUOTED_VALUE.finditer(stop.text, 0, stop.at):
        line = stop.line(match.start("quote"))
        rest = line[match.start("rest") - stop.line_start(match.start("rest")) :]
        if _CLOSED[match["quote"]].match(rest):
            continue
        following = stop.text[match.start("rest") + len(rest) :].lstrip("\r\n")
        if not following or _KEY_LINE.match(following):
            return _unclosed_quote(match.start("quote"), match["quote"])
    return None


def _unclosed_quote(at: int, quote: str) -> Complaint:
    return Complaint(at, f"This quote is never closed: write {quote} at the end of the value.")


def _quoted(stop: _Stop) -> Complaint:
    return _unclosed_quote(stop.context, stop.text[stop.context : stop.context + 1])


def _second_colon(stop: _Stop) -> Complaint:
    """``mapping values are not allowed``: a colon in a plain text, or a line that is indented too far."""
    line = stop.line(stop.at)
    two = _TWO_COLONS.match(line)
    if two and two.start("value") <= stop.at - stop.line_start(stop.at):
        advice = "put the value in quotes"
        if '"' not in two["value"] and "\\" not in two["value"]:
            advice += f': {two["key"].strip()}: "{two["value"]}"'
        return Complaint(stop.at, f"In a value, “:” and a blank begin another one; {advice}.")
    above = stop.text[: stop.line_start(stop.at)].rstrip()
    glued = _glued(stop, len(above))
    if glued:
        return glued
    start = stop.line_start(stop.at)
    indent = len(line) - len(line.lstrip())
    return Complaint(
        start + indent, "This line is indented further than the key it follows: begin it in the same column."
    )


def _glued(stop: _Stop, pos: int) -> Complaint | None:
    """``key:value`` with no blank between, on the line that holds ``pos``."""
    match = _GLUED.match(stop.line(pos))
    if not match:
        return None
    return Complaint(stop.line_start(pos) + match.end() - 1, "A blank is missing after this “:”.")


def _no_colon(stop: _Stop) -> Complaint:
    glued = _glued(stop, stop.context)
    if glued:
        return glued
    message = "This line is no “key: value”: if it goes on with the line above, indent it or put the whole in quotes."
    return Complaint(stop.context, message)


def _bad_start(stop: _Stop) -> Complaint:
    mark = stop.text[stop.at : stop.at + 1]
    if mark == "\t":
        return Complaint(stop.at, "YAML is indented with blanks, and this is a tab: replace it by two blanks.")
    if not mark:
        return Complaint(stop.at, "The front matter ends in the middle of a value.")
    return Complaint(stop.at, f"A value cannot begin with “{mark}”: put it in quotes.")


def _bad_escape(stop: _Stop) -> Complaint:
    at = max(stop.text.rfind("\\", 0, stop.at + 1), stop.context)
    escape = stop.text[at : at + 2]
    message = f"“{escape}” is no escape that YAML knows: write “\\{escape}”, or put the value in single quotes."
    return Complaint(at, message)


def _bad_name(stop: _Stop) -> Complaint:
    mark = stop.text[stop.context : stop.context + 1]
    return Complaint(
        stop.context, f"“{mark}” at a value's beginning has a meaning of its own in YAML: put it in quotes."
    )


def _bad_block(stop: _Stop) -> Complaint:
    mark = stop.text[stop.context : stop.context + 1]
    message = f"After “{mark}” the text begins on the next line; if “{mark}” is part of the text, put it in quotes."
    return Complaint(stop.context, message)


def _unclosed_bracket(stop: _Stop) -> Complaint:
    opening = stop.text[stop.context : stop.context + 1]
    closing = {"[": "]", "{": "}"}.get(opening, "]")
    if stop.line_start(stop.context) != stop.line_start(stop.at) or not stop.text[stop.at :].strip():
        return Complaint(stop.context, f"This “{opening}” is never closed: write “{closing}” at the end.")
    return Complaint(stop.at, f"A “,” or “{closing}” is missing before this; a text that has such marks needs quotes.")


def _no_key(stop: _Stop) -> Complaint:
    """``did not find expected key``: something stands behind a finished value, or in the wrong column."""
    before = stop.before()
    if not before:
        if stop.text.startswith("-", stop.at):
            return Complaint(
                stop.at, "This item belongs to no list: write it under a key, in the column of its siblings."
            )
        return Complaint(stop.at, "This line belongs to nothing above it: begin it in the same column as its siblings.")
    if before.endswith("'"):
        advice = "write '' for an apostrophe in single quotes, or use double quotes"
        return Complaint(stop.at, f"The value ends with the quote before this: {advice}.")
    if before.endswith('"'):
        advice = 'write \\" for a quote in double quotes, or use single quotes'
        return Complaint(stop.at, f"The value ends with the quote before this: {advice}.")
    return Complaint(stop.at, "The value ends before this: put the whole of it in quotes.")


def _no_item(stop: _Stop) -> Complaint:
    message = "A list stands above, and this is no item of it: begin it with “- ”, or in the column of the list's key."
    return Complaint(stop.at, message)


def _no_dash(stop: _Stop) -> Complaint:
    mark = stop.text[stop.at : stop.at + 1]
    return Complaint(
        stop.at, f"A value cannot begin with “{mark} ”: put it in quotes, or begin the list on the next line."
    )


def _second_document(stop: _Stop) -> Complaint:
    return Complaint(stop.at, "This stands behind the end of the YAML text: remove it, or the “...” before it.")


# Looked for in "context: problem" of libyaml's errors and of PyYAML's own, the first that fits.
_EXPLANATIONS: tuple[tuple[re.Pattern[str], Callable[[_Stop], Complaint]], ...] = (
    (re.compile("mapping values are not allowed"), _second_colon),
    (re.compile("quoted scalar: found unexpected (end|document)"), _quoted),
    (re.compile("could not find expected ':'"), _no_colon),
    (re.compile("escape character|expected hexdecimal|hexadecimal numbers|invalid Unicode"), _bad_escape),
    (re.compile("scanning an? (alias|anchor)|parsing a tag|scanning a (tag|directive)"), _bad_name),
    (
        re.compile("scanning a block scalar: (did not find expected|expected).*(line break|indentation|chomping)"),
        _bad_block,
    ),
    (re.compile("cannot start any token|tab character|node content"), _bad_start),
    (re.compile("parsing a flow (sequence|mapping)"), _unclosed_bracket),
    (re.compile("block sequence entries are not allowed|mapping keys are not allowed"), _no_dash),
    (re.compile("parsing a block (sequence|collection)"), _no_item),
    (re.compile("parsing a block mapping"), _no_key),
    (re.compile("document start"), _second_document),
)
