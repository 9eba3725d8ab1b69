"""Random Markdown, dense in marks, and what makes a document that shows a difference smaller."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

BLOCKS = (
    "# h", "## ", "===", "---", "***", "> ", ">", "- ", "* ", "+ ", "1. ", "2) ", "-", "```", "~~~", "```` x", "<div>",
    "</div>", "<!-- c -->", "<b>", "    ", "  ", " ", "\t", "[r]: /u", "[r]: <u> 't'", "[^f]: n", "| a | b |",
    "|---|:-:|", "| c", "- [ ] ", "- [x] ", "\n", "\n", "\n", "\n\n", "\n\n", "\n  ", "\n    ", "\n> ", "\n- ", "a",
    "b c", "d",
)  # fmt: skip
INLINES = (
    "a", "b", " ", " ", "*", "**", "_", "__", "***", "`", "``", "[", "]", "![", "](u)", '](<u v> "t")', "](u 't')",
    "[r]", "[^f]", "][r]", "[]", "\\", "\\*", "\\[", "&amp;", "&", "<b>", "</b>", "<http://x.y>", "<m@n.o>", "http://x.y/z",
    "www.x.y", "m@n.o", "~", "~~", "\n", "  \n", "\\\n", "é", "😀", ".", "(", ")", "!", "|", "<!-- x -->",
)  # fmt: skip
LINE_ENDS = (
    "\f", "\u2028", "\x85", "\0", "\u3000", "\v", "\x1c", "\r\n", "\n", "\r", "a", "> ", "- ", "\t", "  ", "*b*", "`c`",
    "```", "\ufeff", "\u00a0x", "# ", "[r]: u", "1. ", "|a|b|", "|-|-|",
)  # fmt: skip
FRONT_MATTER = ("---", "+++", "\n", "\n", "\n", "a: 1", "a = 1", " ", "\ufeff", "\r\n", "...", "b", "# h", "----")
ALPHABETS = (BLOCKS, BLOCKS, INLINES, BLOCKS + INLINES, LINE_ENDS, FRONT_MATTER)
DEFINITIONS = "\n\n[r]: /u\n\n[^f]: x\n"
LONGEST = 14
CUTS = (6, 4, 3, 2, 1)


def random_documents(count: int, seed: int) -> list[str]:
    """``count`` documents of 2 to 14 pieces each; the same for the same ``seed``."""
    source = random.Random(seed)
    return [_random_document(source) for _ in range(count)]


def _random_document(source: random.Random) -> str:
    alphabet = source.choice(ALPHABETS)
    text = "".join(source.choice(alphabet) for _ in range(source.randint(2, LONGEST)))
    return text + DEFINITIONS if "[r]" in alphabet else text


def shrink(text: str, first_alike: Callable[[Sequence[str]], str | None]) -> str:
    """``text`` with pieces taken away for as long as ``first_alike`` still finds one alike among the shorter ones."""
    for size in CUTS:
        while len(text) > size:
            shorter = [text[:at] + text[at + size :] for at in range(len(text) - size + 1)]
            alike = first_alike(list(dict.fromkeys(shorter)))
            if alike is None:
                break
            text = alike
    return text
