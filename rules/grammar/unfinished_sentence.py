"""Unfinished sentences

A sentence that stops in the middle was usually left to be finished later.

The rule checks only running prose: a paragraph of several words in a document whose paragraphs mostly end with a
period. If several paragraphs lack one, it flags only those that end with a comma or with a word that cannot end a
sentence, such as "the".

Captions, labels, verse, addresses, and signatures need no period, and neither do lines that introduce a list, code, a
formula, or a quotation. The same goes for text that ends with a link, code, an image, or an emoji.

```markdown bad
The first ingredient is the training data. It was scraped from the internet.

Whisper can transcribe multiple languages. It can also translate them to English.

The second thing is the pretraining scheme. Whisper was trained in a multi-task fashion. ⟦English translation, utterance
prediction language identification⟧

## Applications

This is a third big thing besides DALL-E and Whisper.
```

```markdown bad
It was a dark night. Nobody was in the house.

Somebody knocked. ⟦Nobody opened the door, because the⟧

It rained all day. The door opened slowly

Then there was a light. A dog barked in the garden

It was morning. Everybody went home after that.

That was the end of the story. Nobody ever told another one.
```

```markdown good
The first ingredient is the training data. It was scraped from the internet.

Whisper can transcribe multiple languages. Here is what it makes of a long talk about the sea

![](talk.png)

It can also translate them to English. To do so, run

    whisper --translate

The second thing is the pretraining scheme. It is a long story, for which see [the paper](https://example.com)

Keywords: speech recognition, weak supervision, large models, large data, translation, languages

Yours, and thank you for reading all of this,
Jo
```

```markdown good
It was a dark night. There was no light in the house

Somebody knocked. Nobody answered the door

The rain went on. Then the door opened slowly
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import NoneType
from typing import NamedTuple

from lint_post.api import (
    MASK,
    Break,
    Definition,
    Document,
    Finding,
    FootnoteDefinition,
    Heading,
    Html,
    Image,
    ImageReference,
    Node,
    Paragraph,
    ProseBlock,
    Rule,
    Span,
    Text,
    ThematicBreak,
)

_LEAST_WORDS = 8  # of a paragraph that is running prose …
_LEAST_WORDS_ALONE = 12  # … and of one that is a single sentence
_LEAST_WORDS_LAST = 4  # of the last sentence; a shorter one may be a signature
_LEAST_FINISHED = 3  # paragraphs, to tell whether the document uses periods
_HABIT = 8  # one paragraph in this many without a period is a mistake, more are a habit
_LONGEST_QUOTE = 60  # characters in a message
_LONGEST_ABBREVIATION = 12
_TAIL = 100  # characters to check at the end of a sentence

_ENDS = frozenset(".?!…。！？")
_CLOSING = "'\"”’»)]*_"
_NEVER_LAST = r"(?i)(?:,|\b(?:an?|and|because|but|every|if|my|or|our|than|the|their|whose|your))\Z"
_OPENING = "'\"“‘«([*_ "
# These patterns are compiled on first use: few paragraphs need them.
_SENTENCE_END = rf"[.?!…]['\"”’»)\]]*\s+(?=['\"“‘«(\[]*[A-Z0-9{MASK}])"
_ABBREVIATION = (
    r"(?:^|[\s(.])(?:[A-Za-z]|al|[Cc]f|Dr|[Ee]q|etc|[Ff]ig|[Nn]o|Mr|Mrs|Ms|Prof|resp|[Ss]ec|St|vs|(?:[A-Za-z]\.)+[A-Za-z])"
    r"\.\Z"
)
_LABEL = r"\W*\w[^.?!:\n]{0,40}:(?:\s|\Z)"
_LEADS_UP = (
    r"(?i)\b(?:above|below|chart|diagram|example|figure|follow\w*|graph|here|illustrat\w*|image|like|look\w*|output"
    r"|photo\w*|picture|plot|result\w*|screenshot|see|seen|shown?|shows|such as|table|this|video|yields?)\b"
)
_VERB = (
    r"(?i)\b(?:am|are|be|been|can|could|did|do|does|had|has|have|is|may|might|must|should|was|were|will|would"
    r"|\w+n['’]t|\w+['’](?:re|ve|ll|m|d))\b"
)
_NO_END_NEEDED = (
    r"[:;=8xX]['’]?[-o^]?[)DPp3]+\Z|<3\Z"  # a smiley
    r"|\S*[/\\=_<>#@^|+]\S*\Z|\b0x\w+\Z|\.\w+\)?\Z"  # a path, a formula, or a file name
    r"|<--|\s[=^*]\s"  # a note or a formula
    r"|:\s+\S+\s*\S*\Z"  # a word or two after a colon
    r"|[.?!…]\s*\([^()]*\)\Z"  # an aside after the end
    rf"|\]\({MASK}\)\Z"  # a link with a template tag as its URL
    r"|[\"”’'»)]\s*(?:--+|[-–—~])\s*[A-Z][^.?!]{1,60}\Z"  # the source of a quotation
)
_LINE_OF_ITS_OWN = r"[^.?!,;:—–-]\n[\"“(\[]?[A-Z]"


class _Sentence(NamedTuple):
    """The last sentence of a paragraph."""

    text: str
    span: Span
    is_alone: bool


class UnfinishedSentence(Rule):
    """Flags the last sentence of a paragraph if nothing ends it."""

    languages = frozenset({"en"})

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield the sentences, unless most paragraphs of the document lack a period."""
        blocks = {block.node: block for block in document.prose if block.kind == "paragraph"}
        top = [node for node in document.root.children if not _is_nothing(node)]
        finished = 0
        cut_off: list[_Sentence] = []
        sure: list[_Sentence] = []
        for before, node, after in zip([None, *top], top, [*top[1:], None], strict=False):
            block = blocks.get(node)
            if (
                block is None
                or block.language not in self.languages
                or len(block.text.split(None, _LEAST_WORDS)) < _LEAST_WORDS
            ):
                continue
            if block.text.rstrip(_CLOSING)[-1:] in _ENDS:
                finished += 1
            elif _stops_short(block) and not _is_set_apart(block):
                sentence = _last_sentence(block)
                if _is_prose(sentence, before, blocks) and not _leads_up(sentence, after, blocks):
                    (sure if re.search(_NEVER_LAST, sentence.text[-_TAIL:]) else cut_off).append(sentence)
        if finished >= _LEAST_FINISHED:
            habit = len(cut_off) > max(1, finished // _HABIT)
            yield from map(_finding, sure if habit else [*sure, *cut_off])


def _is_nothing(node: Node) -> bool:
    """Whether it renders as nothing."""
    if isinstance(node, Html):
        return node.value.startswith("<!--") and node.value.rstrip().endswith("-->")
    return isinstance(node, (Definition, FootnoteDefinition))


def _stops_short(block: ProseBlock) -> bool:
    """Whether the paragraph's last character belongs to a word, and no markup comes after it."""
    end = len(block.text)
    last = block.text[-1]
    return (last.isalnum() or last in ",)%") and block.span(end - 1, end).end == block.node.span.end


def _is_set_apart(block: ProseBlock) -> bool:
    """Whether it is a label, verse, or an address, whose lines need no period."""
    breaks = block.text.count("\n")
    if any(isinstance(node, Break) for node in block.node.children) or not _begins(block.text):
        return True
    if "•" in block.text:
        return True
    if any(re.match(_LABEL, line) for line in (block.text, block.text[block.text.rfind("\n") + 1 :])):
        return True
    return breaks > 0 and len(re.findall(_LINE_OF_ITS_OWN, block.text)) * 2 >= breaks


def _begins(text: str, *, with_mask: bool = True) -> bool:
    """Whether ``text`` begins as a sentence does; with ``with_mask``, code or the like can be its first word."""
    first = text.lstrip(_OPENING)[:1]
    return first.isupper() or first.isdigit() or (with_mask and first == MASK)


def _last_sentence(block: ProseBlock) -> _Sentence:
    text = block.text
    start = 0
    for end in re.finditer(_SENTENCE_END, text):
        if not re.search(_ABBREVIATION, text[max(end.start() - _LONGEST_ABBREVIATION, 0) : end.start() + 1]):
            start = end.end()
    return _Sentence(text[start:], block.span(start, len(text)), start == 0)


def _is_prose(sentence: _Sentence, before: Node | None, blocks: Mapping[Node, ProseBlock]) -> bool:
    """Whether it is a sentence of running prose rather than a caption or a signature."""
    words = len(sentence.text.split())
    if (
        re.match(_LABEL, sentence.text)
        or re.search(_NO_END_NEEDED, sentence.text[-_TAIL:])
        or _is_in_brackets(sentence.text)
    ):
        return False
    if not sentence.is_alone:
        return words >= _LEAST_WORDS_LAST
    may_be_caption = before not in blocks and not isinstance(before, (Heading, ThematicBreak, NoneType))
    return words >= _LEAST_WORDS_ALONE and re.search(_VERB, sentence.text) is not None and not may_be_caption


def _is_in_brackets(text: str) -> bool:
    """Whether the parenthesis that ends it was opened before it or at its start."""
    return text.endswith(")") and (text.startswith("(") or text.count("(") < text.count(")"))


def _leads_up(sentence: _Sentence, after: Node | None, blocks: Mapping[Node, ProseBlock]) -> bool:
    """Whether it introduces the block below it."""
    if after is None or isinstance(after, (Heading, ThematicBreak)):
        return False
    if not isinstance(after, Paragraph):
        return True
    if after in blocks:
        if sentence.text.endswith(","):
            return True
        return not _begins(blocks[after].text, with_mask=False)
    is_picture = all(isinstance(child, (Image, ImageReference)) or _is_whitespace(child) for child in after.children)
    return not is_picture or sentence.is_alone or re.search(_LEADS_UP, sentence.text) is not None


def _is_whitespace(node: Node) -> bool:
    return isinstance(node, Text) and not node.value.strip()


def _finding(sentence: _Sentence) -> Finding:
    text = " ".join(sentence.text.replace(MASK, "…").split())
    if len(text) > _LONGEST_QUOTE:
        text = "…" + text[-_LONGEST_QUOTE:].partition(" ")[2]
    return Finding(sentence.span, f'Unfinished sentence "{text}"; complete it or end it with a period')
