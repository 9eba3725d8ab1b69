"""``lint-post explain``: show the documentation of a rule."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from lint_post.cli._environment import painter
from lint_post.cli._offer import as_text_or_json, catalogue, describe_fully, plain
from lint_post.report._colour import INK, Ink, Painter
from lint_post.report._frame import columns, shown
from lint_post.text.source import Source, Span

if TYPE_CHECKING:
    from lint_post.rule.catalogue import Catalogue, Entry
    from lint_post.rule.options import Option
    from lint_post.rule.page import Example

_TITLES = {"bad": "Incorrect", "good": "Correct", "fixed": "The example above, fixed"}
_INDENT = "    "


@click.command(
    "explain", short_help="Show the documentation of a rule.", epilog="For example: lint-post explain sections/empty"
)
@click.argument("rule")
@as_text_or_json
def command(rule: str, output_format: str) -> None:
    """Show the documentation of a rule: what it flags and why, examples, options.

    RULE is an id such as "spelling/typo", or an alias such as "MD009".
    """
    entry = _entry(catalogue(), rule)
    if output_format == "json":
        import json

        sys.stdout.write(json.dumps(describe_fully(entry), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in page(entry, painter()))


def _entry(rules: Catalogue, name: str) -> Entry:
    """The rule called ``name``. Raises UsageError with a suggestion."""
    entry = rules.find(name)
    if entry is not None:
        return entry
    match = rules.match(name)
    if match is None:
        raise click.UsageError(rules.unknown(name))
    raise click.UsageError(f'"{name}" matches several rules; choose from {", ".join(sorted(match.ids))}.')


def page(entry: Entry, brush: Painter | None = None) -> Iterator[str]:
    """The documentation of a rule in pieces of one or more lines, without their last line break."""
    brush = brush or Painter(on=False)
    yield _headline(entry, brush)
    yield ""
    yield brush.paint(entry.page.summary, Ink.BOLD)
    if entry.page.body:
        yield f"\n{entry.page.body}"
    for example in entry.page.examples:
        yield f"\n{_title(example, brush)}\n"
        yield from _example(example, brush, INK[entry.rule.severity])
    if entry.options:
        yield f'\nOptions in lint-post.toml, with their defaults:\n\n{_INDENT}[rules."{entry.id}"]'
        yield from map(_option, entry.options)
    yield f"\nTo suppress one finding, write above it: <!-- lint-post-disable-next-line {entry.id}: the reason -->"


def _headline(entry: Entry, brush: Painter) -> str:
    rule = entry.rule
    facts = [brush.paint(str(rule.severity), INK[rule.severity]), "on by default" if rule.on else "off by default"]
    if entry.fixable:
        facts.append("has a fix")
    if rule.aliases:
        facts.append(f"aliases: {', '.join(rule.aliases)}")
    return f"{brush.paint(entry.id, Ink.BLUE)} ({', '.join(facts)})"


def _title(example: Example, brush: Painter) -> str:
    """The title of an example, with its options and files."""
    facts = [f"{name} = {_toml(value)}" for name, value in example.options.items()]
    if example.world.files:
        facts.append(f"with {', '.join(example.world.files)}")
    return brush.paint(_TITLES[example.kind], Ink.BOLD) + (f" ({'; '.join(facts)})" if facts else "") + ":"


def _example(example: Example, brush: Painter, ink: Ink) -> Iterator[str]:
    """The example's lines, indented, with carets below flagged text."""
    source = Source(example.text.removesuffix("\n"))
    for number in range(1, len(source.line_starts) + 1):
        line = source.line_span(number)
        yield f"{_INDENT}{shown(source.slice(line))}".rstrip()
        carets = "".join(_carets(source, line, example.marks)).rstrip()
        if carets:
            yield f"{_INDENT}{brush.paint(carets, ink)}"


def _carets(source: Source, line: Span, marks: tuple[Span, ...]) -> Iterator[str]:
    """Carets below the marks in ``line``, also below empty ones; spaces elsewhere."""
    for place in range(line.start, line.end + 1):
        marked = any(start <= place < max(end, start + 1) for start, end in marks)
        width = columns(shown(source.text[place])) if place < line.end else int(Span(place, place) in marks)
        yield ("^" if marked else " ") * width


def _option(option: Option) -> str:
    doc = f"  # {option.doc}" if option.doc else ""
    return f"{_INDENT}{option.name} = {_toml(plain(option.default))}{doc}"


def _toml(value: object) -> str:
    """The value of an option in TOML; strings, numbers, lists and booleans are written as in JSON."""
    import json

    return json.dumps(value, ensure_ascii=False)
