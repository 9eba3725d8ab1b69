"""The questions of rules that the document alone cannot answer, and the answers.

Rules ask, the engine answers, rules judge. A question is a frozen, picklable value; equal questions are asked once,
and the span and other data only for the message are not compared.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal, NamedTuple

from lint_post.text.source import Piece, SourceMap, Span
from lint_post.text.value import Value


class Question(Value):
    """Base of all questions. ``span``: the position in the asking document at which an answer would be reported.

    ``counted`` and ``done`` are the words for unanswered ones in a report: ``3 links not checked``.
    """

    counted: ClassVar[Literal["link", "file"]] = "link"
    done: ClassVar[str] = "checked"

    span: Span

    def _asked(self) -> tuple[object, ...]:
        """The values that are compared: everything except the position at which the question is asked."""
        return tuple(getattr(self, name) for name in self._fields if name != "span")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and isinstance(other, Question) and self._asked() == other._asked()

    def __hash__(self) -> int:
        return hash(self._asked())


class Target(Question):
    """Whether the file at ``url`` – relative to the asking document, percent-encoded or not – exists.

    ``document`` is the asking document's path; the engine fills it in. ``search``: look also in the folders above the
    document's up to the project's root and in the usual folders for assets there, as site generators do for front
    matter and for URLs that begin with a slash. ``assets``: look also in these folders for assets, but not in the
    folders above themselves, as site generators do for what they publish under another address than its file's.
    ``route``: it may be the address of a page that a site generator makes, without a file of that name; if that is
    unknown, the answer is `NotAsked`.
    """

    url: str
    search: bool = False
    document: str = ""
    assets: bool = False
    route: bool = False


class Anchor(Question):
    """Whether the Markdown document at ``url`` – relative to the asking one – contains its fragment.

    `Missing` names the nearest fragments; `There` is also the answer without such a document. ``slugs``: how
    ids of headings are made (see `lint_post.document.slugs`). ``document`` is the asking document's path, which the
    engine fills in.
    """

    url: str
    slugs: tuple[str, ...] = ("any",)
    document: str = ""


class Twins(Question):
    """Which other documents of the project have ``value`` as their ``key`` – a post's title, a slug, a URL.

    Translations and versions of the asking document (with the same name, or in another language) do not count, nor do
    slugs and titles in other folders – folders by year, month or day are one – nor titles of documents without a date.
    ``language``: what the asking document says of itself.
    """

    key: Literal["title", "slug", "url"]
    value: str
    language: str = ""
    document: str = ""


class Draft(Question):
    """Whether the document at ``url`` – relative to the asking one – is a draft: if so, `Others` names it."""

    url: str
    document: str = ""


class Habit(Question):
    """The keys of nearly all documents with front matter in the asking one's folder: `Names`; none in a small folder.

    Of a folder with very many documents, an even sample counts. A document called ``index`` is a sibling of those in
    the folder above, as it is on the site. ``keys`` are those that the asking document has. ``document`` is its path;
    the engine fills it in.
    """

    keys: tuple[str, ...]

    document: str = ""


class Spelling(Question):
    """The spellings of ``value``, an item of the ``key`` of the project's documents: `Names`, most frequent first.

    Words count as the same if they differ only in letter case, whitespace, hyphens, and underscores.
    """

    key: Literal["tags", "categories"]
    value: str
    document: str = ""


class Unused(Question):
    """Which files of these ``suffixes`` next to the asking document no document of the project mentions: `Others`.

    Files in subfolders count if these contain no documents. In each folder, only the first document gets the answer,
    and those at the project's root get none: images there belong to the whole project.
    """

    suffixes: tuple[str, ...]
    document: str = ""


class Size(Target):
    """The size of the file at ``url``, which is resolved as for `Target`: `Bytes`, or an error."""


class Fetch(Question):
    """Whether ``url`` on the web exists, including its fragment: `Reached`."""

    url: str


class Written(NamedTuple):
    """A word or a name in a document, and its span."""

    text: str
    span: Span


class Record(Question):
    """The record of a paper: `Paper`, or `Missing` if the service does not know the identifier.

    ``identifier``: arXiv's without its version, a DOI in lower case. ``title`` (word by word) and ``authors`` are what
    the asking document says, which takes no part in equality.
    """

    service: Literal["arxiv", "doi"]
    identifier: str
    title: tuple[Written, ...] = ()
    authors: tuple[Written, ...] = ()

    def _asked(self) -> tuple[object, ...]:
        return self.service, self.identifier


class Manner(Value):
    """How to proofread: in which language and with which of LanguageTool's rules and categories.

    ``language`` is LanguageTool's code, such as ``en-US``; ``mother_tongue`` the writer's, or empty; ``picky``: rules
    for formal text too. An enabled rule runs though its category is disabled. ``is_alone``: some of these rules
    compare paragraphs, so each is to be read without others.
    """

    language: str
    mother_tongue: str = ""
    picky: bool = False
    disabled_categories: tuple[str, ...] = ()
    disabled_rules: tuple[str, ...] = ()
    enabled_categories: tuple[str, ...] = ()
    enabled_rules: tuple[str, ...] = ()
    is_alone: bool = False


class Proofread(Question):
    """The remarks of a proofreader on a paragraph: `Remarks`.

    ``text`` is a prose block's, in which each `MASK` represents a word. ``pieces`` map it to the asking
    document; ``accept`` are accepted words, ``names`` its names. None of these is part of
    equality.
    """

    counted = "file"
    done = "proofread"

    text: str
    manner: Manner
    pieces: tuple[Piece, ...] = ()
    accept: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def place(self, start: int, end: int) -> Span:
        """The span of ``text[start:end]`` in the asking document."""
        return SourceMap(self.pieces, len(self.text)).span(start, end)

    def is_literal(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` is there letter by letter, without markup in between."""
        where = self.place(start, end)
        return where.end - where.start == end - start

    def _asked(self) -> tuple[object, ...]:
        return self.text, self.manner


