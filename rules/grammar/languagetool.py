"""Sentences are right by LanguageTool's rules.

[LanguageTool](https://languagetool.org) sees what no list of words does: “he go”, “sad to loose them”, “an actions”. It
is asked about each paragraph by itself, with code, URLs and math read as a word, so that sentences stay whole. Tables
are not read.

What is kept is what an editor would mark: categories and rules that were right on finished posts. Left out are
spelling, which rules of our own decide, and remarks on names, on your own words (`[words] accept`), on what touches
code, and on what is a matter of taste. Each finding names LanguageTool's rule, to be ignored with `ignore-rules`;
`extend-rules` and `extend-categories` (“STYLE”, “PUNCTUATION”) let others count, `picky` those for formal texts.

It needs a server: `lint-post languagetool install` gets one, or `--languagetool-url` names it.

```markdown bad world.remarks = {"loose" = ["LOOSE_LOSE", "CONFUSED_WORDS", "Did you mean “lose”?", "lose"]}
I liked *many* things, and it was a bit sad to ⟦loose⟧ them.
```

```markdown bad world.remarks = {"An" = ["EN_A_VS_AN", "MISC", "Use “A” instead of “An”.", "A"]}
⟦An⟧ model was trained.
```

```markdown fixed
A model was trained.
```

```markdown good world.remarks = {"An" = ["EN_A_VS_AN", "MISC", "Use “A” instead of “An”.", "A"]}
An `NDArray` holds the numbers.
```

```markdown good world.remarks = {"Adler" = ["SOME_RULE", "GRAMMAR", "Did you mean “Alder”?", "Alder"]}
It was written by Jonas Adler and others.
```

```markdown good ignore-rules = ["ETC_PERIOD"], world.remarks = {"etc" = ["ETC_PERIOD", "STYLE", "A point!", "etc."]}
Flips, crops, etc are made at random.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from lint_post.api import (
    Answer,
    Applicability,
    AskingRule,
    Document,
    Finding,
    Manner,
    Proofread,
    ProseBlock,
    Question,
    Remark,
    Remarks,
)

from .._own_words import accepted_words
from ._languagetool_rules import (
    ALSO,
    FALSE_FRIENDS,
    LANGUAGES,
    NOISY_CATEGORIES,
    OFF,
    SPELLING,
    SURE,
    SURE_BEGIN,
    VARIANTS,
    is_kept,
    is_off,
)

_LANGUAGE_KEYS = ("lang", "language", "locale")
_LEAST_WORDS = 3
_APART = 2  # letters between two remarks that are about different slips
_NOT_RUNNING = frozenset(["table-cell"])
_NAME = re.compile(r"[a-z,] ([A-Z][a-z]+)\b")  # within a sentence
_ETC = re.compile(r"\betc\b(?P<period>\.?)")
_QUOTED = re.compile(r"[“‘\"'](?P<words>[^“”‘’\"]+)[”’\"']")
_SPELLERS = ("MORFOLOGIK_RULE_EN_US", "MORFOLOGIK_RULE_EN_GB", "MORFOLOGIK_RULE_EN_CA", "MORFOLOGIK_RULE_EN_AU")


class Languagetool(AskingRule):
    """Asks about each paragraph of the document's language, and leaves out what is no slip."""

    asks = Proofread
    defers = True
    languages = LANGUAGES
    accept: tuple[str, ...] = ()
    """Words that are right; those of `[words] accept` are added."""
    dialect: Literal["auto", "en-US", "en-GB", "en-CA", "en-AU"] = "auto"
    """The dialect of English; the one of the configuration if it says nothing else."""
    picky: bool = False
    """Whether LanguageTool's rules for formal texts count."""
    mother_tongue: str = ""
    """The writer's own language, such as “ja”, for servers that have data on its false friends."""
    ignore_rules: tuple[str, ...] = ()
    """LanguageTool's rules that do not count, by their ids."""
    ignore_categories: tuple[str, ...] = ()
    """Its categories that do not count."""
    extend_rules: tuple[str, ...] = ()
    """Its rules that count beside those that do anyway."""
    extend_categories: tuple[str, ...] = ()
    """The same for categories."""

    def questions(self, document: Document) -> Iterator[Proofread]:
        """Yield each paragraph that has a sentence to be read."""
        blocks = [block for block in document.prose if _is_running(block, document.language)]
        manner = self._manner(document.language, _said(document))
        accept = accepted_words(document, self.accept) | _habits(blocks)
        names = frozenset(_NAME.findall("\n".join(block.text for block in blocks)))
        for block in blocks:
            yield Proofread(block.span(0, len(block.text)), block.text, manner, block.map.pieces, accept, names)

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        """Yield what an editor would mark of what LanguageTool says."""
        from ._deliberate import is_deliberate  # many patterns, for runs in which somebody answers

        if isinstance(question, Proofread) and isinstance(answer, Remarks):
            end = -_APART
            for remark in sorted(answer.remarks, key=lambda remark: (remark.start, remark.end)):
                if not self._counts(remark, question.manner.language) or is_deliberate(question, remark):
                    continue
                if remark.start >= end + _APART:  # of two remarks side by side, one undoes what the other advises
                    yield _finding(question, remark)
                end = remark.end

    def _manner(self, language: str, said: str) -> Manner:
        """How a document in ``language`` is read, which its front matter calls ``said`` (“en-GB”)."""
        variants = VARIANTS.get(language, (language,))
        variant = next((one for one in (self.dialect, said) if one in variants), variants[0])
        wanted = frozenset(self.extend_categories)
        is_english = language == "en"
        noisy = [*([] if self.picky else NOISY_CATEGORIES), *([] if is_english else [SPELLING])]
        off = [*OFF, *_SPELLERS] if is_english else []
        return Manner(
            language=variant,
            mother_tongue=self.mother_tongue,
            picky=self.picky,
            disabled_categories=(*(name for name in noisy if name not in wanted), *self.ignore_categories),
            disabled_rules=(*(rule for rule in off if rule not in self.extend_rules), *self.ignore_rules),
            enabled_rules=(*(sorted(ALSO - {*self.ignore_rules}) if is_english else ()), *self.extend_rules),
            enabled_categories=self.extend_categories,
            is_alone=self.picky or bool(self.extend_categories or self.extend_rules),
        )

    def _counts(self, remark: Remark, language: str) -> bool:
        """Whether ``remark`` on a text in ``language`` counts."""
        if remark.rule in self.ignore_rules or remark.category in self.ignore_categories:
            return False
        if remark.rule in self.extend_rules:
            return True
        if is_off(remark.rule):
            return False
        if remark.category in self.extend_categories or (self.picky and remark.is_picky):
            return True
        if self.mother_tongue and remark.category == FALSE_FRIENDS:
            return True
        return remark.rule in ALSO or is_kept(remark.category, language)


