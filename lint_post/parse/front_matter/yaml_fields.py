"""YAML front matter as fields with exact spans, composed from PyYAML's events as they come.

Working from events – not from PyYAML's own tree – keeps what stands before an error, and bounds depth and aliases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from lint_post.markdown.front_matter import Field, FrontMatter, Problem
from lint_post.markdown.nodes import FrontMatterBlock
from lint_post.parse.front_matter.yaml_complaint import Complaint
from lint_post.parse.front_matter.yaml_scalars import scalar_pieces
from lint_post.text.source import Piece, Span
from lint_post.text.value import Value, field

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_DEPTH = 100
_MAX_ALIASED = 100_000  # values that all aliases together may stand for
# What YAML refuses, compiled when a text is not plainly printable: that takes five milliseconds.
_REFUSED = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
_LINE_BREAKS = str.maketrans("", "", "\t\n\r")
# YAML 1.1 ends lines at these, the readers of blogs and libyaml's own error marks do not: stand-ins hide them.
_STAND_INS = str.maketrans("\x85\u2028\u2029\ufeff", "\uf885\uf828\uf829\uf8ff")
_BACK = str.maketrans("\uf885\uf828\uf829\uf8ff", "\x85\u2028\u2029\ufeff")
# A template of a post (Hugo's archetypes, Jekyll's drafts) is filled in before anyone reads its YAML.
# An opening never reaches past the next one: looking for the end of each would take quadratic time.
_TEMPLATE = re.compile(r"(?<!{){{++(?:(?!{{)[^\r\n])*?}}|{%(?:(?!{%)[^\r\n])*?%}")
_HIDDEN = "\uf8fe"
_LONGEST_INTEGER = 4_300  # characters: Python's own limit, which PyYAML's base 60 goes round in quadratic time
_SAFE_LOADER_FAILS_WITH = (yaml.YAMLError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError)


class _Node(Value, frozen=False):
    """A finished value; ``weight`` counts the values in it, those behind aliases too."""

    value: object
    span: Span
    text: str | None = None
    pieces: tuple[Piece, ...] = ()
    fields: tuple[Field, ...] = ()
    weight: int = 1


class _Open(Value, frozen=False):
    """A mapping or sequence whose end has not come yet."""

    start: int
    path: tuple[str | int, ...]
    is_mapping: bool
    is_flow: bool
    anchor: str | None
    key: _Node | None = None
    fields: list[Field] = field(default_factory=list)
    own: dict[str, object] = field(default_factory=dict)
    merged: dict[str, object] = field(default_factory=dict)
    weight: int = 1


def read_yaml(block: FrontMatterBlock, source_text: str) -> FrontMatter:
    """Read YAML front matter; never raises."""
    written = source_text[block.value_span.start : block.value_span.end]
    composer = _Composer(written, block.value_span.start, hides_templates=False)
    composer.run()
    if composer.problems and _TEMPLATE.search(written):
        composer = _Composer(written, block.value_span.start, hides_templates=True)
        composer.run()
    root = composer.root
    value = root.value if root and isinstance(root.value, dict) else {}
    fields = root.fields if root and isinstance(root.value, dict) else ()
    problems = tuple(sorted(composer.problems, key=lambda problem: problem.span))
    return FrontMatter("yaml", block.span, block.value_span, fields, problems, value)


class _Composer:
    """Builds nodes from events. Spans are in code points of the source; ``at`` and the like count in ``text``."""

    def __init__(self, written: str, offset: int, *, hides_templates: bool) -> None:
        self.written = written
        self.offset = offset
        self.text = written.translate(_STAND_INS)
        if hides_templates:
            self.text = _TEMPLATE.sub(lambda match: _HIDDEN * len(match[0]), self.text)
        self.problems: list[Problem] = []
        self.root: _Node | None = None
        self._stack: list[_Open] = []
        self._anchors: dict[str, _Node | None] = {}
        self._aliased = 0
        self._refused()

    def run(self) -> None:
        """Read all events; an error ends the reading and closes what is open."""
        self._loader = _Loader(self.text)
        try:
            for event in self._events():
                if not self._take(event):
                    break
        except yaml.YAMLError as error:
            self._stopped(error)
        finally:
            self._loader.dispose()
        while self._stack:
            self._cut_off()
        self._check_root()

    def _events(self) -> Iterator[Any]:
        while (event := self._loader.get_event()) is not None:
            yield event

    def _refused(self) -> None:
        """Characters that YAML does not allow: told, and read as replacement characters."""
        if self.text.translate(_LINE_BREAKS).isprintable():
            return
        for match in re.finditer(_REFUSED, self.text):
            message = f"Character U+{ord(match[0]):04X} is not allowed in YAML; remove it"
            self._complain(Complaint(match.start(), message))
        if self.problems:
            self.text = re.sub(_REFUSED, "\ufffd", self.text)

    def _complain(self, complaint: Complaint) -> None:
        start = self.offset + complaint.at
        is_character = complaint.at < len(self.written) and self.written[complaint.at] not in "\r\n"
        self.problems.append(Problem(Span(start, start + is_character), complaint.message.translate(_BACK)))

    def _span(self, event: Any) -> Span:
        return Span(self.offset + event.start_mark.index, self.offset + event.end_mark.index)

    def _end_of_stack(self) -> int:
        """Where the innermost open collection ends when nothing closes it: behind its last value."""
        top = self._stack[-1]
        return top.fields[-1].value_span.end if top.fields else top.start

    # --- events

    def _take(self, event: Any) -> bool:
        """Use one event; False when the reading ends here."""
        if isinstance(event, yaml.ScalarEvent):
            self._place(self._scalar(event))
        elif isinstance(event, yaml.AliasEvent):
            self._place(self._alias(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            return self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(self._collection_end(event))
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self._complain(Complaint(_at(event), "Second YAML document; keep only one"))
            return False
        return True

    def _scalar(self, event: Any) -> _Node:
        text = self._shown(event).translate(_BACK)
        span = self._span(event)
        value = self._resolved(event, text)
        pieces: tuple[Piece, ...] = ()
        if isinstance(value, str) and text:
            written = self.text[event.start_mark.index : event.end_mark.index]
            pieces = scalar_pieces(event.value, written, event.style or "", span.start)
            span = Span(span.start, span.start + len(written.rstrip()))
        node = _Node(value, span, text, pieces)
        if event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _shown(self, event: Any) -> str:
        """A scalar's text with the hidden templates put back, letter by letter."""
        if _HIDDEN not in event.value:
            return str(event.value)
        hidden = iter("".join(_TEMPLATE.findall(self.written, event.start_mark.index, event.end_mark.index)))
        return "".join(next(hidden, "") if char == _HIDDEN else char for char in event.value)

    def _resolved(self, event: Any, text: str) -> object:
        """The value as `yaml.safe_load` makes it; what that refuses (unknown tags, the 31st of June) stays text."""
        tag = event.tag
        if tag is None or tag == "!":
            tag = self._loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag == "tag:yaml.org,2002:str" or (tag == "tag:yaml.org,2002:int" and len(text) > _LONGEST_INTEGER):
            return text
        try:
            return self._loader.construct_object(yaml.ScalarNode(tag, event.value, event.start_mark, event.end_mark))
        except _SAFE_LOADER_FAILS_WITH:
            return text

    def _alias(self, event: Any) -> _Node:
        span = self._span(event)
        target = self._anchors.get(event.anchor)
        at = _at(event)
        if event.anchor not in self._anchors:
            message = f'Unknown alias "*{event.anchor}"; put the value in quotes if it is text'
            self._complain(Complaint(at, message))
        elif target is None:
            self._complain(Complaint(at, f'Recursive alias "*{event.anchor}"; write the value out'))
        elif self._aliased + target.weight > _MAX_ALIASED:
            self._complain(Complaint(at, "Aliases expand to too many values; write the values out"))
        else:
            self._aliased += target.weight
            return _Node(target.value, span, target.text, weight=target.weight)
        return _Node(None, span)

    def _open(self, event: Any) -> bool:
        if len(self._stack) >= _MAX_DEPTH:
            self._complain(Complaint(_at(event), f"Value is nested more than {_MAX_DEPTH} levels deep; flatten it"))
            return False
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        if event.anchor:
            self._anchors[event.anchor] = None
        self._stack.append(
            _Open(self._span(event).start, self._next_path(), is_mapping, event.flow_style, event.anchor)
        )
        return True

    def _next_path(self) -> tuple[str | int, ...]:
        """The path of the value that comes next."""
        if not self._stack:
            return ()
        top = self._stack[-1]
        return (*top.path, self._key_text(top.key) if top.key else len(top.fields))

    def _collection_end(self, event: Any) -> int:
        """A flow collection ends at its bracket; a block's end event comes late, so its last value counts."""
        end = self._span(event).end
        return end if event.end_mark.index > event.start_mark.index else self._end_of_stack()

    def _close(self, end: int) -> None:
        top = self._stack.pop()
        value: object = {**top.merged, **top.own} if top.is_mapping else [item.value for item in top.fields]
        node = _Node(value, Span(top.start, max(top.start, end)), None, (), tuple(top.fields), top.weight)
        if top.anchor:
            self._anchors[top.anchor] = node
        self._place(node)

    def _cut_off(self) -> None:
        """Close the innermost open collection after an error; half a list in brackets is not worth keeping."""
        if len(self._stack) > 1 and (self._stack[-1].is_flow or not self._stack[-1].fields):
            self._stack.pop()
        else:
            self._close(self._end_of_stack())

    # --- what belongs where

    def _place(self, node: _Node) -> None:
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        top.weight += node.weight
        if not top.is_mapping:
            path = (*top.path, len(top.fields))
            span = node.span
            top.fields.append(Field(path, str(path[-1]), span, node.value, span, node.pieces, node.fields))
        elif top.key is None:
            self._check_key(node, top)
            top.key = node
        else:
            self._entry(top, top.key, node)
            top.key = None

    def _check_key(self, key: _Node, top: _Open) -> None:
        at = key.span.start - self.offset
        text = self._key_text(key)
        if key.text is None:
            message = f'"{text}" is read as a nested mapping or list; put it in quotes if it is text'
            self._complain(Complaint(at, message))
        elif text in top.own:
            self._complain(Complaint(at, f'Duplicate key "{text}"; remove one of the two'))

    def _key_text(self, key: _Node) -> str:
        if key.text is not None:
            return key.text
        return self.written[key.span.start - self.offset : key.span.end - self.offset]

    def _entry(self, top: _Open, key: _Node, node: _Node) -> None:
        text = self._key_text(key)
        top.fields.append(Field((*top.path, text), text, key.span, node.value, node.span, node.pieces, node.fields))
        parents = node.value if isinstance(node.value, list) else [node.value]
        inherited = [parent for parent in parents if isinstance(parent, dict)]
        if text != "<<" or len(inherited) < len(parents):
            top.own[text] = node.value
            return
        for parent in inherited:
            for name, value in parent.items():
                top.merged.setdefault(name, value)

    # --- what is wrong

    def _stopped(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None)
        from lint_post.parse.front_matter.yaml_problems import explain  # rarely needed, and full of patterns

        self._complain(explain(error, self.text))
        at = self.offset + (mark.index if mark else 0)
        top = self._stack[-1] if self._stack else None
        if top and top.key is None and top.fields and self._same_line(top.fields[-1].value_span.end, at):
            cut_off = top.fields.pop()  # the error is about this very value
            top.own.pop(cut_off.key, None)

    def _same_line(self, start: int, end: int) -> bool:
        return not re.search(r"[\r\n]", self.written[start - self.offset : end - self.offset])

    def _check_root(self) -> None:
        if self.root is None or isinstance(self.root.value, dict) or self.problems:
            return
        at = self.root.span.start - self.offset
        if self.root.value is None and not self.root.text:
            return
        glued = re.match(r"[\w-]+:(?=\S)", self.written[at:])
        if glued:
            at += glued.end() - 1
            message = 'Missing space after ":"'
        elif re.match(r"[\w-]+\s*=", self.written[at:]):
            message = 'TOML in YAML front matter; use "+++" fences or "key: value" lines'
        else:
            message = 'Missing "key: value" lines in front matter'
        self._complain(Complaint(at, message))


def _at(event: Any) -> int:
    """Where an event begins, in code points of the YAML text."""
    return int(event.start_mark.index)
