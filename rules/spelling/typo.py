"""No word is a well-known misspelling.

“fasion”, “recieve”, “seperate”: these are no words, and there is only one that each can be meant for.

Left alone is what may be meant as it stands: names, words in quotes, words that the document's own code, addresses or
tags have too, rare words that stand in it often, and your own words: list them in `[words] accept` of the
configuration, or in a comment such as `<!-- lint-post-words: DreamStudio NeRF -->`.

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

_AT_MOST = 3  # times; what stands there more often is meant …
_WELL_KNOWN = 3_000_000  # … unless the right word is so frequent (see `lexicon.frequency`): it is “recieve” throughout


class Typo(Rule):
    """Flags what the misspelling list knows with one answer."""

    severity = Severity.ERROR
    languages = LANGUAGES
    accept: tuple[str, ...] = ()
    """Words that are right, whatever the list says; those of `[words] accept` are added."""

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield each place of such a word, with the right one."""
        words = vocabulary(document, self.accept)
        answers = {text: answer for text in words.unknown if (answer := _answer(text))}
        often = {text for text, (right,) in answers.items() if lexicon.frequency(right) >= _WELL_KNOWN}
        found = chain(places(words, often), places(words, answers.keys() - often, at_most=_AT_MOST))
        for text, span in found:
            yield finding(document, text, span, answers[text], Applicability.SAFE)


def _answer(text: str) -> tuple[str, ...]:
    """The one word that ``text`` can be meant for."""
    answers = lexicon.corrections(text)
    return answers if len(answers) == 1 and not drops_its_g(text, answers[0]) else ()
