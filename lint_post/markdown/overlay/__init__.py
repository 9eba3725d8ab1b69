"""The parts of a Markdown file that are not Markdown: template tags, MDX, math, and marks of other dialects.

The tree stays what CommonMark and GitHub say; this is a second view in addition. Nothing is seen inside code and HTML
comments; inside URLs, HTML tags and front matter only template tags are, in the text of HTML blocks math too.
"""

from __future__ import annotations

from lint_post.markdown.nodes import Root
from lint_post.markdown.overlay.comments import Comment, comments
from lint_post.markdown.overlay.kinds import Kind, Opaque
from lint_post.markdown.overlay.regions import beginnings, module_lines
from lint_post.text.source import Source

__all__ = ["Comment", "Kind", "Opaque", "comments", "opaque"]


def opaque(source: Source, root: Root) -> tuple[Opaque, ...]:
    """All opaque stretches of ``source``, sorted, none overlapping another; ``root`` is its tree."""
    is_mdx = source.path.endswith(".mdx")
    modules = list(module_lines(source.text, root, is_mdx=is_mdx))
    if not beginnings(is_mdx=is_mdx).search(source.text):
        return tuple(modules)
    from lint_post.markdown.overlay.scanner import (
        Scanner,  # its patterns take longer to compile than most posts to read
    )

    return tuple(Scanner(source.text, root, modules, is_mdx=is_mdx).run())
