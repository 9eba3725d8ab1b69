"""Messages, rule pages, help texts, and the README are in plain words (see CONTRIBUTING.md)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from lint_post.cli._commands import lint_post
from lint_post.rule.catalogue import Entry, load

ROOT = Path(__file__).resolve().parents[1]
RULES = sorted((ROOT / "rules").rglob("*.py"))
CATALOGUE = load()
UNKNOWN = "…"
"""Replaces a part of a message that is only known at run time."""
MOST_WORDS = 25
MOST_WORDS_ON_PAGE = 35
"""The pages of rules list what is flagged and what is ignored, in long but simple sentences."""
MOST_TEXTS = 200
# Where each call takes its message, and under which keyword.
MESSAGES = {"Finding": 1, "Finding.replace": 1, "Related": 1}
TITLES = {"Fix": 0, "Alternative": 0}

Function = ast.FunctionDef | ast.AsyncFunctionDef

TRANSLATED = {
    "use “fix”": r"\bmend(s|ed|ing)?\b",
    "use “bare URL”": r"\bnaked\b",
    "use “whitespace” or “space”": r"\bblanks\b|\ba blank\b(?! line)",
    "use “not found”": r"\bis called so\b|\bleads nowhere\b|\bis not there\b",
    "use “atomically”": r"\bat one stroke\b",
}
CURLY = re.compile(r"[“”„]")
CODE = re.compile(r"(`+)(?:(?!\1).)+?\1", re.DOTALL)
QUOTED = re.compile(r'"[^"]*"')
FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)
NOT_PROSE = re.compile(r"^\s*(\||#|<!--|\[[^\]]+\]:).*$", re.MULTILINE)
ITEM = re.compile(r"^\s*(?:[-*]|\d+\.)\s", re.MULTILINE)
LAID_OUT = re.compile(r"^\x08\n(?:.+\n?)*", re.MULTILINE)  # a paragraph that click leaves as it is
SENTENCE_END = re.compile(r"(?<=[.!?:;])[\s)]+|\n\s*\n")


# --- what is wrong with a text


def translated(text: str) -> Iterator[str]:
    for advice, pattern in TRANSLATED.items():
        if match := re.search(pattern, text, re.IGNORECASE):
            yield f"“{match[0]}” in {text!r}: {advice}"


def long_sentences(text: str, most: int) -> Iterator[str]:
    """Those with too many words; quoted text and code are not counted."""
    for sentence in SENTENCE_END.split(QUOTED.sub("", CODE.sub("", text))):
        words = re.findall(r"[^\W_][\w’'.-]*", sentence)
        if len(words) > most:
            yield f"{len(words)} words: {' '.join(sentence.split())!r}"


def wrong_in_prose(text: str, most: int = MOST_WORDS) -> list[str]:
    return [*translated(text), *long_sentences(text, most)]


def wrong_in_message(text: str) -> list[str]:
    """What is wrong with a message or the title of a fix, in which `UNKNOWN` replaces the unknown parts."""
    wrong = wrong_in_prose(text)
    if CURLY.search(text):
        wrong.append(f"curly quotes: {text!r}")
    if text.endswith((".", "!", ":", ";", ",")):
        wrong.append(f"final punctuation: {text!r}")
    if text[:1].islower():
        wrong.append(f"lower case at the start: {text!r}")
    return wrong


def prose(markdown: str) -> str:
    """What is left of ``markdown`` without code blocks, tables, headings, and comments; a list item is a sentence."""
    return ITEM.sub("\n\n", NOT_PROSE.sub("\n", FENCED.sub("\n", markdown)))


# --- the messages of the rules


class Said(NamedTuple):
    """A text that a rule may report, and where it is written."""

    place: str
    text: str


class Module:
    """The messages in a rule's source: what is passed as one, if the source tells."""

    def __init__(self, source: str, name: str) -> None:
        self._tree = ast.parse(source)
        self._name = name

    def said(self, calls: dict[str, int]) -> Iterator[Said]:
        """The texts passed to ``calls``, each with the index of its argument."""
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in calls:
                index = calls[ast.unparse(node.func)]
                by_name = [keyword.value for keyword in node.keywords if keyword.arg == "message"]
                for argument in by_name or node.args[index : index + 1]:
                    for text in sorted(self._texts(argument, 0)):
                        if text.replace(UNKNOWN, "").strip():
                            yield Said(f"{self._name}:{node.lineno}", text)

    @cached_property
    def _values(self) -> dict[str, list[ast.expr]]:
        """The expressions that each name is given, or that each function returns."""
        values: dict[str, list[ast.expr]] = {}
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                    for name, value in _pairs(target, node.value):
                        values.setdefault(name, []).append(value)
            elif isinstance(node, ast.NamedExpr):
                values.setdefault(node.target.id, []).append(node.value)
            elif isinstance(node, Function):
                returned = [part.value for part in ast.walk(node) if isinstance(part, ast.Return) and part.value]
                values.setdefault(node.name, []).extend(returned)
        return values

    def _texts(self, node: ast.expr, depth: int) -> set[str]:
        """The texts that ``node`` may be, with `UNKNOWN` for each part that the source does not tell."""
        if depth > 8:
            return {UNKNOWN}
        match node:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.JoinedStr(values=parts):
                return self._joined(parts, depth)
            case ast.FormattedValue(value=inner) | ast.NamedExpr(value=inner):
                return self._texts(inner, depth + 1)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._joined([left, right], depth)
            case ast.IfExp(body=body, orelse=other):
                return self._texts(body, depth + 1) | self._texts(other, depth + 1)
            case ast.BoolOp(values=choices):
                return set().union(*(self._texts(choice, depth + 1) for choice in choices))
            case ast.Name(id=name) | ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
                return set().union(*(self._texts(value, depth + 1) for value in self._values.get(name, ()))) or {
                    UNKNOWN
                }
            case ast.Subscript(value=ast.Name(id=name)):
                tables = [value for value in self._values.get(name, ()) if isinstance(value, ast.Dict)]
                return set().union(*(self._texts(v, depth + 1) for table in tables for v in table.values)) or {UNKNOWN}
        return {UNKNOWN}

    def _joined(self, parts: Iterable[ast.expr], depth: int) -> set[str]:
        each = [sorted(self._texts(part, depth + 1)) for part in parts]
        total = 1
        for choices in each:
            total *= len(choices)
        if total > MOST_TEXTS:  # too many to try together: one after the other, the rest unknown
            each = [choices if len(choices) == 1 else [UNKNOWN] for choices in each]
        return {"".join(chosen) for chosen in product(*each)}


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """The names and values of an assignment."""
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for part, one in zip(target.elts, value.elts, strict=False):
            yield from _pairs(part, one)


