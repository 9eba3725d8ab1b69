from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from lint_post.config import places
from lint_post.config.config import Config, Configs, FailOn
from lint_post.errors import ConfigError
from lint_post.rule.finding import Severity

from ..conftest import Offer, Tree, word_rule

RULES = {
    "words/bad": word_rule("bad", aliases=("MD009",)),
    "words/worse": word_rule("worse"),
    "more/worst": word_rule("worst"),
}


@pytest.fixture
def read(tree: Tree, offer: Offer) -> Any:
    """The configuration that a text is."""

    def of(text: str, name: str = "lint-post.toml") -> Config:
        return Configs(offer(RULES)).of_folder(tree({name: text}))

    return of


def test_without_a_file_everything_has_its_default(tree: Tree, offer: Offer) -> None:
    config = Configs(offer(RULES)).of_folder(tree({}) / "not" / "there")
    assert config.file is None
    assert config.select is None
    assert config.fail_on is FailOn.WARNING
    assert config.max_file_size == 10_000_000


def test_every_key_is_read(read: Any) -> None:
    config = read("""
        select = ["words", "all"]
        extend-select = ["more/worst"]
        ignore = ["MD009"]
        exclude = ["vendor/**"]
        fail-on = "never"
        languages = ["en", "de"]
        max-file-size = "1.5 MB"

        [words]
        accept = ["NeRF"]

        [rules."words/bad"]
        severity = "info"
        times = 3
        """)
    assert config.select == ("words", "all")
    assert config.extend_select == ("more/worst",)
    assert config.ignore == ("MD009",)
    assert [exclude.patterns for exclude in config.exclude] == [("vendor/**",)]
    assert config.fail_on is FailOn.NEVER
    assert config.languages == ("en", "de")
    assert config.max_file_size == 1_500_000
    assert config.accept == ("NeRF",)
    assert config.options == {"words/bad": {"times": 3}}
    assert config.severities == {"words/bad": Severity.INFO}


def test_a_rule_may_be_configured_by_its_alias(read: Any) -> None:
    assert read("[rules.md009]\ntimes = 2").options == {"words/bad": {"times": 2}}


