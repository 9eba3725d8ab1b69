"""The front matter of a post: its keys, its values, and their positions.

Only the types live here; `lint_post.parse.front_matter` makes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from lint_post.text.source import Piece, SourceMap, Span
from lint_post.text.value import Value, field


class Field(Value):
    """One entry of a mapping or one item of a sequence.

    ``path`` leads to it from the top; ``key`` is the key as text, an item's is its index. ``key_span`` covers the key
    with its quotes, an item's is its ``value_span``. ``value`` is what a safe YAML, TOML or JSON reader makes of it;
    ``value_span`` covers it as written, quotes and block mark included, and is empty where nothing is written.
    ``pieces`` map a text to the source, letter by letter where that is certain; they are
    empty for other values and for unknown positions. ``fields`` are the entries or items within.
    """

    path: tuple[str | int, ...]
    key: str
    key_span: Span
    value: object
    value_span: Span
    pieces: tuple[Piece, ...] = ()
    fields: tuple[Field, ...] = ()

    @property
    def map(self) -> SourceMap | None:
        """The map from offsets in a text ``value`` to the source; None without one."""
        if not self.pieces or not isinstance(self.value, str):
            return None
        return SourceMap(self.pieces, len(self.value))

    @property
    def text_span(self) -> Span:
        """The span of a text without its quotes; of other values, ``value_span``."""
        return Span(self.pieces[0].start, self.pieces[-1].end) if self.pieces else self.value_span

    def walk(self) -> Iterator[Field]:
        """The field itself and all below it, in document order."""
        stack = [self]
        while stack:
            here = stack.pop()
            yield here
            stack.extend(reversed(here.fields))


class FieldSchema(NamedTuple):
    """What a key ``name`` may hold: a ``type``, ``allowed`` values or items, a ``pattern`` for the whole text.

    Lengths are in code points of a text, or in items of a list; None: any.
    """

    name: str
    type: Literal["text", "list", "date", "boolean", "integer", "number"] | None = None
    allowed: tuple[str, ...] = ()
    pattern: str | None = None
    min_length: int = 0
    max_length: int | None = None


class Problem(Value):
    """Something that a reader of the language would refuse: where, and what to do about it."""

    span: Span
    message: str


class FrontMatter(Value):
    """The front matter of a document.

    ``span`` covers it with its fences, ``body_span`` the text between them. ``fields`` are the entries at the top
    level, ``value`` the same as a dictionary (of equal keys the last counts); with ``problems`` they may be a part.
    """

    kind: Literal["yaml", "toml", "json"]
    span: Span
    body_span: Span
    fields: tuple[Field, ...] = ()
    problems: tuple[Problem, ...] = ()
    value: Mapping[str, object] = field(default_factory=dict)

    def get(self, key: str) -> Field | None:
        """The entry of the top level with that key; of several the last, as readers do it."""
        return next((entry for entry in reversed(self.fields) if entry.key == key), None)

    def walk(self) -> Iterator[Field]:
        """All fields at every depth, in document order."""
        for entry in self.fields:
            yield from entry.walk()
