"""Likely misspellings

"speeech" is in no list of misspellings, but it is an unknown word, one letter away from a frequent one. The rule flags
such words. It also flags known misspellings of several words, and suggests the likeliest correction first.

The rule skips the words that `spelling/typo` skips, short words, and words made of known parts ("unboxable",
"codebase"). With `level = "thorough"`, it needs less evidence for a wrong or extra letter: it finds more misspellings,
and is wrong more often.

```markdown bad
Whisper does automatic ⟦speeech⟧ recognition.
```

```markdown bad
It runs in the ⟦backgruond⟧ all day.
```

```markdown good
Whisper does automatic speech recognition on a codebase; `speeech` is a variable of its own.
```

```markdown good accept = ["speeech"]
The tool is called speeech.
```

```markdown bad level = "thorough"
It helps to ⟦converege⟧ sooner.
```

```markdown good
It helps to converege sooner.
```
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Literal

from lint_post.api import Applicability, Document, Finding, Rule, lexicon

from .._own_words import LANGUAGES
from ._candidates import drops_its_g, finding, places, vocabulary

_AT_MOST = 2  # times; a word that occurs more often is intended
_LEAST_LETTERS_OF_A_CAPITAL = 5  # a short word at a sentence's start may be a name
_ALTERNATIVES = 3


class LikelyTypo(Rule):
    """Flags unknown words that are one typo away from a frequent word, and listed ones with several corrections."""

    languages = LANGUAGES
    accept: tuple[str, ...] = ()
    """Words to accept. Those in `[words] accept` are added."""
    level: Literal["normal", "thorough"] = "normal"
    """How much evidence the rule needs: `thorough` finds more misspellings, and is wrong more often."""

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield each occurrence of such a word, with its likely corrections."""
        words = vocabulary(document, self.accept)
        answers = {text: answer for text in words.unknown if (answer := self._answers(text, words.words))}
        for text, span in places(words, answers, at_most=_AT_MOST):
            yield finding(document, text, span, answers[text], Applicability.SUGGESTION)

    def _answers(self, text: str, beside: Container[str]) -> tuple[str, ...]:
        """The likely corrections of ``text``, best first."""
        listed = lexicon.corrections(text)
        if listed:
            may_be_name = text[0].isupper() and len(text) < _LEAST_LETTERS_OF_A_CAPITAL
            return () if len(listed) == 1 or may_be_name else listed[: _ALTERNATIVES + 1]
        likely = lexicon.likely_correction(text, thorough=self.level == "thorough", beside=beside)
        return () if likely is None or drops_its_g(text, likely) else (likely,)
