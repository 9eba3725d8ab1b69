from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lint_post.config.config import Config, Configs, FailOn
from lint_post.errors import CatalogueError, ConfigError, UsageError
from lint_post.oracles.project import ProjectOracle
from lint_post.project.files import discover
from lint_post.rule.catalogue import load
from lint_post.rule.finding import Diagnostic, Failure, Report, Severity, Unasked
from lint_post.run.conclude import Checked
from lint_post.run.examine import examine
from lint_post.run.lint import Linter, collect, exit_code
from lint_post.run.select import Choice, Selection
from lint_post.text.source import Source

from ..conftest import Offer, Tree, word_rule

PAGE = '"""Page."""\n\nfrom lint_post.api import *\n\n\n'
RULES = {
    "words/bad": word_rule("bad"),
    "words/worse": word_rule("worse", severity="ERROR"),
    "words/mild": word_rule("mild", severity="INFO"),
    **{
        f"lint-post/{name}": PAGE
        + f"class {''.join(part.title() for part in name.split('-'))}(OwnRule):\n    severity = Severity.ERROR\n"
        for name in ("rule-failed", "unknown-rule", "unused-suppression")
    },
}
ASKING = PAGE + (
    "class Files(AskingRule):\n"
    "    def questions(self, document):\n"
    "        for image in document.find(Image):\n"
    "            yield Target(image.url_span, image.url)\n\n"
    "    def judge(self, question, answer):\n"
    "        if isinstance(answer, Missing):\n"
    "            yield Finding(question.span, 'missing')\n"
)


@pytest.fixture
def lint(offer: Offer) -> Any:
    """The report on some paths."""

    def run(*paths: str, more: dict[str, str] | None = None, fail_on: FailOn | None = None, **choice: Any) -> Report:
        configs = Configs(offer({**RULES, **(more or {})}))
        return Linter(configs, Choice.parse(**choice), fail_on).lint(discover(paths, configs))

    return run


def said(report: Report) -> list[tuple[str, str, int]]:
    return [(found.path, found.rule, found.range.start.line if found.range else 0) for found in report.diagnostics]


def test_findings_come_by_file_place_and_rule(tree: Tree, lint: Any) -> None:
    tree({"b.md": "worse bad\n", "a.md": "good\n\nbad\n", "c.md": "good\n"})
    report = lint()
    assert said(report) == [("a.md", "words/bad", 3), ("b.md", "words/worse", 1), ("b.md", "words/bad", 1)]
    assert report.files == 3
    assert exit_code(report) == 1


def test_a_diagnostic_has_all_that_a_reader_needs(tree: Tree, lint: Any) -> None:
    tree({"posts/a.md": "\ufeffé 😀\r\n  A bad word\r\n"})
    (found,) = lint("./posts").diagnostics
    assert found.path == "posts/a.md"
    assert found.severity is Severity.WARNING
    assert found.line_text == "  A bad word"
    assert tuple(found.range.start) == (2, 5, 5, 5, 9)
    assert tuple(found.range.end) == (2, 8, 8, 8, 12)
    assert found.fingerprint.endswith(":1")
    assert found == pickle.loads(pickle.dumps(found))


def test_fingerprints_survive_moved_lines_and_folders(tree: Tree, lint: Any, monkeypatch: Any) -> None:
    root = tree({"lint-post.toml": "", "posts/a.md": "bad\n\nbad\n"})
    before = [found.fingerprint for found in lint("posts").diagnostics]
    assert [one.partition(":")[2] for one in before] == ["1", "2"]
    tree({"posts/a.md": "A new line\n\n  bad\n\nAnd one more\n\nbad\n"})
    monkeypatch.chdir(root / "posts")
    assert [found.fingerprint for found in lint("a.md").diagnostics] == before


def test_a_suppressed_twin_changes_no_fingerprint(tree: Tree, lint: Any) -> None:
    tree({"a.md": "bad\n\nbad\n"})
    second = lint().diagnostics[1].fingerprint
    tree({"a.md": "<!-- lint-post-disable-next-line words/bad -->\nbad\n\nbad\n"})
    (found,) = lint().diagnostics
    assert found.fingerprint == second


