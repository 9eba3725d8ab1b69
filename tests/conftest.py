"""What holds for all tests."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from languagetool_from_maven import default_folder, fetch

_LANGUAGETOOL = default_folder()  # found out before the cache folder is another one


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what the tests find out, and what is installed for them, apart from what their user has."""
    patch = pytest.MonkeyPatch()
    patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    patch.setenv("LTP_PATH", str(tmp_path_factory.mktemp("no-languagetool")))


@pytest.fixture(scope="session")
def installation() -> Path:
    """What LTP_PATH names where LanguageTool is installed."""
    if shutil.which("java") is None:
        pytest.skip("LanguageTool needs Java 17 or newer, which is not installed")
    try:
        return fetch(_LANGUAGETOOL).parent
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"LanguageTool cannot be had from Maven Central: {error}")
