"""What is in force, and the schemas."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema

from lint_post.rule.catalogue import load

from .process import lint_post


def _site(folder: Path) -> None:
    (folder / "base.toml").write_text('fail-on = "error"\nignore = ["links/bare-url"]\n', "utf-8")
    (folder / "lint-post.toml").write_text(
        'extend = "base.toml"\nignore = ["sections/stub"]\n\n[[overrides]]\nfiles = ["docs/**"]\nfail-on = "info"\n',
        "utf-8",
    )


def test_it_says_what_is_in_force_and_where_it_comes_from(tmp_path: Path) -> None:
    _site(tmp_path)
    settings = lint_post("config", "docs/a.md", "--config", "words.accept = ['x']", cwd=tmp_path).output
    assert settings.startswith(
        'fail-on = "info"                              # lint-post.toml:6\n'
        'ignore = ["links/bare-url", "sections/stub"]  # base.toml:2, lint-post.toml:2\n'
        'words.accept = ["x"]                          # --config\n'
    )
    assert "#   sections/empty (error)\n" in settings
    assert "sections/stub (" not in settings
    assert tomllib.loads(settings)["fail-on"] == "info"
    read = json.loads(lint_post("config", "a.md", "--output-format", "json", cwd=tmp_path).output)
    assert read["settings"][0] == {"key": "fail-on", "value": "error", "from": ["base.toml:1"]}
    assert read["rules"]["sections/empty"] == "error"


def test_without_a_configuration_it_says_so(tmp_path: Path) -> None:
    outcome = lint_post("config", "--isolated", cwd=tmp_path)
    assert outcome.code == 0
    assert outcome.output.startswith("# No config file: all settings have their defaults.\n")


def test_the_schema_of_a_configuration_says_what_it_accepts() -> None:
    schema = json.loads(lint_post("schema", "config").output)
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    good = {
        "extend": "a.toml",
        "rules": {"sections/stub": {"severity": "info", "min-words": 8}},
        "overrides": [{"files": ["*.md"], "rules": {"sections/stub": {"min-words": 3}}}],
        "front-matter": {"fields": {"tags": {"type": "list", "max-length": 3}}},
    }
    assert validator.is_valid(good)
    mistakes: list[dict[str, object]] = [
        {"fial-on": "info"},
        {"rules": {"sections/stub": {"min-wrods": 8}}},
        {"rules": {"sections/stbu": {}}},
        {"overrides": [{"ignore": []}]},
    ]
    assert not any(map(validator.is_valid, mistakes))
    assert set(schema["properties"]["rules"]["properties"]) == set(load().entries)


def test_the_schema_of_a_report_is_the_one_that_reports_keep(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\n## B\n", "utf-8")
    schema = json.loads(lint_post("schema", "report").output)
    jsonschema.validate(json.loads(lint_post("check", "--output-format", "json", cwd=tmp_path).output), schema)