class Today(Question):
    """The current day: `Day`. ``about``: the day in the asking document."""

    about: date


ADDRESSED = (Target, Anchor, Twins, Draft, Habit, Spelling, Unused)
"""The questions whose answer depends on the asking document: they have a field ``document``."""


class Others(Value):
    """Other documents, by their paths from the project's root."""

    paths: tuple[str, ...]


class There(Value):
    """The file – or the ``folder`` – exists; ``path`` is relative to the project's root."""

    path: str
    folder: bool = False


class OtherCase(Value):
    """A file exists whose name differs only in letter case.

    ``url`` is the URL as it should be written. The URL in the question works on some systems only.
    """

    url: str


class Missing(Value):
    """No such file. ``near``: URLs of existing files that look alike, best first, in the form of the asking one."""

    near: tuple[str, ...] = ()


class Names(Value):
    """Names, in the order that the question says."""

    names: tuple[str, ...]


class Bytes(Value):
    """The size of a file in bytes."""

    size: int


class Day(Value):
    """A day, in the time zone of the run."""

    day: date


Verdict = Literal["ok", "redirected", "broken", "unverified"]
"""It exists · it has moved permanently · it certainly does not exist · it may exist."""


class Reached(Value):
    """The result of a web request.

    ``final_url`` is the end of the redirects, empty without any; ``reason`` is a short phrase for what is
    wrong, or empty. ``moved``: each redirect is permanent. ``since``: from which day on it has been
    so, if that is long. ``checked``: when it was asked, in seconds since 1970.
    """

    verdict: Verdict
    status: int | None = None
    final_url: str = ""
    reason: str = ""
    moved: bool = False
    since: date | None = None
    checked: float = 0.0


class Paper(Value):
    """The record of a paper."""

    title: str
    authors: tuple[str, ...]


class Remark(Value):
    """One remark of a proofreader on ``text[start:end]`` of a `Proofread` (code points, 0-based).

    ``rule``, ``category`` and ``issue`` (``misspelling``, ``grammar`` …) are LanguageTool's; ``page`` is the URL of
    its explanation, or empty. ``replacements`` are possible corrections, best first.
    """

    start: int
    end: int
    message: str
    rule: str
    category: str
    issue: str = ""
    page: str = ""
    replacements: tuple[str, ...] = ()
    is_picky: bool = False


class Remarks(Value):
    """All remarks of a proofreader on a paragraph."""

    remarks: tuple[Remark, ...] = ()


class NotAsked(Value):
    """No answer; ``why`` is a short reason, such as ``offline``. The report counts unanswered questions.

    ``is_failure``: the user asked for this explicitly, so the run has failed.
    """

    why: str
    is_failure: bool = False


NO_NETWORK = NotAsked("no network connection or no DNS")
INTERRUPTED = NotAsked("interrupted")


Answer = There | OtherCase | Missing | Others | Names | Bytes | Day | Reached | Paper | Remarks | NotAsked
