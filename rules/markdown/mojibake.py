"""Garbled characters from a wrong text encoding

UTF-8 text that some program read as Windows-1252 shows `Ã©` instead of `é`, and `â€™` instead of `’`.

```markdown bad
A ⟦cafÃ©⟧ that ⟦isnâ€™t⟧ open.
```

```markdown fixed
A café that isn’t open.
```

```markdown good
A café that isn’t open. “SÃO PAULO” is Portuguese, and â is a letter. `cafÃ©` is garbled on purpose.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Applicability, Document, Finding, Rule, Severity, Span

from ._code import Kept

# The first byte of a UTF-8 sequence and the one or two bytes after it, as Windows-1252 decodes them.
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
                message = f'"{match[0]}" looks garbled (wrong text encoding); did you mean "{right}"?'
                yield Finding.replace(Span(*match.span()), message, right, Applicability.UNSAFE)


def _decoded(word: str) -> str | None:
    """The intended spelling of ``word``, or None if it is not garbled."""
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
