"""TOML and JSON front matter: its values and its errors, all at their exact places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from lint_post.markdown.front_matter import FrontMatter, Problem
from lint_post.markdown.nodes import FrontMatterBlock
from lint_post.parse.front_matter.data_fields import MAX_DEPTH, fields
from lint_post.parse.front_matter.data_spans import Spans, json_spans, toml_spans
from lint_post.text.source import LINE_END, Span
from lint_post.text.value import replace

_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
# Franklin's +++ holds Julia, which is no fault.
_JULIA = re.compile(r"^[ \t]*(?:using|import)[ \t]+\w|[=\[,]\s*[\w.]*\(", re.MULTILINE)
# A dotted key takes tomllib quadratic time.
_LONG_DOTTED_KEY = re.compile(r"""(?<![\w"' \t.-])(?:[\w"' \t-]++\.){1000}""")
_JSON_TOKEN = re.compile(r'(?P<key>"(?:[^"\\]|\\.)*")(?=\s*:)|"(?:[^"\\]|\\.)*"|[{}\[\]]')
_BRACKET = re.compile(r"\s*[}\]]")
_QUOTE = re.compile(r'(?<!\\)"')
_TOML_MESSAGES = (
    ("Expected '=' after a key", 'Missing "=" after the key; use "key = value"'),
    ("Invalid value", "Invalid TOML value; put text in quotes"),
    ("Cannot overwrite a value", "Duplicate key; remove one of the two"),
    ("Cannot declare", "Duplicate table; merge the two"),
    ("Duplicate inline table key", "Duplicate key; remove one of the two"),
    ("Unterminated string", "Unclosed quote; add the closing quote"),
    ("Illegal character", "Invalid character; close the quotes before it or use an escape sequence"),
    ("Unclosed", "Missing closing bracket"),
    ("Unescaped '\\\\' in a string", 'Invalid escape sequence; use "\\\\" or single quotes'),
    ("Expected newline or end of document", "Unexpected text after the value; put the whole value in quotes"),
    ("Invalid statement", 'Line is neither "key = value" nor "[table]"'),
    ("Invalid initial character for a key part", "Invalid character at the start of a key; put the key in quotes"),
    ("Invalid date or datetime", "Invalid date or time"),
)
_JSON_MESSAGES = (
    ("Expecting property name", "Missing key in double quotes"),
    ("Expecting ',' delimiter", "Missing comma, or unescaped quote in the text before it"),
    ("Expecting ':' delimiter", 'Missing ":" after the key'),
    ("Expecting value", "Missing value; put text in double quotes"),
    ("Unterminated string", "Unclosed quote"),
    ("Invalid control character", "Invalid control character; remove it"),
    ("Invalid \\", 'Invalid escape sequence; use "\\\\" for a backslash'),
    ("Extra data", "Unexpected text after the end of the JSON object"),
)


def read_toml(block: FrontMatterBlock, source_text: str) -> FrontMatter:
    """Read TOML front matter; never raises."""
    import tomllib

    text = source_text[block.value_span.start : block.value_span.end]
    text = re.sub(r"\r(?!\n)", "\n", text)
    reader = _Reader(block, source_text, block.value_span.start, tomllib.loads, toml_spans)
    if _LONG_DOTTED_KEY.search(text):
        return reader.nothing(_unreadable(block))
    try:
        return reader.read(text)
    except tomllib.TOMLDecodeError as error:
        if _JULIA.search(text):
            return reader.nothing()
        at, line_start, problem = _toml_problem(str(error), text)
        start = block.value_span.start + at
        told = Problem(Span(start, min(start + 1, block.value_span.end)), problem)
        return reader.read_any([text[:line_start]], told)
    except (RecursionError, ValueError):
        return reader.nothing(_unreadable(block))


def _toml_problem(message: str, text: str) -> tuple[int, int, str]:
    """Offset of the error in ``text``, offset of its line, and what to say."""
    place = _TOML_PLACE.search(message)
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]
    line = min(int(place[1]), len(starts)) if place and place[1] else len(starts)
    start = starts[line - 1]
    at = start + int(place[2]) - 1 if place and place[2] else len(text)
    own = next((words for theirs, words in _TOML_MESSAGES if message.startswith(theirs)), None)
    if own and own.startswith(("Duplicate key", "Duplicate table")):
        at = start + len(text[start:]) - len(text[start:].lstrip(" \t"))
    return min(at, len(text)), start, own or f"Invalid TOML ({_TOML_PLACE.sub('', message)})"


def read_json(block: FrontMatterBlock, source_text: str) -> FrontMatter:
    """Read JSON front matter, with or without the outer braces; never raises."""
    import json

    text = source_text[block.value_span.start : block.value_span.end]
    bare = not text.lstrip().startswith("{")
    offset = block.value_span.start - bare
    text = f"{{{text}}}" if bare else text
    reader = _Reader(block, source_text, offset, json.loads, partial(json_spans, max_depth=MAX_DEPTH))
    try:
        found = reader.read(text)
        return replace(found, problems=(*found.problems, *_twice(text, offset)))
    except json.JSONDecodeError as error:
        end = _json_end(error.msg, error.pos, text)
        at, problem = _json_problem(error.msg, end, text)
        start = min(max(offset + at, block.value_span.start), block.value_span.end)
        told = Problem(Span(start, min(start + 1, block.value_span.end)), problem)
        return reader.read_any(_heads(text, end), told)
    except (RecursionError, ValueError):
        return reader.nothing(_unreadable(block))


def _json_end(message: str, at: int, text: str) -> int:
    """Where in ``text`` a JSON reader cannot go on: at the bracket after a trailing comma, as before Python 3.13."""
    if not message.startswith("Illegal trailing comma"):
        return at
    match = _BRACKET.match(text, at + 1)
    return match.end() - 1 if match else at


def _json_problem(message: str, at: int, text: str) -> tuple[int, str]:
    before = text[:at].rstrip()
    if text[at : at + 1] in ("}", "]") and before.endswith(","):
        return len(before) - 1, "Trailing comma; remove it"
    if message.startswith("Invalid control character") and text[at] in "\r\n":
        quote = max((match.start() for match in _QUOTE.finditer(text, 0, at)), default=at)
        return quote, "Unclosed quote"
    own = next((words for theirs, words in _JSON_MESSAGES if message.startswith(theirs)), None)
    return at, own or "Invalid JSON"


def _heads(text: str, end: int) -> Iterator[str]:
    """What stands before the last few commas before ``end``, closed."""
    for _ in range(5):
        end = text.rfind(",", 0, end)
        if end < 0:
            return
        yield text[:end] + "}"


def _twice(text: str, offset: int) -> Iterator[Problem]:
    """Keys that their object has already; JSON readers take the last in silence."""
    seen: list[set[str]] = [set()]
    for token in _JSON_TOKEN.finditer(text):
        if token[0] in ("{", "["):
            seen.append(set())
        elif token[0] in ("}", "]"):
            seen.pop()
        elif token["key"] and token["key"] in seen[-1]:
            message = f"Duplicate key {token['key']}; remove one of the two"
            yield Problem(Span(offset + token.start(), offset + token.end()), message)
        elif token["key"]:
            seen[-1].add(token["key"])


def _unreadable(block: FrontMatterBlock) -> Problem:
    start = block.value_span.start
    return Problem(Span(start, start), "Value is too long or nested too deeply; simplify it")


class _Reader:
    """Makes the front matter of ``block`` from texts that stand at ``offset`` of the source."""

    def __init__(
        self,
        block: FrontMatterBlock,
        source_text: str,
        offset: int,
        loads: Callable[[str], object],
        spans: Callable[[str], Spans],
    ) -> None:
        self._block = block
        self._source_text = source_text
        self._offset = offset
        self._loads = loads
        self._spans = spans

    def read(self, text: str, *problems: Problem) -> FrontMatter:
        """What ``text`` says. Raises as its parser does."""
        value = self._loads(text)
        if not isinstance(value, dict):
            start = self._block.value_span.start
            message = "Missing keys and values in front matter"
            return self.nothing(Problem(Span(start, start), message))
        found = fields(value, self._spans(text), self._source_text, self._offset)
        return FrontMatter(self._block.kind, self._block.span, self._block.value_span, found, problems, value)

    def read_any(self, texts: Iterable[str], problem: Problem) -> FrontMatter:
        """What the first readable one of ``texts`` says, if there is any."""
        for text in texts:
            try:
                return self.read(text, problem)
            except (ValueError, RecursionError):
                continue
        return self.nothing(problem)

    def nothing(self, *problems: Problem) -> FrontMatter:
        """Front matter that says nothing that can be read."""
        return FrontMatter(self._block.kind, self._block.span, self._block.value_span, (), problems)
