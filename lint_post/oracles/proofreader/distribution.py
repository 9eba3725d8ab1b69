"""language_tool_python: it knows where LanguageTool comes from, how an installation is laid out and how it is started.

The package is under the GPL-3.0. Nothing but this module imports it, and this module is imported only when a server is
started or installed.
"""

from __future__ import annotations

import os
import re
import traceback
from pathlib import Path

from language_tool_python.download_lt import EXPECTED_DOWNLOAD_SHA256, LTP_DOWNLOAD_VERSION, LocalLanguageTool
from language_tool_python.exceptions import LanguageToolError

from lint_post.oracles.proofreader import installed
from lint_post.oracles.proofreader.failures import FailureError
from lint_post.oracles.proofreader.java import Java

DEFAULT_VERSION: str = LTP_DOWNLOAD_VERSION


def command(home: Path, java: Java) -> list[str]:
    """What starts the server of the installation at ``home``, to be followed by its options. Raises FailureError."""
    _put_first(java)
    try:
        return [*LocalLanguageTool.from_path(home).get_server_cmd()]
    except (LanguageToolError, OSError, ValueError) as error:
        raise FailureError(f"cannot start LanguageTool in {home}: {error}") from None


def address(version: str) -> str:
    """The download URL of ``version``. Raises FailureError if the version is unknown."""
    try:
        return LocalLanguageTool.from_version_name(version).download_url
    except (LanguageToolError, ValueError) as error:
        raise FailureError(f'unknown LanguageTool version "{version}": {error}') from None


def has_checksum(version: str) -> bool:
    """Whether the archive of ``version`` will be compared with a checksum: the package's, or one in its variables."""
    if os.environ.get("LTP_BYPASS_VERIFIED_DOWNLOADS", "").lower() == "true":
        return False
    own = f"LTP_DOWNLOAD_SHA256_{re.sub('[^A-Za-z0-9]+', '_', version).upper()}"
    return version in EXPECTED_DOWNLOAD_SHA256 or any(os.environ.get(name) for name in (own, "LTP_DOWNLOAD_SHA256"))


def download(version: str, java: Java) -> Path:
    """Download ``version``, compare its checksum and unpack it; progress goes to standard error. Raises FailureError.

    Nothing is left if it fails. Returns the folder of the installation.
    """
    _put_first(java)
    try:
        LocalLanguageTool.from_version_name(version).download()
    except (LanguageToolError, OSError, RuntimeError, ValueError, ImportError, SystemError, SystemExit) as error:
        traceback.clear_frames(error.__traceback__)  # which lets the progress end its line, before anything is said
        raise FailureError(_line(error)) from error
    return installed.folder() / f"LanguageTool-{version}"


def _put_first(java: Java) -> None:
    """Let language_tool_python, which looks on the PATH alone, find ``java``, and its own folder from anywhere."""
    os.environ["LTP_PATH"] = str(installed.folder())
    os.environ["PATH"] = os.pathsep.join([str(java.path.parent), os.environ.get("PATH", "")])


def _line(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}{f' ({error.filename})' if error.filename else ''}"
    return " ".join(str(error).split()) or type(error).__name__
