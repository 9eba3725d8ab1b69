"""The code follows its own rules: imports, names, sizes, documentation."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from importlinter.cli import lint_imports

from lint_post import api
from lint_post.rule.catalogue import load, table

ROOT = Path(__file__).parent.parent
ENGINE = sorted((ROOT / "lint_post").rglob("*.py"))
RULES = sorted((ROOT / "rules").rglob("*.py"))
OTHERS = sorted(file for folder in ("tests", "scripts", "benchmarks") for file in (ROOT / folder).rglob("*.py"))
RULES_PACKAGE = next(iter(load())).module.partition(".")[0]

Function = ast.FunctionDef | ast.AsyncFunctionDef


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_bytes())


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def functions(files: list[Path]) -> Iterator[tuple[Path, Function]]:
    for file in files:
        for node in ast.walk(tree(file)):
            if isinstance(node, Function):
                yield file, node


def lines(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_nothing_imports_what_it_must_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def test_the_wings_of_the_documentation_are_the_layers_of_the_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    floors = next(contract for contract in contracts if contract["id"] == "floors")["layers"]
    layers = [name.strip() for floor in floors for name in floor.split("|")]
    table = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/architecture.md").read_text("utf-8"), re.MULTILINE)
    assert table == [name for name in layers if name != "__main__"]


def test_a_wing_begins_with_its_docstring_and_nothing_else() -> None:
    for wing in sorted(path for path in (ROOT / "lint_post").iterdir() if (path / "__init__.py").exists()):
        module = tree(wing / "__init__.py")
        assert ast.get_docstring(module), wing.name
        assert len(module.body) == 1, f"{wing.name}: its code belongs in a module of its own"


def test_rules_do_not_know_each_other() -> None:
    for file in RULES:
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.ImportFrom) and node.level:
                parts = (node.module or "").split(".") if node.module else [alias.name for alias in node.names]
                assert parts[-1].startswith("_"), f"{named(file)}, line {node.lineno}: {parts[-1]} is a rule or a group"


def test_rules_have_only_pure_paths() -> None:
    for file in RULES:
        for node in ast.walk(tree(file)):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert "pathlib" not in modules, (
                f"{named(file)}: a rule may have pathlib's PurePath, and nothing else of it"
            )
            if isinstance(node, ast.ImportFrom) and node.module == "pathlib":
                assert all(alias.name.startswith("Pure") for alias in node.names), f"{named(file)}: rules do no I/O"


def test_the_name_of_the_rules_package_is_in_one_place() -> None:
    holders = [named(file) for file in (*ENGINE, *RULES, *OTHERS) if RULES_PACKAGE in file.read_text(encoding="utf-8")]
    assert holders == ["lint_post/rule/catalogue.py"]


def test_the_front_door_shows_all_that_it_has() -> None:
    imports = [node for node in tree(Path(api.__file__)).body if isinstance(node, ast.ImportFrom)]
    assert sorted(api.__all__) == sorted(alias.asname or alias.name for node in imports for alias in node.names)


@pytest.mark.parametrize("file", [*ENGINE, *RULES, *OTHERS], ids=named)
def test_modules_have_names_that_say_something(file: Path) -> None:
    assert file.stem == file.stem.lower()
    assert file.stem.strip("_") not in {"utils", "util", "helpers", "helper", "common", "misc", "manager"}


@pytest.mark.parametrize("file", [*ENGINE, *RULES], ids=named)
def test_no_module_is_too_long(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").split("\n")) <= 401
    assert [f"{node.name}: {lines(node)} lines" for _, node in functions([file]) if lines(node) > 40] == []


def test_most_functions_are_short() -> None:
    assert median(lines(node) for _, node in functions([*ENGINE, *RULES])) <= 12
    assert median(len(entry.file.read_text(encoding="utf-8").split("\n")) for entry in load()) <= 80


def undocumented(node: ast.AST, inside: str = "") -> Iterator[str]:
    """The public classes, functions and methods without a docstring."""
    for child in getattr(node, "body", []):
        if isinstance(child, ast.ClassDef | Function) and not child.name.startswith("_"):
            overload = any(ast.unparse(decorator) in ("overload", "override") for decorator in child.decorator_list)
            if not ast.get_docstring(child) and not overload:
                yield f"{inside}{child.name}"
            if isinstance(child, ast.ClassDef):
                yield from undocumented(child, f"{child.name}.")


@pytest.mark.parametrize("file", ENGINE, ids=named)
def test_every_public_thing_has_a_docstring(file: Path) -> None:
    module = tree(file)
    assert ast.get_docstring(module)
    assert list(undocumented(module)) == []


def test_the_table_of_rules_in_the_readme_is_current() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    _, begin, rest = readme.partition("<!-- rules:start -->\n")
    shown, end, _ = rest.partition("<!-- rules:end -->")
    assert begin, 'README.md has no "<!-- rules:start -->"'
    assert end, 'README.md has no "<!-- rules:end -->"'
    assert shown.strip() == table(load())
