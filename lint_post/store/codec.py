"""Values as bytes and back, for the store and between processes.

It is pickle, but what is read back may hold nothing but plain data and this package's values: bytes that somebody else
put into the store cannot run code.
"""

from __future__ import annotations

import io
import pickle
from datetime import date
from enum import Enum
from typing import Any

from lint_post.text.value import Value

_OURS = "lint_post."
_OTHERS = {
    ("builtins", "frozenset"): frozenset,
    ("builtins", "range"): range,
    ("builtins", "set"): set,
    ("datetime", "date"): date,
}


class CodecError(Exception):
    """These bytes are not a value."""


class _Reader(pickle.Unpickler):
    """Reads values and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _OTHERS:
            return _OTHERS[module, name]
        found = super().find_class(module, name) if module.startswith(_OURS) and "." not in name else None
        if isinstance(found, type) and found.__module__ == module and issubclass(found, (Value, tuple, Enum)):
            return found
        raise CodecError(f"{module}.{name} is not a value")


def dumps(value: object) -> bytes:
    """``value`` as bytes."""
    return pickle.dumps(value, protocol=5)


def loads_own(data: bytes) -> Any:
    """The value that `dumps` made ``data`` of in this run, of any class."""
    return pickle.loads(data)  # noqa: S301 - nobody else has had it


def loads(data: bytes) -> Any:
    """The value that `dumps` made ``data`` of. Raises CodecError."""
    try:
        return _Reader(io.BytesIO(data)).load()
    except CodecError:
        raise
    except Exception as error:
        raise CodecError(str(error)) from error
