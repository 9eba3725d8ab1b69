"""Repeated words

Writers easily miss a word that ends one line and begins the next, but readers notice it.

The rule skips intended repetition: "had had", "that that", "very very", "bye bye", names such as Duran Duran, a verb
after itself ("what it is is"), a particle before a preposition ("log in in time"), and quoted or emphasized text. The
fix is safe for words that can be removed in any sentence; in place of others, a different word may have been intended.

```markdown bad
It renders the⟦
the⟧ whole scene, and *the*⟦ the⟧ model is a⟦ a⟧ function that shows⟦ shows⟧ it.
```

```markdown fixed
It renders the whole scene, and *the* model is a function that shows it.
```

```markdown bad
> To be or⟦
> or⟧ not to be. The **⟦the⟧** question.

That is a side-effect⟦ effect⟧ of it.
```

```markdown good
What it is is hard to say, but those who had had that that day liked it very very much. No, no: log in in time.

Duran Duran sang “the the”; it takes 2 2-wheeled bicycles.
```
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from operator import eq

from lint_post.api import Applicability, Document, Finding, ProseBlock, Rule, Span, lexicon


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PAIR = re.compile(
    r"(?:(?<![\w'’@#/\\.&$=-])|(?<=[a-z]-)(?=[a-z]{5}))(?P<first>[^\W\d_]++(?:['’][^\W\d_]++)?+)\s++(?P<second>(?i:(?P=first)))"
    r"(?![\w'’@/\\=(-]|\.\w|\s++(?i:(?P=first))\b)"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ASCII_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_REACH = 80  # characters to check before a pair

# Repeated on purpose: for emphasis, as an imitation, or in a set phrase.
_MEANT = _set(
    "again ah aye bang beep better big bla blah boo bye cha chop clap click deep done double dum ever extra far great "
    "ha had half he hear hello hey hi ho hop hot hush knock la little long lots love many much na names never night no "
    "nom now oh ok okay old over please pretty quack real really right slow so something super sweet ta tap test that "
    "there tick toc tock too tut very way well win woof wow yada yeah yes yo yum"
)
_ALSO_NAMES = _set("art bill drew frank grace grant hope jack mark may pat rob rose sue will")
# Removing one of the two is right in any sentence.
_PLAIN = _set(
    "a an and at be been by for from in into is its my of on or our than the their these those to was were with your"
)
_NEVER_TWICE = _set("a an and from into its my of or our than the their these those your")

# These patterns are compiled on first use: few words need them.
# "Log in in time": a particle that belongs to the verb, then a preposition.
_PARTICLES = _set("along around away back by down in off on out over through up")
_PHRASAL = (
    r"(?i)\b(?:(?:add|bring|build|carry|check|come|cut|dig|drop|fade|fill|fit|go|hand|hang|hold|join|jump|keep|key|kick"
    r"|lock|log|move|opt|pass|pitch|plug|pull|push|put|read|roll|set|settle|sign|slot|stand|step|switch|take|tie|tune|turn"
    r"|type|weigh|zoom)(?:s|es|[a-z]?ed|[a-z]?ing)?|brought|built|came|early|from|gone|held|kept|later|stood|taken|took"
    r"|went)(?:\s+\S+){0,2}\s+\Z"
)
# "What it is is": the last word of a clause, then the verb or preposition of the sentence.
_VERBS = _set("are did do does had has is was were")
_PREPOSITIONS = _PARTICLES | _set("about at for of to with")
_CLAUSE = (
    r"(?i)\b(?:(?:all|how|what|whatever|whoever|why)(?:\s+\S+){0,8}"
    r"|(?:as|that|where|which|who|whom|wherever)(?:\s+\S+){1,8})\s+\Z"
)
_SHORT_CLAUSE = r"(?i)\b(?:what|that|where|which|who|whom|whatever|whoever)(?:\s+\S+){1,4}\s+\Z"
# "When I ran it it stopped", "gave her her book": an object, then a subject or another object.
_OBJECTS = _set("her him it me them this us you")
_OBJECT_BEFORE = (
    r"(?i)\b(?:(?:after|as|because|before|if|once|since|until|when|whenever|while|the more)(?:\s+\S+){2,5}"
    r"|gave|give|gives|given|giving|made|make|makes|making|show|shows|showed|showing|tell|tells|telling|told)\s+\Z"
)
# "That is not not good", "do this this way"
_BEING = r"\b(?:am|are|be|is|was|were)\s\Z"
_THIS = r"\s+(?:after|even|fall|month|morning|quarter|spring|summer|time|way|week|winter|year)"
_CLAUSE_END = r"[.!?…:;,()—–]"
_SENTENCE_ENDS = ".!?…:"
_QUOTES = "“”‘’\"'«»"
_NOT_PLAIN_MARKS = r"[{}<|~`\\]| {2,}[\r\n]"
_QUOTE_MARKS = r"[\s>]+"
_TOO_OFTEN = 3


class RepeatedWord(Rule):
    """Flags the second of two equal adjacent words."""

    languages = frozenset({"en"})

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield the mistakes; a word that is repeated many times counts as intended."""
        found = [
            (match["second"], finding)
            for block in document.prose
            if block.language in self.languages
            if _may_hold_a_pair(block.text)
            for match in _PAIR.finditer(block.text)
            if _is_slip(match, block.text) and (finding := _finding(match, block, document.text))
        ]
        times = Counter(word for word, _ in found if word not in _PLAIN)
        yield from (finding for word, finding in found if times[word] < _TOO_OFTEN)


