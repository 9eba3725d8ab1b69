"""What LanguageTool said of paragraphs in earlier runs, and which version of it a server was."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from lint_post.rule.question import Proofread, Remark, Remarks
from lint_post.store.codec import CodecError, dumps, loads
from lint_post.store.stable import stable
from lint_post.store.store import Store
from lint_post.text.digest import digest

_FORM = b"paragraph 1"  # to be counted up when a paragraph is sent or read in another way
_FRESH = 86_400.0  # seconds that a server's version is not asked for again


class Memory:
    """The paragraphs that ``store`` knows of; every server, by its ``identity``, has separate answers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def recall(self, questions: Iterable[Proofread], identity: str) -> dict[Proofread, Remarks]:
        """Those of the answers that are known."""
        keys = {_key(question, identity): question for question in questions}
        known = {}
        for key, row in self._store.get(list(keys)).items():
            try:
                question = keys[key]
                known[question] = Remarks(tuple(_remark(fields, question.text) for fields in loads(row)))
            except (CodecError, TypeError, ValueError):
                continue
        return known

    def keep(self, question: Proofread, identity: str, answer: Remarks) -> None:
        """Remember ``answer``."""
        rows = [tuple(getattr(remark, name) for name in remark._fields) for remark in answer.remarks]
        self._store.put(_key(question, identity), dumps(rows))

    def version(self, url: str) -> tuple[str, bool] | None:
        """The version that the server at ``url`` had when it was last asked, and whether that was just now."""
        row = self._store.get([_version_key(url)], lasting=True).get(_version_key(url))
        try:
            version, asked = loads(row) if row else (None, 0.0)
            return None if version is None else (str(version), 0 <= time.time() - asked < _FRESH)
        except (CodecError, TypeError, ValueError):
            return None

    def keep_version(self, url: str, version: str) -> None:
        """Remember that it has ``version`` now."""
        self._store.put(_version_key(url), dumps((version, time.time())), lasting=True)


def _remark(fields: Sequence[object], text: str) -> Remark:
    """The remark on ``text`` with the untrusted ``fields``. Raises TypeError if they are invalid."""
    remark = Remark(*fields)  # type: ignore[arg-type]
    texts = remark.message, remark.rule, remark.category, remark.issue, remark.page
    is_sound = (
        type(remark.start) is type(remark.end) is int
        and 0 <= remark.start <= remark.end <= len(text)
        and all(isinstance(one, str) for one in texts)
        and isinstance(remark.replacements, tuple)
        and all(isinstance(one, str) for one in remark.replacements)
        and isinstance(remark.is_picky, bool)
    )
    if not is_sound:
        raise TypeError("not a remark")
    return remark


def _key(question: Proofread, identity: str) -> bytes:
    return digest(_FORM, identity.encode(), stable(question.manner), question.text.encode("utf-8", "surrogatepass"))


def _version_key(url: str) -> bytes:
    return digest(b"languagetool", url.encode("utf-8", "surrogatepass"))
