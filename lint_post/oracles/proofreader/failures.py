"""Failures between a question and LanguageTool's answer; each text is a clause for ``not proofread: …``.

```text
FailureError         nobody answers, and asking on makes no sense
├── UnreachableError nothing answers there
├── SlowError        no answer in time
└── RefusedError     it does not take such questions: an unknown language, no access
UpsetError           it fails on this very text
```
"""

from __future__ import annotations


class FailureError(Exception):
    """Nobody answers, and asking on makes no sense."""


class UnreachableError(FailureError):
    """Nothing answers there, or it went away while it was asked."""


class SlowError(FailureError):
    """There was no answer in time."""


class RefusedError(FailureError):
    """The server does not take such questions."""


class UpsetError(Exception):
    """The server fails on this very text; it may still answer others."""
