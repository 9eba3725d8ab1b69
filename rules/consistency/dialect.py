"""Spellings from another English dialect

A document with both "behaviour" and "behavior" looks as if it was pieced together. The rule flags the spellings that do
not fit the dialect that the document mostly uses, and nothing if that is not clear. British English may use -ise or
-ize, but not both for the same word. Set `dialect = "en-GB"` (or `en-US`, `en-CA`, `en-AU`), here or at the top level
of the config file, to require that dialect.

The rule skips words whose spelling depends on their meaning (practice and practise, license and licence), names,
quotations, links whose text is a title, and words that also occur in the document's code or URLs.

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

Spellings = dict[str, tuple[str, ...]]  # from a word as written to its spelling in each of lexicon.DIALECTS

_spellings = lru_cache(maxsize=2**15)(lexicon.spellings)  # documents have most of their words in common

_AMERICAN = lexicon.DIALECTS.index("en-US")
_BRITISH = [at for at, name in enumerate(lexicon.DIALECTS) if name.startswith("en-GB")]
_LEAD = 2  # how many times more evidence for a dialect than against it is needed if the document has both spellings
_LEAD_ALONE = 3  # … and if it has only the other spelling
_LEAD_OF_Z = 5  # … and if that is an -ise spelling in what may be British English with -ize
_FEW = 3  # words of another dialect; a document with more of them has several authors
_TITLE = 4  # words; a link with this many may be the title of its target

# These patterns are compiled on first use: few words need them.
_QUOTED = r"“[^“”]{1,400}”|\"[^\"]{1,400}\"|(?<!\w)‘[^‘’]{1,200}’(?!\w)|«[^«»]{1,400}»"
_JOINED_BEFORE = rf"[\w@#/\\.&$=~^<>+*|%{MASK}]\Z|(?:\W|\A)-\Z"
_JOINED_AFTER = rf"[\w@/\\=(<>+*|%{{{MASK}]|-(?!\w)|[.:]\w|::"
_ENDS_BEFORE_A_SENTENCE = r"(?:\A|[.!?…]['’”\")\]]*\s|\n\s*|[-–—•]\s)[\s*_(\[“‘\"'«]*\Z"
_CAPITAL_AFTER = r"[ \n][A-Z]"
_REACH = 30  # characters to check on each side


class Dialect(Rule):
    """Flags words in the spelling of an English dialect that is not the document's."""

    languages = LANGUAGES
    dialect: Literal["auto", "en-US", "en-GB", "en-CA", "en-AU"] = "auto"
    """The required dialect. `auto` is the one that each document mostly uses."""
    accept: tuple[str, ...] = ()
    """Words to accept in any dialect. Those in `[words] accept` are added."""

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield each occurrence of a word from another dialect, with its spelling in the expected one."""
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
        problem = (
            "does not match the document's dialect" if self.dialect == "auto" else f"is not {self.dialect} spelling"
        )
        message = f'"{text}" {problem}; use "{answer}"'
        if document.source.slice(use.span) != text:
            return Finding(use.span, message)
        return Finding.replace(use.span, message, answer, Applicability.SUGGESTION)

    def _wanted(self, counted: Counter[str]) -> Iterator[tuple[str, int]]:
        """Each word, in lower case, that needs another spelling, and the dialect of that spelling."""
        if self.dialect == "auto":
            minority = dict(_minority(counted))
            yield from minority.items() if len(minority) <= _FEW else ()
            return
        right = _BRITISH if self.dialect == "en-GB" else [lexicon.DIALECTS.index(self.dialect)]
        for word in counted:
            if all(_spellings(word)[at] != word for at in right):
                yield word, right[0]


def _is_explained(told: Spellings) -> bool:
    """Whether all words fit one dialect, as in nearly every document."""
    return any(all(spelled[at] == word for word, spelled in told.items()) for at in range(len(lexicon.DIALECTS)))


def _minority(counted: Counter[str]) -> Iterator[tuple[str, int]]:
    """The words that are wrong in every dialect that the document may be in, and one of these dialects.

    The dialects with the fewest wrong words are the ones that the document may be in.
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
    """How many times more evidence for ``answer`` than against it makes ``word`` a mistake."""
    if counted[answer] > counted[word]:
        return _LEAD
    british = {_spellings(word)[at] for at in _BRITISH}
    if {word, answer} <= british and likely != [_AMERICAN]:  # both -ise and -ize are correct British English
        return _LEAD_OF_Z if _AMERICAN in likely else inf
    return _LEAD if answer in counted else _LEAD_ALONE


class _Use(NamedTuple):
    """One occurrence of a word."""

    block: ProseBlock
    word: Word
    span: Span


def _uses(document: Document, text: English, told: Spellings) -> Iterator[_Use]:
    """The occurrences of the words of ``told`` that are neither quoted nor names."""
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
    """Whether ``block`` is a quotation, or a single word in a table, which is mentioned and not used."""
    if block.kind == "table-cell" and " " not in block.text:
        return True
    return block.kind == "quote" or any(isinstance(above, Blockquote) for above in document.ancestors(block.node))


def _is_plain(text: str, word: Word) -> bool:
    """Whether ``word`` in ``text`` is used as a word: neither a name nor part of something else."""
    before, after = text[max(word.start - _REACH, 0) : word.start], text[word.end : word.end + _REACH]
    if re.search(_JOINED_BEFORE, before) or re.match(_JOINED_AFTER, after):
        return False
    if word.text.islower():
        return True
    begins = word.text[1:].islower() and (word.start == 0 or re.search(_ENDS_BEFORE_A_SENTENCE, before))
    return bool(begins) and not re.match(_CAPITAL_AFTER, after)
