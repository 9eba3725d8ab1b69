"""What holds whatever the text: random documents, and the same document in other clothes."""

from collections.abc import Iterator

from hypothesis import example, given, settings
from hypothesis import strategies as st
from invariants import check

from lint_post.markdown.nodes import Code, Definition, FootnoteDefinition, Html, Literally, Node, Root
from lint_post.parse.parser import parse
from lint_post.text.source import Source

# One atom per word; a space is written ␣ and a line break ⏎.
BLOCKS = """# h ##␣ === --- *** >␣ > -␣ *␣ +␣ 1.␣ 2)␣ - ``` ~~~ <div> </div> <!--␣c␣--> <b> ␣␣␣␣ ␣␣
␣ [r]:␣/u [r]:␣<u>␣'t' [^f]:␣n |␣a␣|␣b␣| |---|:-:| ⏎ ⏎ ⏎⏎ ⏎␣␣␣␣ ⏎>␣ ⏎-␣ a b␣c"""
INLINES = """a b ␣ * ** _ __ *** ` `` [ ] ![ ](u) ](<u␣v>␣"t") [r] [^f] ][r] \\ \\* &amp; & <b> </b> <http://x.y>
<m@n.o> http://x.y/z
www.x.y ~ ~~ ⏎ ␣␣⏎ \\⏎ é 😀 ⚠️ . ( ) ! <!--␣x␣--> a@b.cd |a|b| |-|-|"""
ODD = [
    "\t",
    "\x0c",
    "\u2028",
    "\x85",
    "\x00",
    "\u3000",
    "\v",
    "\r\n",
    "\r",
    "\ufeff",
    "\u00a0x",
    "\x1c",
    "e\u0301",
    "\u00ad",
]
ATOMS = [atom.replace("␣", " ").replace("⏎", "\n") for atom in f"{BLOCKS} {INLINES}".split()] + ODD

documents = st.lists(st.sampled_from(ATOMS), max_size=30).map("".join)


def shape(node: Node, shift: int = 0) -> tuple[object, ...]:
    """A subtree as plain values, its places ``shift`` further left."""
    value = node.value if isinstance(node, Literally) else None
    return (
        node.type,
        node.span.start - shift,
        node.span.end - shift,
        value,
        tuple(shape(child, shift) for child in node.children),
    )


@settings(max_examples=400, deadline=None)
@given(st.one_of(documents, st.text(max_size=200)))
@example("> - a\n>\n>   b\n")
@example("[a]: b\n'c\n---\n")
@example("- [ ] *a*\n- [x]\n  b\n")
@example("\t\t- a\n\t> b\n")
def test_any_text_parses_and_keeps_the_invariants(text: str) -> None:
    document = parse(Source(text))
    check(document)


def walk(node: Node) -> Iterator[tuple[str, str | None, int, int]]:
    for below in node.walk():
        value = below.value if isinstance(below, Literally) else None
        yield below.type, value, below.span.start, below.span.end


@settings(max_examples=200, deadline=None)
@given(documents)
def test_a_document_with_crlf_has_the_same_tree_at_the_shifted_places(text: str) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    places = [0]
    for char in text:
        places.append(places[-1] + (2 if char == "\n" else 1))
    plain, windows = parse(Source(text)), parse(Source(text.replace("\n", "\r\n")))
    mapped = [(kind, value, places[start], places[end]) for kind, value, start, end in walk(plain.root)]
    assert list(walk(windows.root)) == mapped


@settings(max_examples=200, deadline=None)
@given(documents)
def test_a_block_parsed_alone_has_the_same_subtree(text: str) -> None:
    document = parse(Source(text))
    definitions = [node for node in document.root.walk() if isinstance(node, Definition | FootnoteDefinition)]
    if any(set(document.source.slice(node.span)) & set("\r\n") for node in definitions):
        return  # their text alone would need their container's prefix
    tail = "".join("\n\n" + document.source.slice(node.span) for node in definitions)
    for before, block in zip((None, *document.root.children), document.root.children, strict=False):
        if isinstance(before, Definition):
            continue  # a line right after a definition continues it, however far it is indented
        start = document.source.line_span(document.source.line(block.span.start)).start
        if start < block.span.start and document.text[start : block.span.start].strip():
            continue
        written = document.text[start : document.source.line_span(document.source.line(block.span.end)).end]
        if any(isinstance(node, Code) and not node.closed for node in block.walk()):
            continue  # blank lines after the block are part of the code, or not
        if isinstance(block, Html) or written.lstrip().startswith(("```", "~~~", "---", "+++", "{")):
            continue  # what may be unclosed swallows the tail; what may be front matter is another thing alone
        alone = parse(Source(written + "\n\n<!-- -->" + tail))
        assert isinstance(alone.root, Root)
        assert shape(alone.root.children[0]) == shape(block, start), written