def test_duplicate_findings_are_reported_once(tree: Tree, lint: Any) -> None:
    tree({"a.md": "bad\n", "lint-post.toml": '[rules."words/bad"]\ntimes = 2'})
    assert [found.message for found in lint().diagnostics] == ["“bad” is written", "“bad” is written!"]
    twice = PAGE + "class Twice(Rule):\n    def check(self, document):\n        yield from [Finding(None, 'x')] * 2\n"
    tree({"a.md": "text\n"})
    assert said(lint(more={"x/twice": twice})) == [("a.md", "x/twice", 0)]


def test_each_file_has_its_own_configuration(tree: Tree, lint: Any) -> None:
    tree(
        {
            "a.md": "bad worse\n",
            "x/lint-post.toml": 'ignore = ["words/bad"]\n[rules."words/worse"]\nseverity = "info"',
            "x/a.md": "bad worse\n",
        }
    )
    report = lint()
    assert said(report) == [("a.md", "words/bad", 1), ("a.md", "words/worse", 1), ("x/a.md", "words/worse", 1)]
    assert report.diagnostics[2].severity is Severity.INFO


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        ("good", None, 0),
        ("mild", None, 0),
        ("bad", None, 1),
        ("mild", FailOn.INFO, 1),
        ("bad", FailOn.ERROR, 0),
        ("worse", FailOn.ERROR, 1),
        ("worse", FailOn.NEVER, 0),
    ],
)
def test_the_exit_code_says_whether_the_run_failed(
    tree: Tree, lint: Any, text: str, fail_on: FailOn | None, code: int
) -> None:
    tree({"a.md": text})
    assert exit_code(lint(fail_on=fail_on)) == code


def test_fail_on_is_each_configurations_own(tree: Tree, lint: Any) -> None:
    tree({"a.md": "bad\n", "lint-post.toml": 'fail-on = "error"'})
    assert exit_code(lint()) == 0
    assert exit_code(lint(fail_on=FailOn.WARNING)) == 1
    tree({"x/a.md": "mild\n", "x/lint-post.toml": 'fail-on = "info"'})
    report = lint()
    assert exit_code(report) == 1
    assert report.failing == 1


def test_unreadable_files_are_reported_and_the_rest_is_checked(tree: Tree, lint: Any) -> None:
    root = tree(
        {"a.md": "bad\n", "b.md": b"\xff\xfea\0", "c.md": "", "d.md": "x" * 30, "lint-post.toml": "max-file-size = 20"}
    )
    (root / "e.md").symlink_to("nothing.md")
    report = lint(".", "lost.md", fail_on=FailOn.NEVER)
    assert said(report) == [("a.md", "words/bad", 1)]
    assert [failure.path for failure in report.failures] == ["lost.md", "e.md", "b.md", "d.md"]
    assert report.files == 2
    assert exit_code(report) == 2


def test_nothing_to_check_is_not_a_failure(tree: Tree, lint: Any) -> None:
    tree({})
    assert lint() == Report(())
    assert exit_code(lint()) == 0


def test_unknown_rules_are_refused_even_with_nothing_to_check(tree: Tree, lint: Any) -> None:
    tree({})
    with pytest.raises(UsageError, match='Unknown rule "words/bda"'):
        lint(select=["words/bda"])


def test_a_broken_configuration_or_rule_ends_the_run_before_it_begins(tree: Tree, lint: Any) -> None:
    tree({"a.md": "bad\n", "x/a.md": "bad\n", "x/lint-post.toml": "wrong = 1"})
    with pytest.raises(ConfigError, match='Unknown option "wrong"'):
        lint()
    with pytest.raises(CatalogueError, match=r"broken\.py"):
        lint("a.md", more={"x/broken": PAGE})


FAILING = {
    "check": "class Broken(Rule):\n    def check(self, document):\n        yield Finding(None, 'before')\n"
    "        1 / 0\n",
    "questions": "class Broken(AskingRule):\n    def questions(self, document):\n        return 1 / 0\n",
    "judge": "class Broken(AskingRule):\n    def questions(self, document):\n"
    "        yield Target(Span(0, 1), 'x.png')\n        yield Target(Span(1, 2), 'y.png')\n\n"
    "    def judge(self, question, answer):\n        return 1 / 0\n",
}


