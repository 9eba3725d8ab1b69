"""A part of the post is too irregular to be parsed, and no rule has looked into it.

It was taken for plain text; everything around it was checked as usual. Such a part is most often no Markdown at all:
thousands of lines that a quotation or a list item takes in although they lack its mark, or the output of a program
pasted without a fence.
"""

from collections.abc import Iterator

from lint_post.api import Document, Finding, Rule


class NotParsed(Rule):
    def check(self, document: Document) -> Iterator[Finding]:
        for span in document.not_parsed:
            yield Finding(span, "This part is too irregular to parse and was not checked: put code in a fence.")
