"""Common misspellings

"fasion", "recieve", and "seperate" are in a list of common misspellings, each with one correction.

The rule skips words that may be intended: names, words in quotes, words that also occur in the document's code, URLs,
or tags, rare words that the document uses often, and your own words. List your own words in `[words] accept` in the
config file, or in a comment such as `<!-- lint-post-words: DreamStudio NeRF -->`.

```markdown bad
Whisper was trained in a multi-task ⟦fasion⟧.
```

```markdown fixed
Whisper was trained in a multi-task fashion.
```

```markdown bad
⟦Recieving⟧ *⟦seperate⟧* parts &ndash; one [⟦occurence⟧](https://example.com/occurrence) each.
```

```markdown good
Whisper was trained in a multi-task fashion by Jon Recieve.

The header is called `referer`, so we say referer as well; nobody writes “recieve” any more.
```

```markdown good accept = ["fasion"]
The tool is called fasion.
```

```markdown good
<!-- lint-post-words: fasion -->
The tool is called fasion.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lint_post.api import Applicability, Document, Finding, Rule, Severity, lexicon

from .._own_words import LANGUAGES
from ._candidates import drops_its_g, finding, places, vocabulary

_AT_MOST = 3  # times; a word that occurs more often is intended …
_WELL_KNOWN = 3_000_000  # … unless its correction is this frequent (see `lexicon.frequency`), as for "recieve"


class Typo(Rule):
    """Flags words of the misspelling list that have one correction."""

    severity = Severity.ERROR
    languages = LANGUAGES
    accept: tuple[str, ...] = ()
    """Words to accept although the list has them. Those in `[words] accept` are added."""

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield each occurrence of such a word, with its correction."""
        words = vocabulary(document, self.accept)
        answers = {text: answer for text in words.unknown if (answer := _answer(text))}
        often = {text for text, (right,) in answers.items() if lexicon.frequency(right) >= _WELL_KNOWN}
        found = chain(places(words, often), places(words, answers.keys() - often, at_most=_AT_MOST))
        for text, span in found:
            yield finding(document, text, span, answers[text], Applicability.SAFE)


def _answer(text: str) -> tuple[str, ...]:
    """The only correction of ``text``, if there is one."""
    answers = lexicon.corrections(text)
    return answers if len(answers) == 1 and not drops_its_g(text, answers[0]) else ()
