"""What a finding is known by when the lines around it move."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256


class Fingerprints:
    """The fingerprints of one file, to be asked for in the order of its diagnostics.

    ``path`` is relative to the folder of the configuration, else to the project's root, with ``/``.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._twins: Counter[str] = Counter()
        self._digests: dict[tuple[str, str], str] = {}  # a line may be a whole file with thousands of findings

    def next(self, rule: str, said: str) -> str:
        """The fingerprint of a finding of ``rule``; ``said`` is its first line's text, or its message without a place.

        Sixteen hexadecimal digits, a colon and, from 1, which of the file's twins it is.
        """
        digest = self._digests.get((rule, said))
        if digest is None:
            key = f"{self._path}\0{rule}\0{said.strip()}"
            digest = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
            self._digests[rule, said] = digest
        self._twins[digest] += 1
        return f"{digest}:{self._twins[digest]}"
