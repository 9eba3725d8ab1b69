"""Fixtures for all tests: a separate cache, a folder to work in, and invented rules."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from time import process_time

import hypothesis
import pytest
from languagetool_from_maven import default_folder, fetch

from lint_post.rule.catalogue import Catalogue, load_folder

# How long an example takes says how busy the machine is, and nothing about the code.
hypothesis.settings.register_profile("untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("untimed")

_LANGUAGETOOL = default_folder()  # found out before the cache folder is another one
_ALONE = 0.09  # seconds of fixed work, where nothing else runs


@pytest.fixture(autouse=True, scope="session")
def _own_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the tests find out, and what is installed for them, apart from what their user has and does.

    Each process that runs tests has its own cache folder, and so its own LanguageTool server.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("LINT_POST_", "LTP_")):
                patch.delenv(name)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("LTP_PATH", str(tmp_path_factory.mktemp("no-languagetool")))
        # A server that lives for seconds gains nothing from code that is compiled well, which takes half its time.
        patch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1")
        patch.setenv("PIP_NO_COMPILE", "1")  # nor does an environment that is used once
        yield


@pytest.fixture(scope="session")
def installation() -> Path:
    """What LTP_PATH names where LanguageTool is installed."""
    if shutil.which("java") is None:
        pytest.skip("LanguageTool needs Java 17 or newer, which is not installed")
    try:
        return fetch(_LANGUAGETOOL).parent
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"Cannot get LanguageTool from Maven Central: {error}")


def _fixed_work() -> float:
    """The processor time of work that is always the same, in parts of what it takes where nothing else runs."""
    began = process_time()
    made = {(number,): str(number) for number in range(300_000)}
    return (process_time() - began) / (_ALONE * len(made) / 300_000)


@pytest.fixture
def processor_time() -> Callable[[Callable[[], object]], float]:
    """The processor time of a call in seconds, as on a machine where nothing else runs.

    What runs beside it takes the same caches and makes each step slower: fixed work before and after it tells how much.
    """

    def measure(call: Callable[[], object]) -> float:
        before = _fixed_work()
        began = process_time()
        call()
        spent = process_time() - began
        return spent / max(1.0, (before + _fixed_work()) / 2)

    return measure


Tree = Callable[[Mapping[str, str | bytes]], Path]
Offer = Callable[[Mapping[str, str]], Catalogue]

_numbers = itertools.count()

WORD_RULE = '''"""The word “{word}” is not written.

```markdown bad
Some ⟦{word}⟧ word.
```

```markdown good
Another word.
```
"""

import re
from collections.abc import Iterator

from lint_post.api import Document, Finding, Rule, Severity, Span


class {name}(Rule):
    severity = Severity.{severity}
    on = {on}
    aliases = {aliases}
    times: int = 1
    """How often it is said."""

    def check(self, document: Document) -> Iterator[Finding]:
        for match in re.finditer(r"(?<!/)\\b{word}\\b", document.text):
            for time in range(self.times):
                yield Finding(Span(*match.span()), f"“{word}” is written" + "!" * time)
'''


def word_rule(word: str, *, severity: str = "WARNING", on: bool = True, aliases: tuple[str, ...] = ()) -> str:
    """The source of a rule that finds ``word``; its file must have the same name."""
    return WORD_RULE.format(word=word, name=word.capitalize(), severity=severity, on=on, aliases=aliases)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """Writes files into the working directory, which is a separate folder."""
    monkeypatch.chdir(tmp_path)

    def write(files: Mapping[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path

    return write


@pytest.fixture
def offer(tmp_path_factory: pytest.TempPathFactory) -> Offer:
    """Makes a catalogue of rules from their sources by id."""

    def make(sources: Mapping[str, str]) -> Catalogue:
        folder = tmp_path_factory.mktemp("rules")
        for rule, source in sources.items():
            path = folder / f"{rule.replace('-', '_')}.py"
            path.parent.mkdir(exist_ok=True)
            path.write_text(source, encoding="utf-8")
        return load_folder(folder, f"offered_rules_{next(_numbers)}")

    return make


@contextmanager
def _without_privileges(folder: Path) -> Iterator[None]:
    for parent in (folder, *folder.parents):
        if parent.stat().st_uid == os.geteuid() == 0:
            parent.chmod(parent.stat().st_mode | 0o055)
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def unprivileged() -> Callable[[Path], AbstractContextManager[None]]:
    """A context in which file modes count, though the tests may run as root; the folder given can be reached."""
    return _without_privileges
