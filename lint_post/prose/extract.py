"""All prose of a document, and the language that it is in."""

from __future__ import annotations

from lint_post.markdown.front_matter import FrontMatter
from lint_post.markdown.nodes import Root
from lint_post.markdown.overlay import Opaque
from lint_post.prose.block import ProseBlock
from lint_post.prose.collect import drafts_of
from lint_post.prose.languages import block_language, main_language
from lint_post.prose.marked import Marked
from lint_post.text.source import Source


def blocks(
    source: Source, root: Root, front_matter: FrontMatter | None, opaque: tuple[Opaque, ...]
) -> tuple[ProseBlock, ...]:
    """All prose of a document, in document order; a text within another (an image's, a title) follows it."""
    marked = Marked(source, root, opaque)
    drafts = drafts_of(root, front_matter, marked)
    main = main_language(front_matter, [draft.text for draft in drafts])
    return tuple(draft.finish(marked.language_at(draft) or block_language(draft.text, main)) for draft in drafts)


def language(root: Root, front_matter: FrontMatter | None, blocks: tuple[ProseBlock, ...]) -> str:
    """The two-letter code of the language that a document is mainly in; “en” unless something says otherwise."""
    del root
    return main_language(front_matter, [block.text for block in blocks])
