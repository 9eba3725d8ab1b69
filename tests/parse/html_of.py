"""Our tree as HTML, as the CommonMark specification writes it: how the tests see that the structure is right."""

from html import escape
from urllib.parse import quote

from lint_post.document.document import Document
from lint_post.markdown.nodes import (
    Blockquote,
    Break,
    Code,
    Definition,
    Emphasis,
    Heading,
    Html,
    Image,
    ImageReference,
    InlineCode,
    Link,
    LinkReference,
    List,
    ListItem,
    Node,
    Paragraph,
    Strong,
    Text,
    ThematicBreak,
)


def html_of(document: Document) -> str:
    """The HTML of a document of CommonMark (no GitHub extensions)."""
    return _Writer(document).blocks(document.root.children)


def _text(text: str) -> str:
    return escape(text).replace("&#x27;", "'")


def _url(url: str) -> str:
    return _text(quote(url, safe=":/?#@!$&'()*+,;=%-._~"))


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document

    def blocks(self, nodes: tuple[Node, ...]) -> str:
        return "".join(self.block(node) for node in nodes)

    def block(self, node: Node) -> str:
        match node:
            case Paragraph():
                return f"<p>{self.inlines(node.children)}</p>\n"
            case Heading():
                return f"<h{node.depth}>{self.inlines(node.children)}</h{node.depth}>\n"
            case Blockquote():
                return f"<blockquote>\n{self.blocks(node.children)}</blockquote>\n"
            case List():
                return self.list(node)
            case Code():
                language = f' class="language-{_text(node.lang)}"' if node.lang else ""
                code = _text(node.value) + ("\n" if node.value else "")
                return f"<pre><code{language}>{code}</code></pre>\n"
            case Html():
                return node.value + "\n"
            case ThematicBreak():
                return "<hr />\n"
            case Definition():
                return ""
        raise AssertionError(node)

    def list(self, node: List) -> str:
        loose = node.spread or any(item.spread for item in node.children if isinstance(item, ListItem))
        tag = "ol" if node.ordered else "ul"
        start = f' start="{node.start}"' if node.start not in (None, 1) else ""
        items = "".join(self.item(item, loose=loose) for item in node.children)
        return f"<{tag}{start}>\n{items}</{tag}>\n"

    def item(self, item: Node, *, loose: bool) -> str:
        if loose:
            return f"<li>\n{self.blocks(item.children)}</li>\n" if item.children else "<li></li>\n"
        parts = ""
        for child in item.children:
            if isinstance(child, Paragraph):
                parts += self.inlines(child.children)
            else:
                parts += ("" if parts.endswith("\n") else "\n") + self.block(child)
        return f"<li>{parts}</li>\n"

    def inlines(self, nodes: tuple[Node, ...]) -> str:
        return "".join(self.inline(node) for node in nodes)

    def inline(self, node: Node) -> str:  # noqa: C901 – a table of kinds
        match node:
            case Text():
                return _text(node.value)
            case Emphasis():
                return f"<em>{self.inlines(node.children)}</em>"
            case Strong():
                return f"<strong>{self.inlines(node.children)}</strong>"
            case InlineCode():
                return f"<code>{_text(node.value.replace(chr(10), ' '))}</code>"
            case Html():
                return node.value
            case Break():
                return "<br />\n"
            case Link(form="bare"):
                return self.inlines(node.children)  # GitHub's, not CommonMark's
            case Link():
                return f'<a href="{_url(node.url)}"{_title(node.title)}>{self.inlines(node.children)}</a>'
            case LinkReference():
                target = self.document.definitions[node.identifier]
                return f'<a href="{_url(target.url)}"{_title(target.title)}>{self.inlines(node.children)}</a>'
            case Image():
                return f'<img src="{_url(node.url)}" alt="{_text(node.alt)}"{_title(node.title)} />'
            case ImageReference():
                target = self.document.definitions[node.identifier]
                return f'<img src="{_url(target.url)}" alt="{_text(node.alt)}"{_title(target.title)} />'
        raise AssertionError(node)


def _title(title: str | None) -> str:
    return "" if title is None else f' title="{_text(title)}"'