@pytest.mark.parametrize(("size", "expected"), [("5", 5), ('"7 kB"', 7000), ('"10MB"', 10_000_000), ('"12"', 12)])
def test_a_size_is_a_number_or_a_text(read: Any, size: str, expected: int) -> None:
    assert read(f"max-file-size = {size}").max_file_size == expected


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('\nselct = ["all"]', 2, 'Unknown option "selct"; did you mean "select"?'),
        ("[words]\nacept = []", 2, 'Unknown option "words.acept"; did you mean "accept"?'),
        ("[wrods]\naccept = []", 1, 'Unknown option "wrods"; did you mean "words"?'),
        ('select = "all"', 1, '"select" must be a list, not "all"'),
        ('select = [\n  "all",\n  5,\n]', 3, 'Each item of "select" must be a string in quotes, not 5'),
        ('ignore = [\n  "words/bda",\n]', 2, 'Unknown rule "words/bda"; did you mean "words/bad"?'),
        ('fail-on = "warn"', 1, '"fail-on" must be "error", "warning", "info" or "never", not "warn"'),
        (
            'languages = ["English"]',
            1,
            'Each item of "languages" must be a two-letter code such as "en", not "English"',
        ),
        ("max-file-size = true", 1, '"max-file-size" must be an integer, not true'),
        ("max-file-size = 0", 1, '"max-file-size" must be at least 1 byte'),
        ("languages = { a = 1 }", 1, '"languages" must be a list, not {"a": 1}'),
        ('max-file-size = "big"', 1, '"max-file-size" must be a number of bytes or a size such as "10 MB"'),
        ('exclude = ["a", "!"]', 1, '"exclude" must be a .gitignore pattern, not "!"'),
        ("words = 1", 1, '"words" must be a table, not 1'),
        ('\n[rules."words/bda"]', 2, 'Unknown rule "words/bda"; did you mean "words/bad"?'),
        ("[rules.words]\ntimes = 1", 1, '"words" matches more than one rule; name a single rule'),
        ('[rules."words/bad"]\n\ntime = 1', 3, 'Unknown option "rules."words/bad".time"; did you mean "times"?'),
        ('[rules."words/bad"]\ntimes = "3"', 2, '"rules."words/bad".times" must be an integer, not "3"'),
        ('[rules."words/bad"]\ntimes = true', 2, '"rules."words/bad".times" must be an integer, not true'),
        (
            'rules."words/bad" = { severity = "bad" }',
            1,
            '"rules."words/bad".severity" must be "error", "warning" or "info", not "bad"',
        ),
        ('plugins = ["acne"]', 1, 'Plugin "acne" is not installed (installed: none)'),
        ("a = [1\nb = 2", 2, "Invalid TOML: unclosed array"),
        (
            "[rules.words/bad]",
            1,
            (
                "Invalid TOML: expected ']' at the end of a table declaration;"
                ' put rule names in quotes, as in [rules."sections/stub"]'
            ),
        ),
        ("a = 1\na = 2", 2, "Invalid TOML: cannot overwrite a value"),
    ],
)
def test_a_mistake_is_one_message_with_file_and_line(read: Any, text: str, line: int, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(text)
    assert str(caught.value) == f"lint-post.toml:{line}: {message}"


def test_all_mistakes_are_reported_at_once_in_order(read: Any) -> None:
    with pytest.raises(ConfigError) as caught:
        read('[words]\nx = 1\n\n[rules."words/bad"]\ny = 1\n\n[rules."words/worse"]\nz = 1')
    assert [line.split(":")[1] for line in str(caught.value).splitlines()] == ["2"]
    with pytest.raises(ConfigError) as caught:
        read('select = ["x"]\n\n[rules."words/bad"]\ny = 1\n\n[rules."words/worse"]\nz = 1')
    assert [line.split(":")[1] for line in str(caught.value).splitlines()] == ["1", "4", "7"]


def test_a_rule_may_refuse_a_value(tree: Tree, offer: Offer) -> None:
    refusing = word_rule("bad").replace(
        "    def check",
        "    def __post_init__(self):\n        if self.times < 1:\n"
        "            raise ValueError('times must be at least 1')\n\n    def check",
    )
    tree({"lint-post.toml": '\n[rules."words/bad"]\ntimes = 0'})
    with pytest.raises(ConfigError, match=r"lint-post\.toml:2: times must be at least 1$"):
        Configs(offer({"words/bad": refusing})).of_folder(Path())


def test_bytes_that_are_not_text(tree: Tree, offer: Offer) -> None:
    tree({"lint-post.toml": b"# \xff"})
    with pytest.raises(ConfigError, match=r"lint-post\.toml: Invalid UTF-8 at byte 2"):
        Configs(offer(RULES)).of_folder(Path())


def test_the_nearest_file_upward_counts_alone(tree: Tree, offer: Offer) -> None:
    root = tree(
        {
            "lint-post.toml": 'fail-on = "error"\nignore = ["words"]',
            "docs/.lint-post.toml": 'fail-on = "info"',
            "docs/api/pyproject.toml": "[project]\nname = 'x'",
            "site/pyproject.toml": '[tool.lint-post]\nfail-on = "never"',
            "site/lint-post.toml": "",
        }
    )
    configs = Configs(offer(RULES))
    assert configs.of_file(Path("a.md")).fail_on is FailOn.ERROR
    assert configs.of_file(Path("docs/a.md")).ignore == ()
    assert configs.of_file(Path("docs/api/v1/a.md")).fail_on is FailOn.INFO
    assert configs.of_file(Path("site/a.md")).file == root / "site" / "lint-post.toml"
    assert configs.of_file(Path("docs/../a.md")) is configs.of_file(root / "a.md")


def test_lines_in_a_pyproject_count_from_its_top(tree: Tree, offer: Offer) -> None:
    tree({"pyproject.toml": '[project]\nname = "x"\n\n[tool.lint-post]\nselct = []'})
    with pytest.raises(ConfigError, match=r'pyproject\.toml:5: Unknown option "selct"'):
        Configs(offer(RULES)).of_folder(Path())


@pytest.mark.parametrize(
    ("text", "said"),
    [("a = " + "[" * 5000, "nested too deeply"), (f'max-file-size = "{"9" * 5000} GB"', "a number of bytes or a size")],
)
def test_an_absurd_configuration_is_refused(tree: Tree, offer: Offer, text: str, said: str) -> None:
    tree({"lint-post.toml": text})
    with pytest.raises(ConfigError, match=said):
        Configs(offer(RULES)).of_folder(Path())


def test_a_pyproject_that_only_mentions_the_tool_is_passed_over(tree: Tree, offer: Offer) -> None:
    tree({"lint-post.toml": 'fail-on = "info"', "a/pyproject.toml": "[project]\ndependencies = ['lint-post']"})
    assert Configs(offer(RULES)).of_folder(Path("a")).fail_on is FailOn.INFO


def test_one_file_may_be_taken_for_all(tree: Tree, offer: Offer) -> None:
    root = tree({"lint-post.toml": "wrong = 1", "ci/strict.toml": 'fail-on = "info"'})
    configs = Configs(offer(RULES), file=Path("ci/strict.toml"))
    assert configs.of_folder(root).fail_on is FailOn.INFO
    assert configs.of_folder(root).file == root / "ci" / "strict.toml"
    with pytest.raises(ConfigError, match=r'Cannot read ".*strict\.tml": no such file'):
        Configs(offer(RULES), file=Path("ci/strict.tml"))


def test_isolated_reads_none(tree: Tree, offer: Offer) -> None:
    root = tree({"lint-post.toml": "wrong = 1"})
    assert Configs(offer(RULES), isolated=True).of_folder(root).file is None


def test_a_broken_pyproject_of_others_is_not_ours(tree: Tree, offer: Offer) -> None:
    tree({"pyproject.toml": "[tool.other\n"})
    assert Configs(offer(RULES)).of_folder(Path()).file is None


def test_pydantic_is_not_imported_without_a_file(tree: Tree) -> None:
    root = tree({"a.md": "text\n"})
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from lint_post.rule.catalogue import load\nfrom lint_post.config.config import Configs\n"
        "Configs(load()).of_folder(Path())\nprint('pydantic' in sys.modules, 'tomllib' in sys.modules)"
    )
    run = [sys.executable, "-c", script]
    assert subprocess.run(run, cwd=root, capture_output=True, text=True, check=True).stdout == "False False\n"
    tree({"pyproject.toml": '[project]\ndependencies = ["lint-post"]'})
    assert subprocess.run(run, cwd=root, capture_output=True, text=True, check=True).stdout == "False True\n"
    tree({"lint-post.toml": ""})
    assert subprocess.run(run, cwd=root, capture_output=True, text=True, check=True).stdout == "True True\n"


