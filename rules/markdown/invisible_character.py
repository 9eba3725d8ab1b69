"""Invisible characters

Zero-width spaces, soft hyphens, and control characters come with text that was copied from elsewhere. They break
searching, copying, and comparing. Joiners in emoji and in scripts that need them are ignored.

```markdown bad
An invis⟦\u200b⟧ible sp⟦\u00ad⟧ace.
```

```markdown fixed
An invisible space.
```

```markdown good
A family: 👩\u200d👩\u200d👧, and می\u200cخواهم.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Applicability, Document, Edit, Finding, Fix, Rule, Span

from ._code import Kept

_NAMES = {
    "\u200b": "zero-width space",
    "\u00ad": "soft hyphen",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark",
    "\u202a": "bidirectional control",
    "\u202b": "bidirectional control",
    "\u202c": "bidirectional control",
    "\u202d": "bidirectional control",
    "\u202e": "bidirectional control",
    "\u200e": "bidirectional control",
    "\u200f": "bidirectional control",
    "\x00": "null character",
    "\x08": "backspace",
    "\x0b": "vertical tab",
    "\x1b": "escape character",
}
_ANY = f"[{''.join(_NAMES)}]+"
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_NO_SPACES_BETWEEN_WORDS = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
_LETTERS = f"{_RIGHT_TO_LEFT}|{_NO_SPACES_BETWEEN_WORDS}"


class InvisibleCharacter(Rule):
    def check(self, document: Document) -> Iterator[Finding]:
        if document.text.isascii():
            return
        kept = None
        for match in re.finditer(_ANY, document.text):
            kept = kept or Kept(document)
            if not kept.holds(match.start()) and not _is_needed(document.text, match):
                yield _finding(match)


def _is_needed(text: str, match: re.Match[str]) -> bool:
    """Whether a nearby script needs it for line breaks or text direction."""
    return re.search(_LETTERS, text[max(match.start() - 40, 0) : match.end() + 40]) is not None


def _finding(match: re.Match[str]) -> Finding:
    count = len(match[0])
    what, them = ("Invisible character", "it") if count == 1 else (f"{count} invisible characters", "them")
    names = ", ".join(f"{_NAMES[character]} (U+{ord(character):04X})" for character in dict.fromkeys(match[0]))
    span = Span(*match.span())
    title = f"Remove the invisible character{'' if count == 1 else 's'}"
    return Finding(span, f"{what}: {names}; remove {them}", Fix(title, (Edit(span, ""),), Applicability.SAFE))