def _may_hold_a_pair(text: str) -> bool:
    """Whether any two adjacent words are equal; this check makes the search three times as fast."""
    words = (_ASCII_WORD if text.isascii() else _WORD).findall(text.lower())
    return any(map(eq, words, words[1:]))


def _is_slip(match: re.Match[str], text: str) -> bool:
    first, second = match["first"], match["second"]
    if second in _MEANT or not (second.islower() or first == second == "I") or not lexicon.is_known(second):
        return False
    before = text[max(match.start() - _REACH, 0) : match.start()]
    if (second == "this" and re.match(_THIS, text[match.end() : match.end() + _REACH])) or (
        second == "not" and re.search(_BEING, before)
    ):
        return False
    if first != second and (first != second.capitalize() or second in _ALSO_NAMES or not _starts_sentence(before)):
        return False
    if before.endswith((f"{first} ", f"{first}\n")):
        return False
    if before and before[-1] in _QUOTES and text.startswith(tuple(_QUOTES), match.end()):
        return False
    return second in _NEVER_TWICE or not _is_two_parts(second, re.split(_CLAUSE_END, before)[-1])


def _starts_sentence(before: str) -> bool:
    rest = before.rstrip(" \n([*_" + _QUOTES)
    return not rest or rest[-1] in _SENTENCE_ENDS


def _is_two_parts(word: str, before: str) -> bool:
    """Whether ``word`` can end one part of a sentence and begin the next; ``before`` is the text before it."""
    if word in _PARTICLES and re.search(_PHRASAL, before):
        return True
    if word in _OBJECTS and re.search(_OBJECT_BEFORE, before):
        return True
    if word in _VERBS:
        return re.search(_CLAUSE, before) is not None
    return (word in _PREPOSITIONS or word.endswith(("s", "ed"))) and re.search(_SHORT_CLAUSE, before) is not None


def _finding(match: re.Match[str], block: ProseBlock, text: str) -> Finding | None:
    """The finding for the pair; None if the markup shows that it is intended."""
    first, second = block.span(*match.span("first")), block.span(*match.span("second"))
    between = text[first.end : second.start]
    if re.search(_NOT_PLAIN_MARKS, between) or _is_emphasised(first.start, second.end, text):
        return None
    if match["second"] not in _PLAIN and ("*" in between or "_" in between):
        return None
    message = f'Repeated word "{match["second"]}"'
    space = len(between) if re.fullmatch(_QUOTE_MARKS, between) else len(between) - len(between.rstrip())
    if not space:
        return Finding(second, message)
    applicability = Applicability.SAFE if match["second"] in _PLAIN else Applicability.UNSAFE
    return Finding.replace(Span(second.start - space, second.end), message, "", applicability)


def _is_emphasised(start: int, end: int, text: str) -> bool:
    return start > 0 and text[start - 1] in "*_" and text[end : end + 1] == text[start - 1]
