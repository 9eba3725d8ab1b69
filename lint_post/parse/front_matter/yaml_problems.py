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
    return Complaint(at, f"Invalid YAML ({problem}); put the value in quotes or fix the indentation")


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
    return Complaint(at, f"Unclosed quote; add {quote} at the end of the value")


def _quoted(stop: _Stop) -> Complaint:
    return _unclosed_quote(stop.context, stop.text[stop.context : stop.context + 1])


def _second_colon(stop: _Stop) -> Complaint:
    """``mapping values are not allowed``: a colon in a plain text, or a line that is indented too far."""
    line = stop.line(stop.at)
    two = _TWO_COLONS.match(line)
    if two and two.start("value") <= stop.at - stop.line_start(stop.at):
        advice = "put the value in quotes"
        if '"' not in two["value"] and "\\" not in two["value"]:
            advice += f', as in {two["key"].strip()}: "{two["value"]}"'
        return Complaint(stop.at, f'Unquoted ":" in a value; {advice}')
    above = stop.text[: stop.line_start(stop.at)].rstrip()
    glued = _glued(stop, len(above))
    if glued:
        return glued
    start = stop.line_start(stop.at)
    indent = len(line) - len(line.lstrip())
    return Complaint(start + indent, "Line is indented too far; align it with the key above")


def _glued(stop: _Stop, pos: int) -> Complaint | None:
    """``key:value`` with no blank between, on the line that holds ``pos``."""
    match = _GLUED.match(stop.line(pos))
    if not match:
        return None
    return Complaint(stop.line_start(pos) + match.end() - 1, 'Missing space after ":"')


def _no_colon(stop: _Stop) -> Complaint:
    glued = _glued(stop, stop.context)
    if glued:
        return glued
    message = 'Line is not a "key: value" pair; indent it if it continues the line above'
    return Complaint(stop.context, message)


def _bad_start(stop: _Stop) -> Complaint:
    mark = stop.text[stop.at : stop.at + 1]
    if mark == "\t":
        return Complaint(stop.at, "Tab in YAML indentation; use spaces")
    if not mark:
        return Complaint(stop.at, "Front matter ends in the middle of a value")
    return Complaint(stop.at, f'Value cannot start with "{mark}"; put it in quotes')


def _bad_escape(stop: _Stop) -> Complaint:
    at = max(stop.text.rfind("\\", 0, stop.at + 1), stop.context)
    escape = stop.text[at : at + 2]
    message = f'Invalid escape sequence "{escape}"; use "\\{escape}" or single quotes'
    return Complaint(at, message)


def _bad_name(stop: _Stop) -> Complaint:
    mark = stop.text[stop.context : stop.context + 1]
    return Complaint(stop.context, f'Value starts with "{mark}", which has a special meaning in YAML; put it in quotes')


def _bad_block(stop: _Stop) -> Complaint:
    mark = stop.text[stop.context : stop.context + 1]
    message = f'Unexpected text after "{mark}"; move it to the next line or put the whole value in quotes'
    return Complaint(stop.context, message)


def _unclosed_bracket(stop: _Stop) -> Complaint:
    opening = stop.text[stop.context : stop.context + 1]
    closing = {"[": "]", "{": "}"}.get(opening, "]")
    if stop.line_start(stop.context) != stop.line_start(stop.at) or not stop.text[stop.at :].strip():
        return Complaint(stop.context, f'Unclosed "{opening}"; add "{closing}" at the end')
    return Complaint(stop.at, f'Missing "," or "{closing}"; put text that contains such characters in quotes')


def _no_key(stop: _Stop) -> Complaint:
    """``did not find expected key``: something stands behind a finished value, or in the wrong column."""
    before = stop.before()
    if not before:
        if stop.text.startswith("-", stop.at):
            return Complaint(stop.at, "List item outside a list; move it under a key or align it with the other items")
        return Complaint(stop.at, "Inconsistent indentation; align this line with the others of its level")
    if before.endswith("'"):
        advice = "write '' for an apostrophe or use double quotes"
        return Complaint(stop.at, f"Unexpected text after the closing quote; {advice}")
    if before.endswith('"'):
        advice = 'write \\" for a quote or use single quotes'
        return Complaint(stop.at, f"Unexpected text after the closing quote; {advice}")
    return Complaint(stop.at, "Unexpected text after the value; put the whole value in quotes")


def _no_item(stop: _Stop) -> Complaint:
    message = 'Line is not an item of the list above; start it with "- " or align it with the key of the list'
    return Complaint(stop.at, message)


def _no_dash(stop: _Stop) -> Complaint:
    mark = stop.text[stop.at : stop.at + 1]
    return Complaint(stop.at, f'Value cannot start with "{mark} "; put it in quotes or start the list on the next line')


def _second_document(stop: _Stop) -> Complaint:
    return Complaint(stop.at, 'Text after the end of the YAML; remove it or the "..." before it')


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
