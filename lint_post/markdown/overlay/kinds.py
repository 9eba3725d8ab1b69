"""The kinds of opaque stretches, and what each means for a reader."""

from __future__ import annotations

from typing import Literal, NamedTuple

from lint_post.text.source import Span

Kind = Literal[
    "shortcode",  # Hugo's {{< … >}} and {{% … %}} that stand for something, WordPress's [name key="value"]
    "template",  # {{ … }} and {% … %} of Liquid, Jinja and others that stand for something
    "tag",  # half of a pair round a text: {{< note >}}, {{< /note >}}, {% if … %}, {% endif %}; and JSX tags
    "template-comment",  # {# … #}, {{/* … */}}, {{!-- … --}}, {% comment %} … {% endcomment %}, {::comment} … {:/}
    "verbatim",  # a whole {% highlight %} … {% endhighlight %}, {{< highlight >}} … {{< /highlight >}}, short {% raw %}
    "import",  # MDX's import and export lines
    "expression",  # MDX's {…}
    "mdx-comment",  # MDX's {/* … */}
    "alert",  # [!NOTE]
    "math",  # $…$, $$…$$, \(…\), \[…\], the latter with one backslash or two
    "attributes",  # {#id} and [#id], kramdown's {: … }, pandoc's {.class}
    "directive",  # ::: fences with the directive's name
    "toc",  # [[toc]], [TOC]
    "wiki-link",  # [[Page]], and ![[file]]
    "wiki-mark",  # of [[Page|text]] all but the text
    "emoji",  # :tada:
]
_NOTHING = frozenset(["template-comment", "mdx-comment", "import", "attributes"])
_SILENT = _NOTHING | {"tag", "alert", "directive", "wiki-mark"}


class Opaque(NamedTuple):
    """A stretch of the source that is no Markdown; `Kind` lists the kinds."""

    kind: Kind
    span: Span

    @property
    def is_nothing(self) -> bool:
        """Whether it leaves nothing on the page."""
        return self.kind in _NOTHING

    @property
    def is_silent(self) -> bool:
        """Whether a sentence around it reads as if it were not there; anything else stands for a word."""
        return self.kind in _SILENT
