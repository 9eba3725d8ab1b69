"""The kinds of opaque stretches, and what each means for a reader."""

from __future__ import annotations

from typing import Literal, NamedTuple

from lint_post.text.source import Span

Kind = Literal[
    "shortcode",  # Hugo's {{< … >}} and {{% … %}} that produce something, WordPress's [name key="value"]
    "template",  # {{ … }} and {% … %} of Liquid, Jinja and others that produce something
    "tag",  # half of a pair around a text: {{< note >}}, {{< /note >}}, {% if … %}, {% endif %}; and JSX tags
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
    """A part of the source that is not Markdown; `Kind` lists the kinds."""

    kind: Kind
    span: Span

    @property
    def is_nothing(self) -> bool:
        """Whether it leaves nothing on the page."""
        return self.kind in _NOTHING

    @property
    def is_silent(self) -> bool:
        """Whether a sentence reads as if it were not there; anything else represents a word."""
        return self.kind in _SILENT
