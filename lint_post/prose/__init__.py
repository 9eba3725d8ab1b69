"""The text that people read: block by block, decoded, without code, URLs and marks, each letter at its place.

A `ProseBlock`'s text keeps a sentence whole. Inline code, URLs, math, images and what else stands for a word or phrase
is one `MASK`; tags, comments and footnote marks are nothing; line breaks, soft ones too, are LF. `extract` is the door.
"""
