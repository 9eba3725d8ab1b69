"""What a rule may ask because a document cannot know it by itself, and the answers.

Rules ask, the engine answers, rules judge. A question is a frozen, picklable value; equal questions are asked once,
and the span and whatever else only the message needs take no part in equality.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lint_post.text import Span


@dataclass(frozen=True)
class Question:
    """Base of all questions. ``span``: the place in the asking document that an answer would be reported at."""

    span: Span = field(compare=False)


@dataclass(frozen=True)
class Target(Question):
    """Is there a file that ``url`` – relative to the asking document, percent-encoded or not – leads to?

    ``document`` is the asking document's path; the engine fills it in. ``search``: look also in the folders above the
    document's up to the project's root and in the usual folders for assets there, as site generators do for front
    matter and for URLs that begin with a slash.
    """

    url: str
    search: bool = False
    document: str = ""


@dataclass(frozen=True)
class There:
    """The file – or the ``folder`` – is there; ``path`` is relative to the project's root."""

    path: str
    folder: bool = False


@dataclass(frozen=True)
class OtherCase:
    """A file is there whose name differs in upper and lower case only.

    ``url`` is the URL as it should be written. It works on some systems and is missing on others.
    """

    url: str


@dataclass(frozen=True)
class Missing:
    """No such file. ``near``: URLs of existing files that look alike, best first, written as the asking one is."""

    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotAsked:
    """Nobody answered; ``why`` says so in a few words: offline, outside the project …. The report counts them."""

    why: str


Answer = There | OtherCase | Missing | NotAsked
