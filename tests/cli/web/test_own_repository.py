"""Links to the linted repository on its forge are looked up on the disk, online or not."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from ..process import lint_post


@pytest.mark.parametrize(
    "remote", ["git@github.com:me/blog.git", "https://github.com/me/blog", "ssh://git@github.com/me/blog"]
)
def test_files_of_the_repository_itself(tmp_path: Path, remote: str) -> None:
    subprocess.run(["git", "init", "-q", "-b", "trunk", tmp_path], check=True)
    subprocess.run(["git", "-C", tmp_path, "remote", "add", "origin", remote], check=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/guide.md").write_text("# Start here\n", "utf-8")
    start = "https://github.com/me/blog"
    expected = {
        f"{start}/blob/trunk/docs/guide.md": "ok",
        f"{start}/blob/main/docs/guide.md#start-here": "ok",
        f"{start}/blob/main/docs/guide.md#L1": "ok",
        f"{start}/tree/HEAD/docs": "ok",
        "https://raw.githubusercontent.com/me/blog/main/docs/guide.md": "ok",
        f"{start}/blob/main/docs/gone.md": "broken",
        f"{start}/blob/main/docs/Guide.md": "broken",
        f"{start}/blob/main/docs/guide.md#end": "broken",
        f"{start}/blob/v1.0/docs/gone.md": "unasked",
        "https://github.com/me/other/blob/main/docs/gone.md": "unasked",
    }
    (tmp_path / "post.md").write_text("".join(f"- [a]({url})\n" for url in expected), "utf-8")
    done = lint_post("links", "--no-cache", "-q", "--output-format", "json", "post.md", cwd=tmp_path)
    assert {link["url"]: link["verdict"] for link in json.loads(done.output)["links"]} == expected
    checked = lint_post(
        "check", "--no-cache", "--select", "links/broken", "--output-format", "concise", "post.md", cwd=tmp_path
    )
    message = f'Broken link "{start}/blob/main/docs/gone.md": "docs/gone.md" not found in this repository;'
    assert message in checked.output
    assert checked.output.count("links/broken") == 3
