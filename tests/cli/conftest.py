from __future__ import annotations

from pathlib import Path

import pytest

BAD = "# A post\n\nIt is is here.  \n\n## Something\n\nIt says a lot.\n\n## Nothing\n"
GOOD = "# A post\n\nIt is here, and it says something.\n"


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A folder with a bad post and a good one."""
    (tmp_path / "bad.md").write_text(BAD, "utf-8")
    (tmp_path / "good.md").write_text(GOOD, "utf-8")
    return tmp_path
