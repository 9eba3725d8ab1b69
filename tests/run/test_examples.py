from __future__ import annotations

from typing import Any

import pytest

from lint_post.run.examples import run

from ..conftest import Offer

RULE = '''"""A page.

{examples}
"""

import re

from lint_post.api import *


class Rule1(Rule):
    word: str = "bad"
    twice: bool = False

    def check(self, document):
        if self.word == "crash":
            raise ValueError("crashed")
        if not document.text.strip():
            yield Finding(None, "nothing is here")
        for match in re.finditer(self.word, document.text):
            span = Span(*match.span())
            by_hand = Applicability.SUGGESTION if match[0] == "odd" else Applicability.UNSAFE
            yield Finding.replace(span, f"it says “{{match[0]}}”", "good", by_hand)
            if self.twice:
                yield Finding.replace(span, "once more", "good")
'''
REST = "```markdown good\nfine\n```\n```markdown bad\n⟦bad⟧\n```\n"
OWN = '"""Page."""\n\nfrom lint_post.api import OwnRule\n\n\nclass RuleFailed(OwnRule):\n    pass\n'


@pytest.fixture
def complaints(offer: Offer) -> Any:
    """What is wrong with examples of a rule that finds “bad”, without the rule's name."""

    def of(examples: str) -> list[str]:
        page = RULE.format(examples=examples + REST)
        catalogue = offer({"a/rule1": page, "lint-post/rule-failed": OWN})
        return [said.removeprefix("a/rule1: the ") for said in run(catalogue.entries["a/rule1"], catalogue)]

    return of


@pytest.mark.parametrize(
    "examples",
    [
        "```markdown bad\nso ⟦bad⟧ it is, so ⟦bad⟧\n```\n",
        '```markdown bad word = "worse"\nbad ⟦worse⟧\n```\n',
        "```markdown bad\n\n```\n",
        "```markdown bad\n⟦bad⟧\n```\n```markdown fixed\ngood\n```\n",
        '```markdown bad word = "odd|bad"\n⟦bad⟧ ⟦odd⟧\n```\n```markdown fixed\ngood odd\n```\n',
    ],
)
def test_a_page_that_is_right(complaints: Any, examples: str) -> None:
    assert complaints(examples) == []


@pytest.mark.parametrize(
    ("examples", "complaint"),
    [
        ("```markdown bad\n⟦fine⟧\n```\n", "bad example on line 3: missed 'fine' at 0"),
        ("```markdown bad\n⟦bad⟧ bad\n```\n", "bad example on line 3: also found 'bad' at 4: it says “bad”"),
        (
            "```markdown bad\n⟦bad it⟧\n```\n",
            "bad example on line 3: missed 'bad it' at 0; also found 'bad' at 0: it says “bad”",
        ),
        ("```markdown bad twice = true\n⟦bad⟧\n```\n", "bad example on line 3: found twice 'bad' at 0"),
        ("```markdown good\nbad\n```\n", "good example on line 3: also found 'bad' at 0: it says “bad”"),
        ("```markdown bad\nfine\n```\n", "bad example on line 3: missed a finding about the whole file"),
        (
            "```markdown bad\n⟦bad⟧\n```\n```markdown fixed\nbest\n```\n",
            "fixed example on line 6: the fixes produce 'good\\n'",
        ),
        ("```markdown fixed\ngood\n```\n", "fixed example on line 3: missing bad example before it"),
        (
            "```markdown good wrod = 1\nfine\n```\n",
            'good example on line 3: Unknown option "wrod"; did you mean "word"?',
        ),
        ("```markdown good word = 1\nfine\n```\n", 'good example on line 3: "word" must be a string in quotes, not 1'),
    ],
)
def test_a_page_that_is_wrong(complaints: Any, examples: str, complaint: str) -> None:
    assert complaints(examples) == [complaint]


def test_a_rule_that_crashes_is_reported(complaints: Any) -> None:
    (said,) = complaints('```markdown good word = "crash"\nfine\n```\n')
    assert 'Rule "a/rule1" failed: ValueError: crashed' in said


ASKING = '''"""A page.

```markdown bad world.path = "posts/a.md", world.files = ["posts/b.png", "c.png"]
![](b.png) ![](../c.png) ![](⟦d.png⟧) ![](⟦B.png⟧) ![](../../e.png)
```

```markdown fixed
![](b.png) ![](../c.png) ![](d.png) ![](b.png) ![](../../e.png)
```

```markdown good
[](post.md)
```
"""

from lint_post.api import *


class Files(AskingRule):
    def questions(self, document):
        for node in (*document.find(Image), *document.find(Link)):
            yield Target(node.url_span, node.url)

    def judge(self, question, answer):
        if isinstance(answer, Missing):
            yield Finding(question.span, "missing")
        elif isinstance(answer, OtherCase):
            yield Finding.replace(question.span, "case", answer.url)
'''


def test_questions_are_answered_by_the_pretend_world(offer: Offer) -> None:
    catalogue = offer({"a/files": ASKING})
    assert run(catalogue.entries["a/files"], catalogue) == ()