TOML = '''
# [not.this]
title = "a [b] # c"
"quoted key" = 1
a.b . "c.d" = { x = 1, y = [ 2, { z = 3 } ] }
many = [
  "one", # first
  [ 1, 2 ],
  """
three = 3
""",
]
date = 1979-05-27T07:32:00.5Z
text = \'\'\'
[x]
"""\'\'\'

[table]
key = -1.5e3
[table."in/side".more]
key = true
[[array]]
name = 1
[[array]]
name = 2
[array.sub]
name = 3
[[array.inner]]
'''


def paths(value: Any, here: places.Path = ()) -> set[places.Path]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return ({here} if here else set()).union(*(paths(item, (*here, key)) for key, item in below))


def test_every_key_and_element_has_its_line() -> None:
    lines = places.lines(TOML)
    assert paths(tomllib.loads(TOML)) <= set(lines)
    line_of = dict(enumerate(TOML.split("\n"), 1))
    assert line_of[lines[("many", 1)]] == "  [ 1, 2 ],"
    assert line_of[lines[("many", 2)]] == '  """'
    assert line_of[lines[("a", "b", "c.d", "y", 1, "z")]].startswith("a.b")
    assert line_of[lines[("date",)]].startswith("date")
    assert line_of[lines[("table", "in/side", "more", "key")]] == "key = true"
    assert line_of[lines[("array", 1, "name")]] == "name = 2"
    assert line_of[lines[("array", 1, "sub", "name")]] == "name = 3"
    assert places.nearest(lines, ("array", 1, "sub", "none")) == lines[("array", 1, "sub")]


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX file modes")
def test_a_file_without_permission(tree: Tree, offer: Offer, unprivileged: Any) -> None:
    root = tree({"lint-post.toml": ""})
    (root / "lint-post.toml").chmod(0)
    catalogue = offer(RULES)
    with unprivileged(root), pytest.raises(ConfigError, match=r'Cannot read "lint-post\.toml": permission denied'):
        Configs(catalogue).of_folder(root)


def test_a_file_goes_over_the_one_that_it_extends(tree: Tree, offer: Offer) -> None:
    folder = tree(
        {
            "base.toml": """
                select = ["words"]
                ignore = ["words/bad"]
                fail-on = "error"
                exclude = ["vendor/**"]
                [words]
                accept = ["one"]
                [rules."words/worse"]
                severity = "info"
                times = 3
                """,
            "site/lint-post.toml": """
                extend = "../base.toml"
                extend-select = ["words/bad"]
                fail-on = "info"
                [words]
                accept = ["two"]
                files = ["words.txt"]
                [rules."words/worse"]
                severity = "error"
                """,
            "site/words.txt": "three  # a comment\n\n# another\nfour\n",
        }
    )
    config = Configs(offer(RULES)).of_folder(folder / "site")
    assert (config.select, config.extend_select, config.ignore) == (("words",), ("words/bad",), ())
    assert config.fail_on is FailOn.INFO
    assert config.accept == ("one", "two", "three", "four")
    assert config.options["words/worse"] == {"times": 3}
    assert config.severities["words/worse"] is Severity.ERROR
    assert [(exclude.folder, exclude.patterns) for exclude in config.exclude] == [(folder, ("vendor/**",))]


