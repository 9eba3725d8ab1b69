"""The rules of markdownlint that are not an alias of a rule here, each with the nearest rule or the reason."""

from __future__ import annotations

_STYLE = "a choice of style that does not change the page"
_SPACING = "spacing that does not change the page"
_RENDERED = "it flags only what renders as intended"

_ABSENT = {
    "MD002": ("first-header-h1", "removed from markdownlint"),
    "MD003": ("heading-style", _STYLE),
    "MD004": ("ul-style", _STYLE),
    "MD005": ("list-indent", _SPACING),
    "MD006": ("ul-start-left", "removed from markdownlint"),
    "MD007": ("ul-indent", _SPACING),
    "MD012": ("no-multiple-blanks", _SPACING),
    "MD013": ("line-length", "line length does not change the page"),
    "MD014": ("commands-show-output", "code is not checked"),
    "MD019": ("no-multiple-space-atx", _SPACING),
    "MD020": ("no-missing-space-closed-atx", "markdown/heading-space"),
    "MD021": ("no-multiple-space-closed-atx", _SPACING),
    "MD022": ("blanks-around-headings", _SPACING),
    "MD023": ("heading-start-left", _SPACING),
    "MD025": ("single-title", "several top-level headings are valid, and the title is often in the front matter"),
    "MD026": ("no-trailing-punctuation", "a choice of style; questions as headings are common"),
    "MD027": ("no-multiple-space-blockquote", _SPACING),
    "MD028": ("no-blanks-blockquote", _RENDERED),
    "MD029": ("ol-prefix", _STYLE),
    "MD030": ("list-marker-space", _SPACING),
    "MD031": ("blanks-around-fences", _SPACING),
    "MD032": ("blanks-around-lists", "markdown/list-after-paragraph"),
    "MD033": ("no-inline-html", "HTML is part of Markdown"),
    "MD035": ("hr-style", _STYLE),
    "MD036": ("no-emphasis-as-heading", "emphasis on a line of its own is often meant"),
    "MD037": ("no-space-in-emphasis", "lone asterisks and underscores are often meant"),
    "MD038": ("no-space-in-code", "code is not checked"),
    "MD039": ("no-space-in-links", _SPACING),
    "MD040": ("fenced-code-language", "code blocks without a language are valid, such as output"),
    "MD041": ("first-line-heading", "the title is often in the front matter"),
    "MD043": ("required-headings", "front-matter/missing-field"),
    "MD044": ("proper-names", "spelling/typo"),
    "MD046": ("code-block-style", _STYLE),
    "MD048": ("code-fence-style", _STYLE),
    "MD049": ("emphasis-style", _STYLE),
    "MD050": ("strong-style", _STYLE),
    "MD054": ("link-image-style", _STYLE),
    "MD055": ("table-pipe-style", _STYLE),
    "MD058": ("blanks-around-tables", _SPACING),
    "MD059": ("descriptive-link-text", "links/vague-text"),
    "MD060": ("table-column-style", _STYLE),
}
_NUMBERS = {name: number for number, (name, _) in _ABSENT.items()}


def absent(name: str) -> str | None:
    """What to say of the rule ``name`` of markdownlint, by its number or name; None for other names."""
    number = _NUMBERS.get(name.lower(), name.upper())
    if number not in _ABSENT:
        return None
    alias, why = _ABSENT[number]
    if "/" in why:
        return f'No rule for markdownlint\'s {number} ({alias}); the nearest rule is "{why}"'
    return f"No rule for markdownlint's {number} ({alias}): {why}"
