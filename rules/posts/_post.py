"""Tells posts and drafts from other documents."""

from __future__ import annotations

import re

from lint_post.api import Document

from .._templates import is_template

_DATES = ("date", "pubDate", "publishDate", "pubdate", "published")
_DATED = r"(?:.*/)?\d{4}-\d\d?-\d\d?-[^/]*\Z"


def is_post(document: Document) -> bool:
    """Whether the front matter or the file name has a date, and the document is not a draft or template."""
    front_matter = document.front_matter
    if front_matter is None or is_draft(document) or is_template(document.path):
        return False
    return any(front_matter.get(key) for key in _DATES) or re.match(_DATED, document.path) is not None


def is_draft(document: Document) -> bool:
    """Whether the front matter says ``draft: true``."""
    field = document.front_matter.get("draft") if document.front_matter else None
    return field is not None and field.value is True