def test_overrides_count_for_the_files_that_they_name(tree: Tree, offer: Offer) -> None:
    folder = tree(
        {
            "lint-post.toml": """
                ignore = ["words/bad"]
                [[overrides]]
                files = ["docs/**", "*.mdx"]
                ignore = ["words/worse"]
                [overrides.rules."words/bad"]
                severity = "info"
                [[overrides]]
                files = ["docs/api.md"]
                fail-on = "never"
                extend-select = ["words/bad"]
                """
        }
    )
    configs = Configs(offer(RULES))
    assert configs.of_file(folder / "a.md").ignore == ("words/bad",)
    docs, api = configs.of_file(folder / "docs/a.md"), configs.of_file(folder / "docs/api.md")
    assert docs.ignore == ("words/bad", "words/worse")
    assert docs.severities == {"words/bad": Severity.INFO}
    assert docs.fail_on is FailOn.WARNING
    assert (api.ignore, api.fail_on) == (("words/worse",), FailOn.NEVER)
    assert configs.of_file(folder / "x/b.mdx") is configs.of_file(folder / "docs/b.md")


def test_a_setting_of_the_command_line_goes_over_files_and_overrides(tree: Tree, offer: Offer) -> None:
    folder = tree({"lint-post.toml": 'fail-on = "info"\n[[overrides]]\nfiles = ["*.md"]\nfail-on = "error"\n'})
    settings = ('fail-on = "never"', "words.accept = ['x']")
    for configs in (Configs(offer(RULES), settings=settings), Configs(offer(RULES), settings=settings, isolated=True)):
        config = configs.of_file(folder / "a.md")
        assert (config.fail_on, config.accept) == (FailOn.NEVER, ("x",))


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"lint-post.toml": 'extend = "gone.toml"'},
            'lint-post.toml:1: Config file "gone.toml" in "extend" not found',
        ),
        (
            {"lint-post.toml": '\nextend = "b.toml"', "b.toml": 'extend = "lint-post.toml"'},
            'b.toml:1: Circular "extend": lint-post.toml → b.toml → lint-post.toml',
        ),
        (
            {"lint-post.toml": 'extend = "b.toml"', "b.toml": "\nfail-no = 1"},
            'b.toml:2: Unknown option "fail-no"; did you mean',
        ),
        ({"lint-post.toml": '[words]\nfiles = ["gone.txt"]'}, 'lint-post.toml:2: Cannot read "gone.txt": '),
        ({"lint-post.toml": '[[overrides]]\nignore = ["words"]'}, 'lint-post.toml:1: Missing option "overrides.files"'),
        (
            {"lint-post.toml": '[[overrides]]\nfiles = ["a"]\nextend = "b"'},
            'lint-post.toml:3: Unknown option "overrides.extend"',
        ),
        (
            {"lint-post.toml": '[[overrides]]\nfiles = ["a"]\nignore = ["words/bda"]'},
            'lint-post.toml:3: Unknown rule "words/bda"; did you mean "words/bad"?',
        ),
        (
            {"lint-post.toml": '[front-matter.fields.tags]\ntype = "lst"'},
            'lint-post.toml:2: "front-matter.fields.tags.type" must be "text", "list", ',
        ),
        (
            {"lint-post.toml": '[front-matter.fields.a]\npattern = "("'},
            'lint-post.toml:2: "front-matter.fields.a.pattern" must be a valid regular expression',
        ),
    ],
)
def test_a_mistake_is_reported_with_its_file_and_line(
    tree: Tree, offer: Offer, files: dict[str, str], message: str
) -> None:
    tree(files)
    with pytest.raises(ConfigError) as caught:
        Configs(offer(RULES)).of_file(Path("a.md"))
    assert str(caught.value).startswith(message)


def test_a_mistake_in_a_setting_is_reported_as_such(tree: Tree, offer: Offer) -> None:
    tree({})
    with pytest.raises(ConfigError, match=r'^--config: Unknown option "fial-on"; did you mean "fail-on"\?$'):
        Configs(offer(RULES), settings=("fial-on = 'info'",))
    with pytest.raises(ConfigError, match='--config: "x = " is neither a config file nor a setting such as'):
        Configs(offer(RULES), settings=("x = ",))


def test_a_folder_in_place_of_a_configuration_is_an_error(tree: Tree, offer: Offer) -> None:
    tree({"lint-post.toml/a.txt": ""})
    with pytest.raises(ConfigError, match=r'^Cannot read "lint-post\.toml": is a directory$'):
        Configs(offer(RULES)).of_folder(Path())
