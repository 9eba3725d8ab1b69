"""Answers `Fetch`, `Record` and `Proofread` in the pretend world of an example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lint_post.rule.question import Fetch, Missing, Paper, Proofread, Reached, Record, Remark, Remarks

_GONE = 404


class PretendWeb:
    """A web in which servers say what ``said`` has: a status, with where it leads if it is a redirect."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self._said = said

    def answer(self, question: Fetch) -> Reached:
        """What is at the question's address."""
        status, _, location = self._said.get(question.url, "200").partition(" ")
        if location:
            return Reached("redirected", 200, location, moved=True)
        if status == str(_GONE):
            return Reached("broken", _GONE, reason="404 Not Found")
        if status == "200":
            return Reached("ok", 200)
        return Reached("unverified", int(status), reason=f"server error ({status})")


class PretendRecords:
    """Libraries that have ``papers`` on record, by identifier: the title, then the authors."""

    def __init__(self, papers: Mapping[str, Sequence[str]]) -> None:
        self._papers = papers

    def answer(self, question: Record) -> Paper | Missing:
        """The record of the question's paper."""
        if question.identifier not in self._papers:
            return Missing()
        title, *authors = self._papers[question.identifier]
        return Paper(title, tuple(authors))


class PretendProofreader:
    """Returns the remarks in ``said`` at their words: LanguageTool's rule, its category, a message, replacements."""

    def __init__(self, said: Mapping[str, Sequence[str]]) -> None:
        self._said = said

    def answer(self, question: Proofread) -> Remarks:
        """What is said of the question's paragraph."""
        found = []
        for words, (rule, category, message, *replacements) in self._said.items():
            start = question.text.find(words)
            if start >= 0:
                remark = Remark(start, start + len(words), message, rule, category, replacements=tuple(replacements))
                found.append(remark)
        return Remarks(tuple(found))
