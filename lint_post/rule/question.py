"""The questions of rules that the document alone cannot answer, and the answers.

Rules ask, the engine answers, rules judge. A question is a frozen, picklable value; equal questions are asked once,
and the span and whatever else only the message needs take no part in equality.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal, NamedTuple

from lint_post.text.source import Piece, SourceMap, Span
from lint_post.text.value import Value


class Question(Value):
    """Base of all questions. ``span``: the place in the asking document that an answer would be reported at.

    ``counted`` and ``done`` are how a report counts those that nobody answered: “3 links not checked”.
    """

    counted: ClassVar[Literal["link", "file"]] = "link"
    done: ClassVar[str] = "checked"

    span: Span

    def _asked(self) -> tuple[object, ...]:
        """What makes two questions the same one: everything but the place they are asked at."""
        return tuple(getattr(self, name) for name in self._fields if name != "span")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and isinstance(other, Question) and self._asked() == other._asked()

    def __hash__(self) -> int:
        return hash(self._asked())


class Target(Question):
    """Whether there is a file that ``url`` – relative to the asking document, percent-encoded or not – leads to.

    ``document`` is the asking document's path; the engine fills it in. ``search``: look also in the folders above the
    document's up to the project's root and in the usual folders for assets there, as site generators do for front
    matter and for URLs that begin with a slash. ``assets``: look also in these folders for assets, but not in the
    folders above themselves, as site generators do for what they publish under another address than its file's.
    ``route``: it may be the address of a page that a site generator makes, with no file of that name; where nobody
    can tell, the answer is `NotAsked`.
    """

    url: str
    search: bool = False
    document: str = ""
    assets: bool = False
    route: bool = False


class Anchor(Question):
    """Whether the Markdown document that ``url`` – relative to the asking one – leads to has its fragment.

    `Missing` names the nearest fragments; `There` is also the answer without such a document. ``slugs``: how
    ids of headings are made (see `lint_post.document.slugs`). ``document`` is the asking document's path, which the
    engine fills in.
    """

    url: str
    slugs: tuple[str, ...] = ("any",)
    document: str = ""


class Twins(Question):
    """Which other documents of the project have ``value`` as their ``key`` – a post's title, a slug, a URL.

    Translations and versions of the asking document (called the same, or in another language) do not count, nor do
    slugs in other folders, nor titles of what has no date. ``language``: what the asking document says of itself.
    """

    key: Literal["title", "slug", "url"]
    value: str
    language: str = ""
    document: str = ""


class Draft(Question):
    """Whether the document that ``url`` – relative to the asking one – leads to is a draft: `Others` names it then."""

    url: str
    document: str = ""


class Habit(Question):
    """Which keys nearly all documents with front matter in the asking one's folder have: `Names`; none in a small one.

    A document called ``index`` is a sibling of those in the folder above, as it is on the site. ``keys`` are those that
    the asking document has. ``document`` is its path; the engine fills it in.
    """

    keys: tuple[str, ...]

    document: str = ""


class Spelling(Question):
    """How the documents of the project write ``value``, an item of their ``key``: `Names`, the most frequent first.

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
    """How large the file is that ``url`` leads to, which is looked for as for `Target`: `Bytes`, or what is wrong."""


class Fetch(Question):
    """Whether there is something at ``url`` on the web, its fragment included: `Reached`."""

    url: str


class Written(NamedTuple):
    """A word or a name as a document has it, and where."""

    text: str
    span: Span


class Record(Question):
    """What is on record of a paper: `Paper`, or `Missing` if the service knows none of that identifier.

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
    """How a proofreader reads: in which language and by which of LanguageTool's rules and categories.

    ``language`` is LanguageTool's code, such as “en-US”; ``mother_tongue`` the writer's, or empty; ``picky``: what is
    for formal texts as well. An enabled rule runs though its category is disabled. ``is_alone``: some of these rules
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
    """What a proofreader says of a paragraph: `Remarks`.

    ``text`` is a prose block's, in which each `MASK` represents a word. ``pieces`` map it to the asking
    document; ``accept`` are words that are right there, ``names`` what it has as names. None of these takes part in
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
    """Which day it is: `Day`. ``about``: the day that the asking document speaks of."""

    about: date


ADDRESSED = (Target, Anchor, Twins, Draft, Habit, Spelling, Unused)
"""The questions whose answer depends on the asking document: they have a field ``document``."""


class Others(Value):
    """The documents that are meant, by their paths from the project's root."""

    paths: tuple[str, ...]


class There(Value):
    """The file – or the ``folder`` – exists; ``path`` is relative to the project's root."""

    path: str
    folder: bool = False


class OtherCase(Value):
    """A file exists whose name differs only in letter case.

    ``url`` is the URL as it should be written. It works on some systems and is missing on others.
    """

    url: str


class Missing(Value):
    """No such file. ``near``: URLs of existing files that look alike, best first, written as the asking one is."""

    near: tuple[str, ...] = ()


class Names(Value):
    """Names, in the order that the question says."""

    names: tuple[str, ...]


class Bytes(Value):
    """The size of a file in bytes."""

    size: int


class Day(Value):
    """A day, where the run is."""

    day: date


Verdict = Literal["ok", "redirected", "broken", "unverified"]
"""It exists · it has moved permanently · it certainly does not exist · it may exist."""


class Reached(Value):
    """What came of asking the web.

    ``final_url`` is where redirects ended, empty without any; ``reason`` says in a few words, as a phrase, what is
    wrong or odd, empty if nothing is. ``moved``: each redirect is permanent. ``since``: from which day on it has been
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
    """What is on record of a paper."""

    title: str
    authors: tuple[str, ...]


class Remark(Value):
    """One thing that a proofreader says of ``text[start:end]`` of a `Proofread` (code points).

    ``rule``, ``category`` and ``issue`` (“misspelling”, “grammar” …) are LanguageTool's; ``page`` is the address of
    what explains it, or empty. ``replacements`` are what may be written instead, best first.
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
    """Nobody answered; ``why`` says so in a few words: offline, outside the project …. The report counts them.

    ``is_failure``: the user asked for just this, so the run has not done its job.
    """

    why: str
    is_failure: bool = False


NO_NETWORK = NotAsked("no network connection or no DNS")
INTERRUPTED = NotAsked("interrupted")


Answer = There | OtherCase | Missing | Others | Names | Bytes | Day | Reached | Paper | Remarks | NotAsked
