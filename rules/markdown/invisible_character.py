"""No character hides in the text.

A zero-width space or a soft hyphen comes with text that was copied from elsewhere. Nobody sees it, and searching,
copying and comparing go wrong because of it. Joiners in emoji and in scripts that need them are left alone.

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
_NO_BLANKS_BETWEEN_WORDS = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
_LETTERS = f"{_RIGHT_TO_LEFT}|{_NO_BLANKS_BETWEEN_WORDS}"


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
    """Whether a script or a language nearby makes use of it: where lines may break, which way to read."""
    return re.search(_LETTERS, text[max(match.start() - 40, 0) : match.end() + 40]) is not None


def _finding(match: re.Match[str]) -> Finding:
    name = _NAMES[match[0][0]]
    span = Span(*match.span())
    fix = Fix("Remove it.", (Edit(span, ""),), Applicability.SAFE)
    return Finding(span, f"A {name} (U+{ord(match[0][0]):04X}) hides here: remove it.", fix)
