"""Fixes to the still point."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from lint_post.config.config import Configs
from lint_post.fix.files import ALL, SAFE, Fixer
from lint_post.fix.rounds import fix
from lint_post.rule.catalogue import Catalogue
from lint_post.rule.finding import Applicability
from lint_post.run.conclude import RULE_FAILED
from lint_post.run.lint import Linter
from lint_post.text.source import Source

Offer = Callable[[dict[str, str]], Catalogue]
REPLACE = '''"""The text “{old}” is “{new}”.

```markdown bad
⟦{old}⟧
```

```markdown good
fine
```
"""

from collections.abc import Iterator

from lint_post.api import Applicability, Document, Finding, Rule, Span


class {name}(Rule):
    def check(self, document: Document) -> Iterator[Finding]:
        at = document.text.find("{old}")
        while at >= 0:
            yield Finding.replace(Span(at, at + len("{old}")), "It is old.", {new!r}, Applicability.{how})
            at = document.text.find("{old}", at + 1)
'''


OWN = '''"""A rule failed."""

from lint_post.api import OwnRule


class RuleFailed(OwnRule):
    pass
'''


def _replace(name: str, old: str, new: str, how: str = "SAFE") -> str:
    return REPLACE.format(name=name.capitalize(), old=old, new=new, how=how)


def _fixer(catalogue: Catalogue, **how: bool) -> Fixer:
    return Fixer(Linter(Configs(catalogue, isolated=True)), ALL if how.get("unsafe") else SAFE)


def test_edits_that_meet_wait_for_the_next_round(offer: Offer) -> None:
    catalogue = offer({"a/one": _replace("one", "aa", "b"), "a/two": _replace("two", "ab", "c")})
    outcome = _fixer(catalogue).fix_text(b"aaab")
    assert outcome.after is not None
    assert (outcome.after.text, outcome.fixes) == ("bc", 2)
    assert outcome.checked.diagnostics == ()


def test_what_a_fix_brings_to_light_is_fixed_too(offer: Offer) -> None:
    catalogue = offer({"a/one": _replace("one", "x", "y"), "a/two": _replace("two", "y", "z")})
    outcome = _fixer(catalogue).fix_text(b"x y")
    assert outcome.after is not None
    assert (outcome.after.text, outcome.fixes) == ("z z", 3)


def test_a_cycle_is_reported_and_nothing_changed(offer: Offer) -> None:
    catalogue = offer({"a/one": _replace("one", "x", "y"), "a/two": _replace("two", "y", "x")})
    outcome = _fixer(catalogue).fix_text(b"a x", "post.md")
    assert outcome.after is not None
    assert outcome.after.text == "a x"
    assert outcome.checked.failure is not None
    assert "undo each other; the file was not changed" in outcome.checked.failure.message
    assert [diagnostic.rule for diagnostic in outcome.checked.diagnostics] == ["a/one"]


def test_fixes_that_never_end_are_reported(offer: Offer) -> None:
    catalogue = offer({"a/one": _replace("one", "x", "xx")})
    outcome = _fixer(catalogue).fix_text(b"x")
    assert outcome.checked.failure is not None
    assert "a/one" in outcome.checked.failure.message


def test_a_fix_that_would_change_code_is_left_out_and_the_others_are_made(offer: Offer) -> None:
    rules = {"a/one": _replace("one", "x", "y"), "a/two": _replace("two", "u", "v"), "lint-post/rule-failed": OWN}
    outcome = _fixer(offer(rules)).fix_text(b"x and `x`, u and\n\n    ux\n")
    assert outcome.after is not None
    assert (outcome.after.text, outcome.fixes) == ("y and `x`, v and\n\n    ux\n", 2)
    failed = [one.message for one in outcome.checked.diagnostics if one.rule == RULE_FAILED]
    assert [message.partition("; ")[0] for message in failed] == [
        'Rule "a/one" failed: its fix on line 1 would change code',
        'Rule "a/two" failed: its fix on line 3 would change code',
    ]


def test_a_safe_fix_that_changes_more_of_the_page_than_it_reports_counts_as_unsafe(offer: Offer) -> None:
    catalogue = offer({"a/one": _replace("one", "x", "*y"), "a/two": _replace("two", "u", "v")})
    outcome = _fixer(catalogue).fix_text(b"a u x b* u x\n")
    assert outcome.after is not None
    assert (outcome.after.text, outcome.fixes) == ("a v x b* v *y\n", 3)
    (left,) = outcome.checked.diagnostics
    assert left.fix is not None
    assert left.fix.applicability is Applicability.UNSAFE
    unsafe = _fixer(catalogue, unsafe=True).fix_text(b"a u x b* u x\n").after
    assert unsafe is not None
    assert unsafe.text == "a v *y b* v *y\n"


def test_safe_fixes_come_before_unsafe_ones(offer: Offer) -> None:
    catalogue = offer({"a/one": _replace("one", "ab", "1", "UNSAFE"), "a/two": _replace("two", "bc", "2")})
    outcome = _fixer(catalogue, unsafe=True).fix_text(b"abc ab")
    assert outcome.after is not None
    assert (outcome.after.text, outcome.fixes, outcome.rounds) == ("a2 1", 2, 2)


def test_unsafe_fixes_are_made_when_they_are_allowed(offer: Offer) -> None:
    catalogue = offer({"a/one": _replace("one", "x", "y", "UNSAFE"), "a/two": _replace("two", "u", "v", "SUGGESTION")})
    safe, unsafe = _fixer(catalogue).fix_text(b"x u"), _fixer(catalogue, unsafe=True).fix_text(b"x u")
    assert safe.after is not None
    assert unsafe.after is not None
    assert (safe.after.text, unsafe.after.text) == ("x u", "y u")


def test_a_new_line_has_the_files_own_end(offer: Offer) -> None:
    catalogue = offer({"a/one": _replace("one", "x", "y\n")})
    linter = Linter(Configs(catalogue, isolated=True))
    config = Configs(catalogue, isolated=True).of_file(Path("post.md"))
    source = Source("a\r\nx")
    assert fix(source, partial(linter.judge, config=config), SAFE).source.text == "a\r\ny\r\n"