@pytest.mark.parametrize("where", FAILING)
def test_a_rule_that_raises_is_one_diagnostic_and_the_others_go_on(tree: Tree, lint: Any, where: str) -> None:
    tree({"a.md": "bad\n", "b.md": "bad\n"})
    report = lint(more={"x/broken": PAGE + FAILING[where]}, fail_on=FailOn.NEVER)
    crashes = [found for found in report.diagnostics if found.rule == "lint-post/rule-failed"]
    assert [found.path for found in crashes] == ["a.md", "b.md"]
    message = crashes[0].message
    assert message.startswith('Rule "x/broken" failed: ZeroDivisionError: division by zero (broken.py, line ')
    assert message.endswith("); report this bug to lint-post")
    assert "\n" not in message
    assert crashes[0].range is None
    assert crashes[0].severity is Severity.ERROR
    assert [found.rule for found in report.diagnostics].count("words/bad") == 2
    assert [found.rule for found in report.diagnostics].count("x/broken") == (2 if where == "check" else 0)
    assert exit_code(report) == 2


@pytest.mark.parametrize(
    ("finding", "why"),
    [
        ("Finding(Span(2, 99), 'x')", "the span 2:99 is not in the text"),
        ("Finding(Span(3, 2), 'x')", "the span 3:2 is not in the text"),
        ("Finding(Span(0, 1), 'x', Fix('y', ()))", "a fix has no edits"),
        ("Finding(None, 'x', Fix('y', (Edit(Span(0, 3), ''), Edit(Span(2, 4), ''))))", "the edits of a fix overlap"),
        ("Finding(Span(0, 1), 'x', related=(Related(Span(-1, 2), 'y'),))", "the span -1:2 is not in the text"),
        ("'no finding'", "AttributeError"),
    ],
)  # fmt: skip
def test_a_finding_that_cannot_be_reported_is_a_failed_rule(tree: Tree, lint: Any, finding: str, why: str) -> None:
    tree({"a.md": "bad\n"})
    source = PAGE + f"class Odd(Rule):\n    def check(self, document):\n        yield {finding}\n"
    found = lint(more={"x/odd": source}).diagnostics
    assert [one.rule for one in found] == ["lint-post/rule-failed", "words/bad"]
    assert why in found[0].message


def test_whatever_fails_on_one_file_the_others_are_checked(tree: Tree, lint: Any, monkeypatch: Any) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("no answer")

    monkeypatch.setattr(ProjectOracle, "answer", fails)
    tree({"a.md": "![An image](a.png)\n", "b.md": "bad\n"})
    report = lint(more={"x/files": ASKING})
    assert [(failure.path, failure.message.split(" (")[0]) for failure in report.failures] == [
        ("a.md", "lint-post failed on it: RuntimeError: no answer")
    ]
    assert [found.path for found in report.diagnostics] == ["b.md"]
    assert exit_code(report) == 2


def test_a_failure_with_many_lines_is_reported_in_one(tree: Tree, lint: Any) -> None:
    tree({"a.md": "text\n"})
    raising = "class Long(Rule):\n    def check(self, document):\n        raise ValueError('a\\nb' * 200)\n"
    message = lint(more={"x/long": PAGE + raising}).diagnostics[0].message
    assert "\n" not in message
    assert len(message) < 400


def test_questions_are_asked_and_judged(tree: Tree, lint: Any) -> None:
    tree({".git/HEAD": "", "a.png": "", "posts/a.md": "![](b.png) ![](../a.png) ![](../../../outside.png)\n"})
    report = lint(more={"x/files": ASKING})
    assert [(found.rule, found.range.start.column) for found in report.diagnostics] == [("x/files", 5)]
    assert report.unasked == ((Unasked("link", "checked", "outside the project"), 1),)


def test_a_rule_runs_on_its_languages_only(tree: Tree, lint: Any) -> None:
    tree({"a.md": "---\nlang: de\n---\n\nbad worse\n", "b.md": "bad worse\n"})
    english = word_rule("bad").replace("    times:", "    languages = frozenset({'en'})\n    times:")
    more = {"words/bad": english}
    assert said(lint(more=more)) == [("a.md", "words/worse", 5), ("b.md", "words/bad", 1), ("b.md", "words/worse", 1)]
    tree({"lint-post.toml": 'languages = ["de"]'})
    assert said(lint(more=more)) == [("a.md", "words/worse", 5), ("b.md", "words/worse", 1)]


