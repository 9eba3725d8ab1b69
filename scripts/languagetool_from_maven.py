"""Gets LanguageTool from Maven Central and lays it out as language_tool_python expects it: for tests and benchmarks.

    python scripts/languagetool_from_maven.py [FOLDER]

FOLDER (otherwise ``lint-post-languagetool`` in your cache folder) is then what LTP_PATH has to name; it is printed.
Existing files are left alone. Needs Maven (``mvn``). Users get LanguageTool's own distribution by ``lint-post
languagetool install``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

VERSION = "6.8"
_STARTER = "languagetool-server.jar"
_MODULES = ("languagetool-server", "language-en")
_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
_LINE = 70  # bytes of a manifest's line, of which 72 may be
_DEPENDENCY = (
    "<dependency><groupId>org.languagetool</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"
)
_PROJECT = (
    '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
    "<groupId>lint-post</groupId><artifactId>languagetool</artifactId><version>1</version>"
    "<dependencies>{}</dependencies></project>"
)


def default_folder() -> Path:
    """Where it is put if nobody says otherwise."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lint-post-languagetool"


def fetch(folder: Path) -> Path:
    """Install LanguageTool in ``folder`` unless it is there; returns its own folder within. Raises OSError.

    Raises subprocess.CalledProcessError if Maven cannot get it.
    """
    home = folder / f"LanguageTool-{VERSION}"
    if _is_whole(home):
        return home
    if shutil.which("mvn") is None:
        raise FileNotFoundError('Command "mvn" not found; install Maven')
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        new = Path(temporary) / home.name
        new.mkdir()
        _copy_jars(new / "libs", Path(temporary))
        _write_starter(new)
        try:
            new.replace(home)
        except OSError:
            if not _is_whole(home):  # or another process was as quick
                raise
    return home


def _is_whole(home: Path) -> bool:
    return (home / _STARTER).exists()


def _copy_jars(libs: Path, temporary: Path) -> None:
    """All jars that the server and English need; it asks for those of the other languages, which it depends on."""
    dependencies = "".join(_DEPENDENCY.format(name, VERSION) for name in _MODULES)
    (temporary / "pom.xml").write_text(_PROJECT.format(dependencies), "utf-8")
    command = ["mvn", "--quiet", "--batch-mode", _PLUGIN, f"-DoutputDirectory={libs}", "-DincludeScope=runtime"]
    subprocess.run(command, cwd=temporary, check=True, stdout=sys.stderr)


def _write_starter(home: Path) -> None:
    """The jar that language_tool_python starts: nothing but a manifest that names all others."""
    names = " ".join(f"libs/{jar.name}" for jar in sorted((home / "libs").iterdir()))
    line = f"Class-Path: {names}"
    parts = [line[:_LINE]] + [f" {line[at : at + _LINE]}" for at in range(_LINE, len(line), _LINE)]
    manifest = ["Manifest-Version: 1.0", *parts, "Main-Class: org.languagetool.server.HTTPServer", "", ""]
    with zipfile.ZipFile(home / _STARTER, "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", "\r\n".join(manifest))


if __name__ == "__main__":
    try:
        fetched = fetch(Path(sys.argv[1]) if len(sys.argv) > 1 else default_folder())
    except (OSError, subprocess.CalledProcessError) as error:
        raise SystemExit(f"Cannot get LanguageTool: {error}") from None
    print(fetched.parent)
