"""Grammar mistakes reported by LanguageTool

[LanguageTool](https://languagetool.org) finds mistakes that a list of words cannot: "he go", "sad to loose them", "an
actions". It reads each paragraph by itself, with a word in place of code, URLs, and math so that sentences stay
complete. Tables are not checked.

The rule uses the categories and rules of LanguageTool that were reliable on finished posts. It leaves spelling to the
`spelling` rules, and skips names, your own words (`[words] accept`), words next to code, and matters of taste. Each
finding names the LanguageTool rule, so that you can turn it off with `ignore-rules`. Turn on more rules with
`extend-rules` and `extend-categories` (such as `STYLE` and `PUNCTUATION`), or those for formal text with `picky`.

The rule needs a server: install one with `lint-post languagetool install`, or name one with `--languagetool-url`.

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
_APART = 2  # characters between two remarks about different mistakes
_NOT_RUNNING = frozenset(["table-cell"])
_NAME = re.compile(r"[a-z,] ([A-Z][a-z]+)\b")  # within a sentence
_ETC = re.compile(r"\betc\b(?P<period>\.?)")
_SPELLERS = ("MORFOLOGIK_RULE_EN_US", "MORFOLOGIK_RULE_EN_GB", "MORFOLOGIK_RULE_EN_CA", "MORFOLOGIK_RULE_EN_AU")


class Languagetool(AskingRule):
    """Asks about each paragraph in the document's language, and drops false alarms."""

    asks = Proofread
    defers = True
    languages = LANGUAGES
    accept: tuple[str, ...] = ()
    """Words to accept. Those in `[words] accept` are added."""
    dialect: Literal["auto", "en-US", "en-GB", "en-CA", "en-AU"] = "auto"
    """The English dialect. `auto` is the one that the document declares, or else `en-US`."""
    picky: bool = False
    """Whether to turn on LanguageTool's rules for formal text."""
    mother_tongue: str = ""
    """Your native language, such as `ja`, for servers with data on its false friends."""
    ignore_rules: tuple[str, ...] = ()
    """The ids of LanguageTool rules to turn off."""
    ignore_categories: tuple[str, ...] = ()
    """LanguageTool categories to turn off."""
    extend_rules: tuple[str, ...] = ()
    """The ids of LanguageTool rules to turn on as well."""
    extend_categories: tuple[str, ...] = ()
    """LanguageTool categories to turn on as well."""

    def questions(self, document: Document) -> Iterator[Proofread]:
        """Yield each paragraph that has a sentence to check."""
        blocks = [block for block in document.prose if _is_running(block, document.language)]
        manner = self._manner(document.language, _said(document))
        accept = accepted_words(document, self.accept) | _habits(blocks)
        names = frozenset(_NAME.findall("\n".join(block.text for block in blocks)))
        for block in blocks:
            yield Proofread(block.span(0, len(block.text)), block.text, manner, block.map.pieces, accept, names)

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        """Yield LanguageTool's remarks that are likely right."""
        from ._deliberate import is_deliberate  # many patterns, needed only if a server answers

        if isinstance(question, Proofread) and isinstance(answer, Remarks):
            end = -_APART
            for remark in sorted(answer.remarks, key=lambda remark: (remark.start, remark.end)):
                if not self._counts(remark, question.manner.language) or is_deliberate(question, remark):
                    continue
                if remark.start >= end + _APART:  # the fixes of two adjacent remarks may conflict
                    yield _finding(question, remark)
                end = remark.end

    def _manner(self, language: str, said: str) -> Manner:
        """How to check a document in ``language``, given as ``said`` in its front matter, such as "en-GB"."""
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
        """Whether to use ``remark`` on a text in ``language``."""
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
    """The language code in the front matter, in LanguageTool's form."""
    values = document.front_matter.value if document.front_matter else {}
    said = next((value for key in _LANGUAGE_KEYS if isinstance(value := values.get(key), str)), "")
    language, _, region = said.strip().replace("_", "-").partition("-")
    return f"{language.lower()}-{region.upper()}"


def _is_running(block: ProseBlock, language: str) -> bool:
    if block.language != language or block.kind in _NOT_RUNNING:
        return False
    return block.text.count(" ") >= _LEAST_WORDS or block.word_count >= _LEAST_WORDS


def _habits(blocks: list[ProseBlock]) -> frozenset[str]:
    """The word "etc", if the document has it more than once and never with a period."""
    found = [match["period"] for block in blocks if "etc" in block.text for match in _ETC.finditer(block.text)]
    return frozenset(["etc"]) if len(found) > 1 and not any(found) else frozenset()


def _finding(question: Proofread, remark: Remark) -> Finding:
    """The finding for ``remark``; it has a fix only if the source holds the words literally."""
    from ._wording import message  # more patterns

    span = question.place(remark.start, remark.end)
    told = message(question, remark)
    if not remark.replacements or not question.is_literal(remark.start, remark.end):
        return Finding(span, told).explained_at(remark.page)
    right, *others = remark.replacements
    is_sure = not others and (remark.rule in SURE or remark.rule.startswith(SURE_BEGIN))
    applicability = Applicability.UNSAFE if is_sure else Applicability.SUGGESTION
    return Finding.replace(span, told, right, applicability, tuple(others)).explained_at(remark.page)
