"""What can go wrong, as one small tree.

```text
LintPostError            base of all; ``str(error)`` is what the user reads
├── UsageError           an option or argument that makes no sense
├── ConfigError          a configuration file that cannot be used
├── CatalogueError       a rule file without page, class or with an id that is taken
├── FileError            a file that cannot be read; the others are still checked
│   ├── DecodeError      not UTF-8
│   └── TooLargeError    over ``max-file-size``
└── SpanError            the parser lost its place in a block; the block is given as plain text
```

All but `FileError` and `SpanError` end the run with exit code 2 before anything is checked.
"""

from __future__ import annotations


class LintPostError(Exception):
    """Base of everything lint-post raises on purpose; its text is a message to the user."""


class UsageError(LintPostError):
    """An option or an argument that makes no sense."""


class ConfigError(LintPostError):
    """A configuration that cannot be used: the text names the file, the line and the likely meaning."""


class CatalogueError(LintPostError):
    """A rule that cannot be offered: the text names its file and what is missing."""


class FileError(LintPostError):
    """A file that cannot be checked.

    ``path`` is the file as the user named it (None for standard input), ``message`` says why and what to do.
    """

    def __init__(self, path: str | None, message: str) -> None:
        super().__init__(message)
        self.path = path
        self.message = message

    def __reduce__(self) -> tuple[type[FileError], tuple[str | None, str]]:
        """Exceptions with arguments of their own need to say how they are pickled."""
        return type(self), (self.path, self.message)


class DecodeError(FileError):
    """The bytes are not UTF-8: the message says at which byte, or which encoding it looks like."""


class TooLargeError(FileError):
    """The file is over ``max-file-size``."""


class SpanError(LintPostError):
    """The Markdown parser broke an invariant that exact places rest on."""
