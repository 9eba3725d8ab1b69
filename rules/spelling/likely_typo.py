"""No word looks like a slip of another one.

“speeech” stands in no list of misspellings, and yet it is plain what was meant: a word that nobody knows, one letter
away from one that everybody uses. A misspelling that may stand for several words is flagged as well; they are offered,
likeliest first.

Left alone is what `spelling/typo` leaves alone, and what may be a word all the same: short ones, and those made of
known parts (“unboxable”, “codebase”). With `level = "thorough"` less evidence is enough for a wrong letter or one too
many: that finds more, and is wrong more often.

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

_AT_MOST = 2  # times; what stands there more often is meant
_LEAST_LETTERS_OF_A_CAPITAL = 5  # a short word at a sentence's start may be a name
_ALTERNATIVES = 3


class LikelyTypo(Rule):
    """Flags unknown words that are one slip away from a frequent one, or listed with several answers."""

    languages = LANGUAGES
    accept: tuple[str, ...] = ()
    """Words that are right; those of `[words] accept` are added."""
    level: Literal["normal", "thorough"] = "normal"
    """How much evidence is asked for: “thorough” finds more, and is wrong more often."""

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield each place of such a word, with what was likely meant."""
        words = vocabulary(document, self.accept)
        answers = {text: answer for text in words.unknown if (answer := self._answers(text, words.words))}
        for text, span in places(words, answers, at_most=_AT_MOST):
            yield finding(document, text, span, answers[text], Applicability.SUGGESTION)

    def _answers(self, text: str, beside: Container[str]) -> tuple[str, ...]:
        """What ``text`` was likely meant for, best first."""
        listed = lexicon.corrections(text)
        if listed:
            may_be_name = text[0].isupper() and len(text) < _LEAST_LETTERS_OF_A_CAPITAL
            return () if len(listed) == 1 or may_be_name else listed[: _ALTERNATIVES + 1]
        likely = lexicon.likely_correction(text, thorough=self.level == "thorough", beside=beside)
        return () if likely is None or drops_its_g(text, likely) else (likely,)
