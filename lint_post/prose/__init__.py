"""The text that people read: block by block, decoded, without code, URLs and marks, each letter at its place.

A `ProseBlock`'s text keeps a sentence whole. Inline code, URLs, math, images and others that represent a word or phrase
is one `MASK`; tags, comments and footnote marks are left out; all line breaks are LF. `extract` is the entry point.
"""
