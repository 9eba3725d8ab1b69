"""Adds an accepted word to a config file, and keeps its comments and its order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lint_post.config.roots import PYPROJECT
from lint_post.errors import ConfigError, FileError
from lint_post.text.write import write


def accept(file: Path, word: str) -> None:
    """Add ``word`` to ``[words] accept`` in ``file``, which is created if it does not exist.

    Raises ConfigError if it cannot be read or written.
    """
    import tomlkit
    from tomlkit.exceptions import ParseError

    try:
        before = file.read_bytes() if file.exists() else None
        document: Any = tomlkit.parse((before or b"").decode("utf-8"))
        words = _words(document, ("tool", "lint-post") if file.name == PYPROJECT else ())
        if word not in words:
            words.append(word)
        text = tomlkit.dumps(document)
        data = (text if text.endswith("\n") else f"{text}\n").encode()
        if before is None:
            file.write_bytes(data)
        else:
            write(str(file), data, instead_of=before)
    except (OSError, UnicodeDecodeError, ParseError, FileError) as error:
        raise ConfigError(f'Cannot add "{word}" to "{file}": {error}') from None


def _words(document: Any, path: tuple[str, ...]) -> Any:
    """The list ``accept`` in the table ``words`` below ``path``, created if it does not exist."""
    import tomlkit

    table = document
    for name in (*path, "words"):
        if name not in table:
            table[name] = tomlkit.table()
        table = table[name]
    if "accept" not in table:
        table["accept"] = tomlkit.array()
    return table["accept"]
