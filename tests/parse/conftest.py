"""The examples of the CommonMark specification, which ship in the source distribution of the mistune we build on."""

import json
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pytest
from filelock import FileLock

MEMBER = "tests/fixtures/commonmark.json"


class Example(NamedTuple):
    number: int
    markdown: str
    html: str


@pytest.fixture(scope="session")
def commonmark_examples(request: pytest.FixtureRequest) -> list[Example]:
    release = version("mistune")
    folder = Path(request.config.cache.mkdir("commonmark"))
    archive = folder / f"mistune-{release}.tar.gz"
    with FileLock(folder / "download.lock"):
        if not archive.exists():
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", "mistune"]
            done = subprocess.run(
                [*command, "--dest", str(folder), f"mistune=={release}"], capture_output=True, check=False
            )
            if done.returncode:
                pytest.skip("the CommonMark examples need “pip download mistune”, which failed: is there a network?")
    with tarfile.open(archive) as tar:
        file = tar.extractfile(f"mistune-{release}/{MEMBER}")
        assert file is not None
        rows = json.load(file)
    examples = [
        Example(row["example"], row["markdown"].replace("→", "\t"), row["html"].replace("→", "\t")) for row in rows
    ]
    assert len(examples) > 600
    return examples
