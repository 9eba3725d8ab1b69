"""``lint-post explain``: the page of a rule."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from lint_post.cli._offer import as_text_or_json, catalogue, describe_fully, plain
from lint_post.report._frame import columns, shown
from lint_post.text.source import Source, Span

if TYPE_CHECKING:
    from lint_post.rule.catalogue import Catalogue, Entry
    from lint_post.rule.options import Option
    from lint_post.rule.page import Example

_TITLES = {"bad": "Found by this rule", "good": "Fine", "fixed": "The example above, mended"}
_INDENT = "    "


@click.command("explain", epilog="For example: lint-post explain sections/empty")
@click.argument("rule")
@as_text_or_json
def command(rule: str, output_format: str) -> None:
    """Explain a rule: what it finds and why, options, examples.

    RULE is an id such as “spelling/typo”, or another name of the rule such as “MD009”.
    """
    entry = _entry(catalogue(), rule)
    if output_format == "json":
        import json

        sys.stdout.write(json.dumps(describe_fully(entry), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in page(entry))


def _entry(rules: Catalogue, name: str) -> Entry:
    """The rule that ``name`` means. Raises UsageError with the likely meaning."""
    entry = rules.find(name)
    if entry is not None:
        return entry
    match = rules.match(name)
    if match is None:
        raise click.UsageError(rules.unknown(name))
    raise click.UsageError(f"“{name}” stands for several rules: {', '.join(sorted(match.ids))}.")


def page(entry: Entry) -> Iterator[str]:
    """The page of a rule for a terminal, in pieces of one line or more without their last line end."""
    yield _headline(entry)
    yield ""
    yield entry.page.summary
    if entry.page.body:
        yield f"\n{entry.page.body}"
    for example in entry.page.examples:
        yield f"\n{_title(example)}\n"
        yield from _example(example)
    if entry.options:
        yield f'\nIn lint-post.toml, with what holds by default:\n\n{_INDENT}[rules."{entry.id}"]'
        yield from map(_option, entry.options)
    yield f"\nTo keep one place as it is, write above it: <!-- lint-post-disable-next-line {entry.id}: the reason -->"


def _headline(entry: Entry) -> str:
    rule = entry.rule
    facts = [str(rule.severity), "on by default" if rule.on else "off by default"]
    if entry.fixable:
        facts.append("has a fix")
    if rule.aliases:
        facts.append(f"also called {', '.join(rule.aliases)}")
    return f"{entry.id} ({', '.join(facts)})"


def _title(example: Example) -> str:
    """What an example shows, and under which options and among which files it does."""
    facts = [f"{name} = {_toml(value)}" for name, value in example.options.items()]
    if example.world.files:
        facts.append(f"beside {', '.join(example.world.files)}")
    return _TITLES[example.kind] + (f" ({'; '.join(facts)})" if facts else "") + ":"


def _example(example: Example) -> Iterator[str]:
    """The example's lines, indented, with carets under what is flagged."""
    source = Source(example.text.removesuffix("\n"))
    for number in range(1, len(source.line_starts) + 1):
        line = source.line_span(number)
        yield f"{_INDENT}{shown(source.slice(line))}".rstrip()
        carets = "".join(_carets(source, line, example.marks)).rstrip()
        if carets:
            yield f"{_INDENT}{carets}"


def _carets(source: Source, line: Span, marks: tuple[Span, ...]) -> Iterator[str]:
    """Carets below what is marked in ``line``, and where an empty mark stands; blanks elsewhere."""
    for place in range(line.start, line.end + 1):
        marked = any(start <= place < max(end, start + 1) for start, end in marks)
        width = columns(shown(source.text[place])) if place < line.end else int(Span(place, place) in marks)
        yield ("^" if marked else " ") * width


def _option(option: Option) -> str:
    doc = f"  # {option.doc}" if option.doc else ""
    return f"{_INDENT}{option.name} = {_toml(plain(option.default))}{doc}"


def _toml(value: object) -> str:
    """A value of an option as TOML writes it; JSON's strings, numbers, lists and truth values are TOML's."""
    import json

    return json.dumps(value, ensure_ascii=False)