def wrong_messages(source: str, name: str = "rule.py") -> list[str]:
    module = Module(source, name)
    return [
        f"{said.place}: {wrong}" for said in module.said(MESSAGES | TITLES) for wrong in wrong_in_message(said.text)
    ]


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_messages_and_titles_of_fixes_are_plain(file: Path) -> None:
    assert wrong_messages(file.read_text("utf-8"), file.relative_to(ROOT).as_posix()) == []


def test_messages_are_found_in_nearly_all_rules() -> None:
    with_messages = {file for file in RULES if [*Module(file.read_text("utf-8"), "").said(MESSAGES)]}
    rules = {entry.file for entry in CATALOGUE}
    assert len(rules & {file.resolve() for file in with_messages}) > 0.8 * len(rules)


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("Finding(span, 'Trailing whitespace')", 0),
        ("Finding(span, 'Trailing whitespace.')", 1),
        ("Finding(span, 'trailing whitespace')", 1),
        ("Finding(None, message='The line ends with a blank')", 1),
        ("Finding(span, 'Missing blank line')", 0),
        ("Finding(span, f'Image “{url}” not found')", 1),
        ("Finding.replace(span, f'{word} is a naked URL', word)", 1),
        ("Finding(span, 'Image not found', Fix('Mend the path', edits))", 1),
        ("Finding(span, 'Image not found', Fix(f'Replace with \"{url}\".', edits))", 1),
        ("Alternative('Remove it.', edits)", 1),
        ("Related(span, 'There is called so')", 1),
        ("message = 'Good' if x else 'Bad.'\nFinding(span, message)", 1),
        ("def _message():\n    return f'Mend {x}'\nFinding(span, _message())", 1),
        ("ADVICE = {'a': 'mend it'}\nFinding(span, f'Wrong; {ADVICE[key]}')", 1),
        ("Finding(span, 'Word ' + 'word ' * 9)", 0),
        (f"Finding(span, 'Word{' word' * MOST_WORDS}')", 1),
        (f"Finding(span, 'Text \"{'word ' * MOST_WORDS}\" is long')", 0),
        ("other('a blank.')", 0),
    ],
)
def test_wrong_messages_are_noticed(code: str, wrong: int) -> None:
    assert len(wrong_messages(code)) == wrong


# --- pages, help, and the README


@pytest.mark.parametrize("entry", list(CATALOGUE), ids=lambda entry: entry.id)
def test_pages_are_plain(entry: Entry) -> None:
    summary = entry.page.summary
    assert wrong_in_message(summary) == []
    assert wrong_in_prose(prose(entry.page.body), MOST_WORDS_ON_PAGE) == []
    assert [wrong for option in entry.options for wrong in wrong_in_prose(option.doc)] == []


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        with click.Context(command) as context:
            for below in command.list_commands(context):
                found = command.get_command(context, below)
                assert found is not None
                yield from commands(found, f"{name} {below}")


@pytest.mark.parametrize(
    ("name", "command"), [pytest.param(*row, id=row[0]) for row in commands(lint_post, "lint-post")]
)
def test_help_is_plain(name: str, command: click.Command) -> None:
    options = [option.help or "" for option in command.params if isinstance(option, click.Option)]
    texts = [LAID_OUT.sub("", text) for text in (command.help, command.epilog, command.short_help, *options) if text]
    assert texts, name
    assert [wrong for text in texts for wrong in wrong_in_prose(text)] == []
    assert [text for text in texts if CURLY.search(text)] == []


def test_the_readme_is_plain() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    text = re.sub(r"<!-- (\w+):start -->.*?<!-- \1:end -->", "", text, flags=re.DOTALL)
    assert wrong_in_prose(prose(text)) == []
    comments = re.findall(r"#\s(.+)$", "\n".join(match[0] for match in FENCED.finditer(text)), re.MULTILINE)
    assert [wrong for comment in comments for wrong in translated(comment)] == []


@pytest.mark.parametrize(
    ("markdown", "wrong"),
    [
        ("It mends the file at one stroke.", 2),
        ("```text\nmend\n```\n\n| mend |\n", 0),
        ("Blanks at the end.", 1),
        ("A blank line.", 0),
        ("It is.\n" * MOST_WORDS, 0),
        ("- one item\n" * MOST_WORDS, 0),
        ("One word " * MOST_WORDS, 1),
        (f"`{'word ' * MOST_WORDS}` is code.", 0),
    ],
)
def test_prose_that_is_not_plain_is_noticed(markdown: str, wrong: int) -> None:
    assert len(wrong_in_prose(prose(markdown))) == wrong
