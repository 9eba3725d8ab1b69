"""Ships the folder rules/ as the import package lint_post_rules, with every group in it; the rest is pyproject.toml."""

from setuptools import find_packages, setup

RULES = "lint_post_rules"
groups = [f"{RULES}.{name}" for name in find_packages("rules")]
setup(
    packages=[*find_packages(include=["lint_post", "lint_post.*"]), RULES, *groups],
    package_dir={RULES: "rules"},
)
