"""Compares two trees of one document: nodes as (type, start, end), and the fields of agreeing nodes.

Whitespace at a node's right end is dropped on both sides; everything else must match. Line breaks within a
field's text count as equal.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from harness import print_table
from remark import Tree

BLANKS = " \t\r\n"
LINE_END = re.compile(r"\r\n?")

AGREE, START, END, OURS, THEIRS = "agree", "start differs", "end differs", "only ours", "only theirs"
ALIKE, UNLIKE = "no place, alike", "no place, unlike"
COMPARED = (AGREE, START, END, OURS, THEIRS)
APART = (ALIKE, UNLIKE)

FIELDS: dict[str, tuple[str, ...]] = {
    "code": ("value", "lang", "meta"),
    "definition": ("url", "title", "identifier", "label"),
    "footnoteDefinition": ("identifier", "label"),
    "footnoteReference": ("identifier", "label"),
    "heading": ("depth",),
    "html": ("value",),
    "image": ("url", "title", "alt"),
    "imageReference": ("identifier", "label", "referenceType", "alt"),
    "inlineCode": ("value",),
    "link": ("url", "title"),
    "linkReference": ("identifier", "label", "referenceType"),
    "list": ("ordered", "number", "spread"),
    "listItem": ("checked", "spread"),
    "table": ("align",),
    "text": ("value",),
    "toml": ("value",),
    "yaml": ("value",),
}


class Node(NamedTuple):
    """A node of either tree; ``start`` and ``end`` in code points, without whitespace at the end."""

    type: str
    start: int
    end: int
    depth: int
    tree: Tree

    @property
    def key(self) -> tuple[str, int, int]:
        """The values that must be equal for two nodes to agree."""
        return self[:3]

    def fields(self) -> dict[str, Any]:
        """The fields that are compared; an absent one is null."""
        return {name: _plain(self.tree.get(name)) for name in FIELDS.get(self.type, ())}


def _plain(value: object) -> object:
    return LINE_END.sub("\n", value) if isinstance(value, str) else value


class Placeless(NamedTuple):
    """A node without a position, and the range that it must be in: between its neighbors that have one."""

    node: Node
    start: int
    end: int


class Difference(NamedTuple):
    """Two nodes that agree in part, or one without a partner; ``what`` names the column or the field."""

    what: str
    ours: Node | None
    theirs: Node | None

    @property
    def nodes(self) -> list[Node]:
        """The one node, or both."""
        return [node for node in (self.ours, self.theirs) if node]

    @property
    def type(self) -> str:
        """The type of the node or nodes."""
        return self.nodes[0].type

    @property
    def start(self) -> int:
        """Where the first of the nodes begins."""
        return min(node.start for node in self.nodes)


@dataclass
class Comparison:
    """What became of the nodes of one document.

    ``alike``: remark's nodes without a place of which we have the like; ``unlike``: those we have not, and what we have
    in their stead.
    """

    agreeing: list[tuple[Node, Node]] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    alike: list[Node] = field(default_factory=list)
    unlike: list[Difference] = field(default_factory=list)
    fields: list[Difference] = field(default_factory=list)
    other_nesting: bool = False

    @property
    def in_full(self) -> bool:
        """Whether every node agrees, and the nesting does."""
        return not self.differences and not self.unlike and not self.other_nesting


def flatten(tree: Tree, text: str) -> tuple[list[Node], list[Placeless]]:
    """The nodes below the root in document order; those without a place apart."""
    nodes: list[Node] = []
    placeless: list[Placeless] = []
    stack = [(child, 1, around) for child, *around in reversed(_stretches(tree["children"], 0, len(text)))]
    while stack:
        here, depth, (start, end) = stack.pop()
        if here["start"] is None:
            placeless.append(Placeless(Node(here["type"], -1, -1, depth, here), start, end))
        else:
            start, end = here["start"], here["end"]
            nodes.append(Node(here["type"], start, _without_blanks(text, start, end), depth, here))
        children = _stretches(here.get("children") or (), start, end)
        stack.extend((child, depth + 1, around) for child, *around in reversed(children))
    return nodes, placeless


def _without_blanks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return end


def _stretches(children: Sequence[Tree], start: int, end: int) -> list[tuple[Tree, int, int]]:
    """The children of a node at [start, end), each with the range between its neighbors that have a position."""
    stretches: list[tuple[Tree, int, int]] = []
    for child in children:
        stretches.append((child, start, end))
        if child["end"] is not None:
            start = child["end"]
    for index in range(len(children) - 1, -1, -1):
        child, start, _ = stretches[index]
        stretches[index] = child, start, end
        if child["start"] is not None:
            end = child["start"]
    return stretches


def compare(ours: Tree, theirs: Tree, text: str) -> Comparison:
    """Compare our tree of ``text`` with remark's."""
    result = Comparison()
    our_nodes, strangers = flatten(ours, text)
    their_nodes, placeless = flatten(theirs, text)
    waiting: defaultdict[tuple[str, int, int], list[Node]] = defaultdict(list)
    for node in reversed(their_nodes):
        waiting[node.key].append(node)
    left = []
    for node in our_nodes:
        if partners := waiting.get(node.key):
            result.agreeing.append((node, partners.pop()))
        else:
            left.append(node)
    left = _set_apart(placeless, left, result)
    left += [stranger.node for stranger in strangers]
    theirs_left = [node for nodes in waiting.values() for node in nodes]
    result.differences = sorted(_pair(left, theirs_left), key=lambda one: one.start)
    complete = not result.differences and not placeless
    result.other_nesting = complete and _order(our_nodes) != _order(their_nodes)
    result.fields = list(_compare_fields(result.agreeing))
    return result