def _said(document: Document) -> str:
    """What the front matter calls the document's language, as LanguageTool writes such codes."""
    values = document.front_matter.value if document.front_matter else {}
    said = next((value for key in _LANGUAGE_KEYS if isinstance(value := values.get(key), str)), "")
    language, _, region = said.strip().replace("_", "-").partition("-")
    return f"{language.lower()}-{region.upper()}"


def _is_running(block: ProseBlock, language: str) -> bool:
    if block.language != language or block.kind in _NOT_RUNNING:
        return False
    return block.text.count(" ") >= _LEAST_WORDS or block.word_count >= _LEAST_WORDS


def _habits(blocks: list[ProseBlock]) -> frozenset[str]:
    """“etc”, if it is what the document writes, more than once and never with a full stop."""
    found = [match["period"] for block in blocks if "etc" in block.text for match in _ETC.finditer(block.text)]
    return frozenset(["etc"]) if len(found) > 1 and not any(found) else frozenset()


def _finding(question: Proofread, remark: Remark) -> Finding:
    """What to say of ``remark``; it has a fix only where the words stand letter by letter in the source."""
    span = question.place(remark.start, remark.end)
    message = _message(remark)
    if not remark.replacements or not question.is_literal(remark.start, remark.end):
        return Finding(span, message).explained_at(remark.page)
    right, *others = remark.replacements
    is_sure = not others and (remark.rule in SURE or remark.rule.startswith(SURE_BEGIN))
    applicability = Applicability.UNSAFE if is_sure else Applicability.SUGGESTION
    return Finding.replace(span, message, right, applicability, tuple(others)).explained_at(remark.page)


def _message(remark: Remark) -> str:
    """LanguageTool's own words, with what to write if they do not say so, and its rule."""
    said = " ".join(remark.message.split())
    said += "" if said.endswith((".", "!", "?", "…", "。")) else "."
    named = {match["words"].lower() for match in _QUOTED.finditer(said)}
    if remark.replacements and named.isdisjoint(right.lower() for right in remark.replacements):
        said += f" Write “{remark.replacements[0]}”."
    return f"{said} ({remark.rule})"