def test_what_pass_one_knows_can_be_pickled(offer: Offer) -> None:
    catalogue = offer({**RULES, "x/files": ASKING})
    rules = Selection(catalogue, Config(), Choice()).rules.values()
    text = "---\ntitle: x\n---\nbad ![](a.png) <!-- lint-post-disable-line -->\n"
    examined = examine(Source(text, "a.md"), rules)
    copy = pickle.loads(pickle.dumps(examined))
    assert copy.source.text == text
    assert copy._replace(source=examined.source) == examined


def test_results_come_one_by_one(tree: Tree, offer: Offer) -> None:
    tree({"a.md": "bad\n", "b.md": "bad\n"})
    configs = Configs(offer(RULES))
    results = Linter(configs).check(discover((), configs))
    assert next(results).path == "a.md"
    tree({"b.md": "good\n"})
    assert next(results).diagnostics == ()


def test_ctrl_c_keeps_what_is_known() -> None:
    def results() -> Iterator[Checked]:
        yield Checked("a.md", suppressed=2)
        yield Checked("b.md", failure=Failure("b.md", "why"))
        raise KeyboardInterrupt

    report = collect(results())
    assert report.interrupted
    assert (report.files, report.suppressed, len(report.failures)) == (1, 2, 1)
    assert exit_code(report) == 130


def test_standard_input_takes_its_place_from_its_name(tree: Tree, offer: Offer) -> None:
    tree({"x/lint-post.toml": 'ignore = ["words/bad"]\nexclude = ["old/"]', "x/a.png": ""})
    linter = Linter(Configs(offer({**RULES, "x/files": ASKING})))

    def rules(data: bytes, name: str | None = None) -> list[str]:
        return [found.rule for found in linter.check_text(data, name).diagnostics]

    assert rules(b"bad worse") == ["words/bad", "words/worse"]
    assert rules(b"bad worse", "./x/new.md") == ["words/worse"]
    assert rules(b"bad worse", "x/old/new.md") == []
    assert collect([linter.check_text(b"bad", "x/old/new.md")]) == Report(())
    assert rules(b"![](a.png) ![](b.png)", "x/new.md") == ["x/files"]
    assert linter.check_text(b"bad").diagnostics[0].path == "<stdin>"
    assert linter.check_text(b"worse", "./x//new.md").diagnostics[0].path == "x/new.md"
    assert linter.check_text(b"\xff").failure == Failure(None, "Invalid UTF-8 at byte 0; save the file as UTF-8")
    assert linter.check_text(b"\xff", "x.md").failure == Failure(
        "x.md", "Invalid UTF-8 at byte 0; save the file as UTF-8"
    )


def test_an_empty_text_has_no_findings() -> None:
    checked = Linter(Configs(load(), isolated=True)).check_text(b"")
    assert checked.diagnostics == ()


def test_many_findings_on_a_long_line_share_it(tree: Tree, lint: Any) -> None:
    tree({"a.md": "bad " * 5000})
    found: tuple[Diagnostic, ...] = lint().diagnostics
    assert len(found) == 5000
    assert len({id(one.line_text) for one in found}) == 1


def test_a_default_run_imports_nothing_heavy(tree: Tree) -> None:
    root = tree({"a.md": "# Title\n\nSome text ![a](b.png).\n", "b.png": ""})
    script = (
        "import sys\nfrom lint_post.rule.catalogue import load\nfrom lint_post.config.config import Configs\n"
        "from lint_post.project.files import discover\nfrom lint_post.run.lint import Linter\n"
        "configs = Configs(load())\n"
        "assert Linter(configs).lint(discover(['a.md'], configs)).files == 1\n"
        "heavy = ['pydantic', 'pathspec', 'asyncio', 'difflib', 'importlib.metadata', 'httpx', 'traceback']\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("[]\n", "")


def test_the_default_path_is_the_working_directory(tree: Tree, lint: Any) -> None:
    tree({"a.md": "bad\n"})
    assert said(lint()) == said(lint(".")) == said(lint(str(Path("a.md"))))


def test_a_text_without_a_name_has_no_neighbours(tree: Tree) -> None:
    tree({})
    checked = Linter(Configs(load())).check_text(b"A picture: ![a chart](chart.png)\n")
    assert [diagnostic.rule for diagnostic in checked.diagnostics] == []
    assert [count for _, count in checked.unasked] == [1]
