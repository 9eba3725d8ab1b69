from __future__ import annotations

import pytest

from lint_post.rule.finding import Report

from .awkward import everything


@pytest.fixture(scope="session")
def report() -> Report:
    """Everything awkward in one report."""
    return everything()
