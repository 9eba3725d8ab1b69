"""No text was decoded the wrong way.

“Ã©” for “é” and “â€™” for “’” come of UTF-8 that was read as Windows-1252, somewhere on its way into the post.

```markdown bad
A ⟦cafÃ©⟧ that ⟦isnâ€™t⟧ there.
```

```markdown fixed
A café that isn’t there.
```

```markdown good
A café that isn’t there. In Portuguese it is “SÃO PAULO”, and â is a letter. `cafÃ©` is what a wrong program shows.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Applicability, Document, Finding, Rule, Severity, Span

from ._code import Kept

# The first byte of a sequence of two or three and the bytes that follow it, as Windows-1252 shows them.
_FOLLOWING = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_WRONG = rf"[ÂÃÄÅÎÐ]{_FOLLOWING}|[âã]{_FOLLOWING}{{2}}"
_WORD = rf"[^\W\d_]*(?:{_WRONG})(?:\w|{_WRONG})*"
_SIGNS = ("Ã", "â", "Â", "Å", "Ä", "Î", "Ð", "ã")


class Mojibake(Rule):
    severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Finding]:
        if document.text.isascii() or not any(sign in document.text for sign in _SIGNS):
            return
        kept = None
        for match in re.finditer(_WORD, document.text):
            right = _decoded(match[0])
            kept = kept or Kept(document)
            if right and not kept.holds(match.start()):
                message = f"“{match[0]}” was decoded the wrong way: write “{right}”."
                yield Finding.replace(Span(*match.span()), message, right, Applicability.UNSAFE)


def _decoded(word: str) -> str | None:
    """``word`` as it was meant, None if it is right as it is."""
    data = bytearray()
    for letter in word:
        try:
            data += letter.encode("cp1252")
        except UnicodeEncodeError:
            if ord(letter) > 0xFF:
                return None
            data.append(ord(letter))
    try:
        right = data.decode()
    except UnicodeDecodeError:
        return None
    return right if right.isprintable() else None
