"""The rules' own pages: what they show is what happens."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from lint_post.config.config import Configs
from lint_post.project.files import discover
from lint_post.rule.base import OwnRule
from lint_post.rule.catalogue import OWN_GROUP, Catalogue, Entry, load, load_folder
from lint_post.rule.finding import Diagnostic, Severity
from lint_post.run.examples import run
from lint_post.run.lint import Linter

CATALOGUE = load()
FOLDER = next(iter(CATALOGUE)).file.parent.parent
WITHOUT_EXAMPLES = {f"{OWN_GROUP}/rule-failed", f"{OWN_GROUP}/not-parsed"}  # no short text brings them about

each_rule = pytest.mark.parametrize("entry", list(CATALOGUE), ids=lambda entry: entry.id)


@each_rule
def test_every_example_on_every_page_holds(entry: Entry) -> None:
    assert run(entry, CATALOGUE) == ()


@each_rule
def test_every_rule_is_documented(entry: Entry) -> None:
    assert not entry.page.summary.endswith(".")
    assert entry.page.body
    assert [option.name for option in entry.options if not option.doc] == []
    kinds = {example.kind for example in entry.page.examples}
    assert kinds >= {"bad", "good"} or entry.id in WITHOUT_EXAMPLES


@each_rule
def test_every_rule_is_a_value(entry: Entry) -> None:
    rule = entry.rule()
    copy = pickle.loads(pickle.dumps(rule))
    assert type(copy) is type(rule)
    assert [getattr(copy, option.field) for option in entry.options] == [option.default for option in entry.options]
    assert hash(copy) is not None


def test_every_file_is_a_rule() -> None:
    files = {file for file in FOLDER.glob("*/*.py") if not file.name.startswith("_")}
    assert {entry.file for entry in CATALOGUE} == files
    for entry in CATALOGUE:
        assert entry.id == entry.file.relative_to(FOLDER).with_suffix("").as_posix().replace("_", "-")
        assert issubclass(entry.rule, OwnRule) <= (entry.group == OWN_GROUP)


MOREOVER = '''"""A sentence needs no “moreover”.

It says that something follows, which the reader sees.

```markdown bad
Cats sleep. ⟦Moreover⟧, they eat.
```

```markdown fixed
Cats sleep. Also, they eat.
```

```markdown good words = ["furthermore"]
Cats sleep. Moreover, they eat.
```
"""

import re
from collections.abc import Iterator

from lint_post.api import Document, Finding, Rule, Span


class Moreover(Rule):
    words: tuple[str, ...] = ("moreover",)
    """The words to do without."""

    def check(self, document: Document) -> Iterator[Finding]:
        for match in re.finditer("|".join(self.words), document.text, re.IGNORECASE):
            yield Finding.replace(Span(*match.span()), f"“{match[0]}” says nothing.", "Also")
'''


def test_adding_a_rule_touches_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "sentences").mkdir()
    (folder / "sentences" / "moreover.py").write_text(MOREOVER, encoding="utf-8")
    catalogue = load_folder(folder, "rules_and_one_more")

    assert catalogue.entries.keys() - CATALOGUE.entries.keys() == {"sentences/moreover"}
    entry = catalogue.entries["sentences/moreover"]
    assert entry.page.summary == "A sentence needs no “moreover”."
    assert [(option.name, option.doc) for option in entry.options] == [("words", "The words to do without.")]
    assert entry.fixable
    assert run(entry, catalogue) == ()

    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("Cats sleep. Moreover, they eat. Furthermore, they play.\n", encoding="utf-8")
    assert [found.rule for found in _lint(catalogue)] == ["sentences/moreover"]
    Path("lint-post.toml").write_text(
        '[rules."sentences/moreover"]\nseverity = "error"\nwords = ["moreover", "furthermore"]\n', encoding="utf-8"
    )
    assert [(found.rule, found.severity) for found in _lint(catalogue)] == [("sentences/moreover", Severity.ERROR)] * 2

    (folder / "sentences" / "moreover.py").write_text(MOREOVER.replace("⟦", "").replace("⟧", ""), encoding="utf-8")
    assert run(Entry(entry.id, entry.module, entry.file), catalogue) != ()


def _lint(catalogue: Catalogue) -> tuple[Diagnostic, ...]:
    configs = Configs(catalogue)
    return Linter(configs).lint(discover(["a.md"], configs)).diagnostics
