"""Finds sections about a paper, and typos in their titles and authors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from lint_post.api import (
    Answer,
    Applicability,
    Document,
    Edit,
    Finding,
    Fix,
    LinkTo,
    Paper,
    ProseBlock,
    Question,
    Record,
    Section,
    Span,
    Written,
    letters,
)

if TYPE_CHECKING:
    from difflib import SequenceMatcher

Service = Literal["arxiv", "doi"]
NAMES = {"arxiv": "arXiv", "doi": "Crossref"}
_ADDRESSES = {
    "arxiv": r"(?i)https?://(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html)/(?P<id>\d{4}\.\d{4,5}|[a-z.-]+/\d{7})(?:v\d+)?(?:\.pdf)?/?(?:[?#]|\Z)",
    "doi": r"(?i)https?://(?:dx\.)?doi\.org/(?P<id>10\.\d{4,9}/[^?#\s]+)",
}
_PAPER_ROW = r"(?i)(?:paper|article|preprint|arxiv|doi)\b"
_AUTHORS_ROW = r"(?i)authors?\s*:\s*"
_BETWEEN_NAMES = r",\s*(?:and\s+|&\s*)?|;\s*|\s+and\s+|\s*&\s*|、"
_NO_NAME = r"(?i)(?:et\.? al\.?|others|and others|…|\.\.\.)?\.?\Z"
_LEAST_WORDS = 3  # in a heading that may be the title of a paper
_LEAST_ALIKE = 0.6  # share of equal words in two titles of the same paper
_LEAST_LETTERS = 4
_TYPO = 0.7  # similarity of a word and its typo
_SAME_NAME = 0.8


# --- the document


def records(document: Document, service: Service) -> Iterator[Record]:
    """A question for each section about one paper."""
    blocks = {block.node: block for block in document.prose}
    for section in document.sections:
        link = _link(document, section, service)
        if link is None:
            continue
        title = _title(blocks.get(section.heading)) if section.heading else ()
        rows = [blocks[node] for block in section.body for node in block.walk() if node in blocks]
        authors = tuple(name for row in rows for name in _authors(row))
        if title or authors:
            yield Record(link.span, service, _identifier(link, service), title, authors)


def _identifier(link: LinkTo, service: Service) -> str:
    match = re.match(_ADDRESSES[service], link.url)
    return match["id"].lower() if match else ""


def _link(document: Document, section: Section, service: Service) -> LinkTo | None:
    """The link to the paper of the section: the only one to a paper, or the one after a label such as ``Paper:``."""
    start = section.heading.span.start if section.heading else 0
    end = section.body[-1].span.end if section.body else start
    links = [link for link in document.links if start <= link.span.start < end and _identifier(link, service)]
    if len({_identifier(link, service) for link in links}) == 1:
        return links[0]
    return next((link for link in links if re.match(_PAPER_ROW, _line_before(document, link))), None)


def _line_before(document: Document, link: LinkTo) -> str:
    source = document.source
    start = source.line_span(source.line(link.span.start)).start
    return document.text[start : link.span.start].lstrip(" \t*+->[")


def _title(block: ProseBlock | None) -> tuple[Written, ...]:
    words = (
        () if block is None else tuple(Written(word.text, block.span(word.start, word.end)) for word in block.words())
    )
    return words if len(words) >= _LEAST_WORDS else ()


def _authors(block: ProseBlock) -> Iterator[Written]:
    """The names in a line ``Authors: …``."""
    row = re.match(_AUTHORS_ROW, block.text)
    if row is None:
        return
    end = block.text.find("\n")
    line = block.text if end < 0 else block.text[:end]
    at = row.end()
    for between in (*re.compile(_BETWEEN_NAMES).finditer(line, at), None):
        stop = between.start() if between else len(line)
        name = line[at:stop].strip()
        start = line.find(name, at)
        if not re.match(_NO_NAME, name):
            yield Written(name, block.span(start, start + len(name)))
        at = between.end() if between else stop


# --- the record


def typos(question: Question, answer: Answer) -> Iterator[Finding]:
    """The typos in the title and the authors."""
    if isinstance(question, Record) and isinstance(answer, Paper):
        yield from _in_title(question, answer)
        yield from _in_authors(question, answer)


def _in_title(question: Record, paper: Paper) -> Iterator[Finding]:
    written, known = list(question.title), re.findall(r"[^\W_]+(?:['’][^\W_]+)*", paper.title)
    ours, theirs = [letters(word.text) for word in written], [letters(word) for word in known]
    matcher = _matcher(ours, theirs)
    if "".join(ours) == "".join(theirs) or matcher.ratio() < _LEAST_ALIKE:
        return
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "replace" and end - start == last - first:
            for word, right in zip(written[start:end], known[first:last], strict=True):
                if _is_typo(letters(word.text), letters(right)):
                    yield _finding(question, word.span, word.text, _cased(right, word.text), "title")


def _in_authors(question: Record, paper: Paper) -> Iterator[Finding]:
    known = [name for name in paper.authors if not any(_is_same(name, one.text) for one in question.authors)]
    for name in question.authors:
        if any(_is_same(other, name.text) for other in paper.authors):
            continue
        alike = [(_matcher(letters(name.text), letters(other)).ratio(), other) for other in known]
        ratio, right = max(alike, default=(0.0, ""))
        if ratio >= _SAME_NAME:
            known.remove(right)
            yield _finding(question, name.span, name.text, right, "authors")


def _matcher(ours: Sequence[str], theirs: Sequence[str]) -> SequenceMatcher[str]:
    from difflib import SequenceMatcher

    return SequenceMatcher(a=ours, b=theirs, autojunk=False)


def _finding(question: Record, span: Span, said: str, right: str, what: str) -> Finding:
    record = f"the {NAMES[question.service]} {what} of {question.identifier}"
    message = f'"{said}" does not match {record}; did you mean "{right}"?'
    fix = Fix(f'Replace with "{right}"', (Edit(span, right),), Applicability.SAFE)
    return Finding(span, message, fix)


def _is_typo(said: str, right: str) -> bool:
    """Whether one word is a typo of the other, and not a different word or a number."""
    if min(len(said), len(right)) < _LEAST_LETTERS or any(letter.isdigit() for letter in said + right):
        return False
    return said != right and _matcher(said, right).ratio() >= _TYPO


def _cased(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    if like[:1].isupper():
        return word[:1].upper() + word[1:]
    return word[:1].lower() + word[1:] if word[1:].islower() else word


def _is_same(known: str, said: str) -> bool:
    """Whether ``said`` is a form of the name ``known``: with initials, without middle names, or family name first."""
    ours, theirs = _parts(said), _parts(known)
    if not ours or not theirs or "".join(sorted(ours)) == "".join(sorted(theirs)):
        return True
    if "".join(ours) == "".join(theirs) or ours[-1] != theirs[-1]:
        return "".join(ours) == "".join(theirs)
    first, other = ours[0], theirs[0]
    return len(ours) == 1 or first.startswith(other) or other.startswith(first) or not _is_typo(first, other)


def _parts(name: str) -> list[str]:
    return [letters(part) for part in re.split(r"[\s.\-–]+", name) if letters(part)]