def _order(nodes: list[Node]) -> list[tuple[str, int, int, int]]:
    return [node[:4] for node in nodes]


def _set_apart(placeless: list[Placeless], left: list[Node], result: Comparison) -> list[Node]:
    """Pair remark's nodes without a place with ours of the same type and content there; return what of ours is left."""
    lacking = []
    for one in placeless:
        wanted = one.node.type, one.node.fields()
        alike = (node for node in left if _within(node, one) and (node.type, node.fields()) == wanted)
        if partner := next(alike, None):
            left = [node for node in left if node is not partner]
            result.alike.append(partner)
        else:
            lacking.append(one)
    instead = [node for node in left if any(_within(node, one) for one in lacking)]
    result.unlike = [Difference(UNLIKE, None, one.node) for one in lacking]
    result.unlike += [Difference(UNLIKE, node, None) for node in instead]
    return [node for node in left if node not in instead] if instead else left


def _within(node: Node, placeless: Placeless) -> bool:
    return placeless.start <= node.start and node.end <= placeless.end


def _pair(ours: list[Node], theirs: list[Node]) -> Iterator[Difference]:
    """The nodes that agree in type and one border, then those that are left."""
    for what, border in ((END, 1), (START, 2)):
        waiting = {(node.type, node[border]): node for node in reversed(theirs) if node.start >= 0}
        paired = set()
        rest = []
        for node in ours:
            if partner := waiting.pop((node.type, node[border]), None):
                paired.add(id(partner))
                yield Difference(what, node, partner)
            else:
                rest.append(node)
        ours, theirs = rest, [node for node in theirs if id(node) not in paired]
    yield from (Difference(OURS, node, None) for node in ours)
    yield from (Difference(THEIRS, None, node) for node in theirs)


def _compare_fields(pairs: Iterable[tuple[Node, Node]]) -> Iterator[Difference]:
    for ours, theirs in pairs:
        wanted = theirs.fields()
        for name, value in ours.fields().items():
            if value != wanted[name]:
                yield Difference(name, ours, theirs)


class Tally:
    """The sums over many documents."""

    def __init__(self) -> None:
        self.documents = self.in_full = self.fields_in_full = self.other_nesting = 0
        self.nodes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.fields: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, comparison: Comparison) -> None:
        """Count one document."""
        self.documents += 1
        self.in_full += comparison.in_full
        self.fields_in_full += comparison.in_full and not comparison.fields
        self.other_nesting += comparison.other_nesting
        for ours, _ in comparison.agreeing:
            self.nodes[ours.type][AGREE] += 1
            for name in FIELDS.get(ours.type, ()):
                self.fields[f"{ours.type}.{name}"]["equal"] += 1
        for difference in comparison.differences:
            self.nodes[difference.type][difference.what] += 1
        for node in comparison.alike:
            self.nodes[node.type][ALIKE] += 1
        for difference in comparison.unlike:
            self.nodes[difference.type][UNLIKE] += 1
        for difference in comparison.fields:
            self.fields[f"{difference.type}.{difference.what}"].update(differ=1, equal=-1)

    @property
    def percent(self) -> float:
        """How many of all compared nodes agree, in percent."""
        return _percent(sum(self.nodes.values(), Counter()), AGREE, COMPARED)

    def print(self) -> None:
        """Print both tables and the sums."""
        total = sum(self.nodes.values(), Counter())
        rows = [(name, self.nodes[name]) for name in sorted(self.nodes, key=lambda name: -self.nodes[name][AGREE])]
        print("nodes as (type, start, end)")
        print_table(
            ("type", *COMPARED, "percent", *APART),
            [_row(name, counts, COMPARED, APART) for name, counts in [*rows, ("total", total)]],
        )
        fields = [*sorted(self.fields.items()), ("total", sum(self.fields.values(), Counter()))]
        print("\nfields of the nodes that agree")
        print_table(
            ("field", "equal", "differ", "percent"),
            [_row(name, counts, ("equal", "differ")) for name, counts in fields],
        )
        share = 100 * self.in_full / max(self.documents, 1)
        print(f"\ndocuments in full agreement: {self.in_full} of {self.documents} ({share:.2f} %)", end="")
        print(f", fields too: {self.fields_in_full}; all nodes agree, but not their nesting: {self.other_nesting}")
        print(f"nodes that agree: {total[AGREE]} of {sum(total[name] for name in COMPARED)} ({self.percent:.4f} %)")


def _percent(counts: Counter[str], part: str, parts: tuple[str, ...]) -> float:
    whole = sum(counts[name] for name in parts)
    return 100 * counts[part] / whole if whole else 100.0


def _row(name: str, counts: Counter[str], parts: tuple[str, ...], apart: tuple[str, ...] = ()) -> list[str]:
    percent = f"{_percent(counts, parts[0], parts):.3f}"
    return [name, *(str(counts[part]) for part in parts), percent, *(str(counts[part]) for part in apart)]
