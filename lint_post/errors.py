"""The exceptions of lint-post, as a tree.

```text
LintPostError            base of all; ``str(error)`` is the message to the user
├── UsageError           an invalid option or argument
├── ConfigError          an invalid config file
├── CatalogueError       an invalid rule file or plugin
├── FileError            a file that cannot be read; the others are still checked
│   ├── DecodeError      not UTF-8
│   └── TooLargeError    over ``max-file-size``
└── SpanError            the parser lost its position in a block; the block becomes plain text
```

All but `FileError` and `SpanError` end the run with exit code 2 before anything is checked.
"""

from __future__ import annotations


class LintPostError(Exception):
    """Base of all errors that lint-post raises; the text is the message to the user."""


class UsageError(LintPostError):
    """An invalid option or argument."""


class ConfigError(LintPostError):
    """An invalid configuration; the text names the file and the line, and suggests a correction."""


class CatalogueError(LintPostError):
    """An invalid rule file or plugin; the text names the file and the problem."""


class FileError(LintPostError):
    """A file that cannot be checked.

    ``path`` is the file as given by the user (None for standard input); ``message`` says why and what to do.
    """

    def __init__(self, path: str | None, message: str) -> None:
        super().__init__(message)
        self.path = path
        self.message = message

    def __reduce__(self) -> tuple[type[FileError], tuple[str | None, str]]:
        """Support pickling despite the custom arguments."""
        return type(self), (self.path, self.message)


class DecodeError(FileError):
    """The file is not UTF-8; the message names the first invalid byte (0-based) or the likely encoding."""


class TooLargeError(FileError):
    """The file is over ``max-file-size``."""


class SpanError(LintPostError):
    """The Markdown parser broke an invariant that exact positions depend on."""
