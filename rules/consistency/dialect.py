"""A document keeps to one dialect of English.

“Behaviour” here and “behavior” there look like two authors, or like a text that was put together. What the document
mostly uses is right; where that is not clear, nothing is said. A text is in British English with -ise and with -ize
alike, but one word has only one of them. With `dialect = "en-GB"` (or “en-US”, “en-CA”, “en-AU”), a setting that stands
at the top of the configuration as well, the document is held to that.

Left alone are words whose sense decides (practice and practise, license and licence), names, quotations, links that are
titles, and what the document's own code or addresses have too.

```markdown bad
The colour of the box changes, and its behaviour too. Nobody knows why this ⟦behavior⟧ was chosen.
```

```markdown bad
We favor a modeling language of our neighbors; it honors what we value. Only its ⟦centre⟧ is empty.
```

```markdown good
We organize the colours and optimize their behaviour, as Oxford does.
```

```markdown good
The colour is set with `color: red`. Its behaviour at the Pearl Harbor Visitor Center, she wrote, “has no flavor”.
```

```markdown good
Its behavior differs from the behaviour that we know.
```

```markdown bad dialect = "en-GB"
The ⟦behavior⟧ is the same.
```

```markdown good dialect = "en-GB"
We organize it, and organise it again; the behaviour is the same.
```
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from math import inf
from typing import Literal, NamedTuple

from lint_post.api import (
    MASK,
    Applicability,
    Blockquote,
    Document,
    Finding,
    Link,
    LinkReference,
    ProseBlock,
    Rule,
    Span,
    Word,
    lexicon,
)

from .._own_words import LANGUAGES, English, english, own_words, words_of

Spellings = dict[str, tuple[str, ...]]  # a word as it is written: its spelling in each of lexicon.DIALECTS

_spellings = lru_cache(maxsize=2**15)(lexicon.spellings)  # documents share most of their words

_AMERICAN = lexicon.DIALECTS.index("en-US")
_BRITISH = [at for at, name in enumerate(lexicon.DIALECTS) if name.startswith("en-GB")]
_LEAD = 2  # how many times as much has to speak for a dialect as against it, where the document has both spellings
_LEAD_ALONE = 3  # … and where it has only the other one
_LEAD_OF_Z = 5  # … and where that is one of -ise in what may be British with -ize
_FEW = 3  # words of another dialect; a document with more of them is by several hands
_TITLE = 4  # words; a link with so many may be the title of what it leads to

# The patterns below are for few words, and compiled when the first of them comes.
_QUOTED = r"“[^“”]{1,400}”|\"[^\"]{1,400}\"|(?<!\w)‘[^‘’]{1,200}’(?!\w)|«[^«»]{1,400}»"
_JOINED_BEFORE = rf"[\w@#/\\.&$=~^<>+*|%{MASK}]\Z|(?:\W|\A)-\Z"
_JOINED_AFTER = rf"[\w@/\\=(<>+*|%{{{MASK}]|-(?!\w)|[.:]\w|::"
_ENDS_BEFORE_A_SENTENCE = r"(?:\A|[.!?…]['’”\")\]]*\s|\n\s*|[-–—•]\s)[\s*_(\[“‘\"'«]*\Z"
_CAPITAL_AFTER = r"[ \n][A-Z]"
_REACH = 30  # letters on each side that are looked at


class Dialect(Rule):
    """Flags words that are spelled as in another dialect of English than the document's."""

    languages = LANGUAGES
    dialect: Literal["auto", "en-US", "en-GB", "en-CA", "en-AU"] = "auto"
    """The dialect of every document; “auto”: what each one mostly uses."""
    accept: tuple[str, ...] = ()
    """Words that are right in any dialect; those of `[words] accept` are added."""

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield each place of a word of another dialect, with its spelling in this one."""
        text = english(document)
        told = {word: spelled for word in text.words if (spelled := _spellings(word))}
        if not told or (self.dialect == "auto" and _is_explained(told)):
            return
        own = own_words(document, self.accept)
        told = {word: spelled for word, spelled in told.items() if word.lower().removesuffix("'s") not in own}
        uses = list(_uses(document, text, told))
        counted = Counter(use.word.text.lower() for use in uses)
        wanted = dict(self._wanted(counted))
        for use in uses:
            at = wanted.get(use.word.text.lower())
            if at is not None:
                yield self._finding(document, use, told[use.word.text][at])

    def _finding(self, document: Document, use: _Use, answer: str) -> Finding:
        text = use.word.text
        unlike = "another English than the rest" if self.dialect == "auto" else f"another English than {self.dialect}"
        message = f"“{text}” is spelled as in {unlike}: write “{answer}”."
        if document.source.slice(use.span) != text:
            return Finding(use.span, message)
        return Finding.replace(use.span, message, answer, Applicability.SUGGESTION)

    def _wanted(self, counted: Counter[str]) -> Iterator[tuple[str, int]]:
        """Each word, in lower case, that should be spelled otherwise, and as in which dialect."""
        if self.dialect == "auto":
            minority = dict(_minority(counted))
            yield from minority.items() if len(minority) <= _FEW else ()
            return
        right = _BRITISH if self.dialect == "en-GB" else [lexicon.DIALECTS.index(self.dialect)]
        for word in counted:
            if all(_spellings(word)[at] != word for at in right):
                yield word, right[0]


def _is_explained(told: Spellings) -> bool:
    """Whether some dialect has all the words: nearly every document is done with here."""
    return any(all(spelled[at] == word for word, spelled in told.items()) for at in range(len(lexicon.DIALECTS)))


def _minority(counted: Counter[str]) -> Iterator[tuple[str, int]]:
    """The words that are wrong in every dialect that the others may be in, and one of these dialects.

    For a dialect speaks what is wrong in another one; the fewest wrong words tell which one it is.
    """
    every = range(len(lexicon.DIALECTS))
    wrong = [sum(times for word, times in counted.items() if _spellings(word)[at] != word) for at in every]
    likely = [at for at in every if wrong[at] == min(wrong)]
    for word in counted:
        spelled = _spellings(word)
        answers = {spelled[at] for at in likely}
        if word in answers or len(answers) != 1:
            continue
        (answer,) = answers
        against = min(wrong[at] for at in every if spelled[at] == word)
        if against >= _lead(word, answer, counted, likely) * min(wrong):
            yield word, likely[0]


def _lead(word: str, answer: str, counted: Counter[str], likely: list[int]) -> float:
    """How many times as much must speak for ``answer`` as against it, for ``word`` to be a slip."""
    if counted[answer] > counted[word]:
        return _LEAD
    british = {_spellings(word)[at] for at in _BRITISH}
    if {word, answer} <= british and likely != [_AMERICAN]:  # both -ise and -ize are right in Britain
        return _LEAD_OF_Z if _AMERICAN in likely else inf
    return _LEAD if answer in counted else _LEAD_ALONE


class _Use(NamedTuple):
    """A word where it stands."""

    block: ProseBlock
    word: Word
    span: Span


def _uses(document: Document, text: English, told: Spellings) -> Iterator[_Use]:
    """Where a word of ``told`` is the author's own, and no name."""
    links: list[Link | LinkReference] = [*document.find(Link), *document.find(LinkReference)]
    titles = sorted((link.span for link in links if _is_title(document, link)), key=lambda span: span.start)
    for block in text.blocks:
        if told.keys().isdisjoint(words_of(block.text)) or _is_quoted(document, block):
            continue
        own = re.sub(_QUOTED, lambda quoted: MASK * len(quoted[0]), block.text)
        for word in block.words():
            if word.text in told and own[word.start] != MASK and _is_plain(block.text, word):
                span = block.span(word.start, word.end)
                before = bisect_right(titles, span.start, key=lambda title: title.start)
                if not before or titles[before - 1].end <= span.start:
                    yield _Use(block, word, span)


def _is_title(document: Document, link: Link | LinkReference) -> bool:
    return document.source.slice(link.span).partition("](")[0].count(" ") >= _TITLE - 1


def _is_quoted(document: Document, block: ProseBlock) -> bool:
    """Whether ``block`` is somebody else's text, or a single word in a table: that is mentioned, not used."""
    if block.kind == "table-cell" and " " not in block.text:
        return True
    return block.kind == "quote" or any(isinstance(above, Blockquote) for above in document.ancestors(block.node))


def _is_plain(text: str, word: Word) -> bool:
    """Whether ``word`` in ``text`` is used as a word: no name, and no part of something else."""
    before, after = text[max(word.start - _REACH, 0) : word.start], text[word.end : word.end + _REACH]
    if re.search(_JOINED_BEFORE, before) or re.match(_JOINED_AFTER, after):
        return False
    if word.text.islower():
        return True
    begins = word.text[1:].islower() and (word.start == 0 or re.search(_ENDS_BEFORE_A_SENTENCE, before))
    return bool(begins) and not re.match(_CAPITAL_AFTER, after)
