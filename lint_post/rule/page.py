"""A rule's page: its module docstring as a summary line, a body, and examples that are its tests.

An example is a fenced block whose info string says what it shows, then options of the rule and the world around the
example, written as the inside of a TOML inline table:

    ```markdown bad min-words = 3, world.path = "posts/a.md", world.files = ["posts/b.png"]

``bad``: the text between ``⟦`` and ``⟧`` is flagged, and nothing else; without marks there is one finding about the
whole file. ``good``: nothing is flagged. ``fixed``: what the rule's fixes make of the ``bad`` example before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple, get_args

from lint_post.errors import CatalogueError
from lint_post.text.source import Span
from lint_post.text.value import Value, field

Kind = Literal["bad", "good", "fixed"]
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_EXAMPLE = re.compile(r"markdown[ \t]+(?P<kind>\S+)[ \t]*(?P<options>.*)")
_MARK = re.compile("[⟦⟧]")


class World(Value):
    """What is around an example: its own path and the files that exist, relative to the simulated project's root.

    ``texts`` are existing files and their contents; ``newline`` False: the example's last line has no line break.
    ``today``: the current day. ``web``: the responses for URLs – a status, for redirects with the target; for
    other URLs, 200. ``papers``: the records of papers, by identifier: title, then the authors.
    ``remarks``: what a proofreader says about these words: its rule and category, a message, replacements.
    """

    path: str = "post.md"
    files: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    newline: bool = True
    today: date | None = None
    web: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, list[str]] = field(default_factory=dict)
    remarks: Mapping[str, list[str]] = field(default_factory=dict)


class Example(Value):
    """One fenced example: its ``text`` without marks, the spans of the ``marks``, the fence's ``line`` (from 1)."""

    kind: Kind
    text: str
    marks: tuple[Span, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    world: World = World()
    line: int = 1


class Page(Value):
    """The documentation of a rule: a summary line, Markdown without the examples, and the examples in order."""

    summary: str
    body: str
    examples: tuple[Example, ...]

    @property
    def fixable(self) -> bool:
        """Whether an example shows the result of a fix."""
        return any(example.kind == "fixed" for example in self.examples)


def parse(docstring: str, file: str) -> Page:
    """The page that ``docstring`` of ``file`` (for messages) is.

    Raises CatalogueError: no summary, or an example that cannot be read.
    """
    lines = docstring.strip("\n").split("\n")
    summary = lines[0].strip()
    if not summary or _FENCE.match(summary):
        raise CatalogueError(f"{file}: Missing summary line at the start of the docstring")
    if len(lines) > 1 and lines[1].strip():
        raise CatalogueError(f"{file}: The summary must be a single line followed by a blank line")
    body: list[str] = []
    examples = []
    for block in _blocks(lines[1:], 2, file):
        example = _example(block, block.fence["info"], file) if block.fence else None
        if example:
            examples.append(example)
        else:
            body.extend(block.lines)
    return Page(summary, re.sub(r"\n{3,}", "\n\n", "\n".join(body)).strip("\n"), tuple(examples))


class _Block(NamedTuple):
    """A fenced block with both its fences, or the lines between two; ``line`` is its first one's number."""

    lines: list[str]
    fence: re.Match[str] | None
    line: int


def _blocks(lines: list[str], number: int, file: str) -> Iterator[_Block]:
    block = _Block([], None, number)
    for index, line in enumerate(lines, number):
        if block.fence:
            block.lines.append(line)
            if _closes(line, block.fence["fence"]):
                yield block
                block = _Block([], None, index + 1)
        elif fence := _FENCE.fullmatch(line):
            yield block
            block = _Block([line], fence, index)
        else:
            block.lines.append(line)
    if block.fence:
        raise CatalogueError(f"{file}: Unclosed fence on line {block.line} of the docstring")
    yield block


def _closes(line: str, fence: str) -> bool:
    mark = line.rstrip()
    return len(mark) >= len(fence) and not mark.strip(fence[0])


def _example(block: _Block, info_string: str, file: str) -> Example | None:
    """The example in a fenced block; None for any other block, such as one of TOML."""
    info = _EXAMPLE.fullmatch(info_string.strip())
    if info is None:
        return None
    where = f"{file}: Example on line {block.line} of the docstring"
    kind = info["kind"]
    if kind not in get_args(Kind):
        raise CatalogueError(f'{where} has unknown kind "{kind}"; choose from bad, good, fixed')
    options = _options(info["options"], where)
    world = World(**_world(options.pop("world", {}), where))
    text, marks = _unmark("".join(f"{line}\n" for line in block.lines[1:-1]), where)
    if not world.newline:
        text = text.removesuffix("\n")
    if marks and kind != "bad":
        raise CatalogueError(f"{where} is {kind} but has marks")
    return Example(kind, text, marks, options, world, block.line)  # type: ignore[arg-type]


def _options(text: str, where: str) -> dict[str, Any]:
    """The values in the inside of a TOML inline table."""
    if not text:
        return {}
    import tomllib

    try:
        table: dict[str, Any] = tomllib.loads(f"options = {{ {text} }}")["options"]
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{where} has invalid TOML in its options: {error}") from None
    return table


def _world(table: Mapping[str, Any], where: str) -> dict[str, Any]:
    fields = {"path": str, "files": list, "texts": dict, "newline": bool, "today": date}
    fields |= dict.fromkeys(("web", "papers", "remarks"), dict)
    for name, value in table.items():
        if not isinstance(value, fields.get(name, ())):
            known = ", ".join(f"{known} ({kind.__name__})" for known, kind in fields.items())
            raise CatalogueError(f'{where} has invalid setting "world.{name} = {value!r}"; choose from {known}')
    return {name: tuple(value) if name == "files" else value for name, value in table.items()}


def _unmark(marked: str, where: str) -> tuple[str, tuple[Span, ...]]:
    """``marked`` without its marks, and the spans between them, sorted."""
    open_at: list[int] = []
    spans = []
    for count, mark in enumerate(_MARK.finditer(marked)):
        offset = mark.start() - count
        if mark[0] == "⟦":
            open_at.append(offset)
        elif open_at:
            spans.append(Span(open_at.pop(), offset))
        else:
            raise CatalogueError(f'{where} has a "⟧" without a "⟦"')
    if open_at:
        raise CatalogueError(f'{where} has an unclosed "⟦"')
    return _MARK.sub("", marked), tuple(sorted(spans))
