"""Text that cannot be parsed

The text is too irregular to parse, so no rule checks it; the rest of the document is checked as usual. Usually, it is
not Markdown: program output without a code block, or a block quote or list item that continues over thousands of lines
without its marker.
"""

from collections.abc import Iterator

from lint_post.api import Document, Finding, Rule


class NotParsed(Rule):
    def check(self, document: Document) -> Iterator[Finding]:
        for span in document.not_parsed:
            yield Finding(span, "Text cannot be parsed and was not checked; put program output in a code block")
