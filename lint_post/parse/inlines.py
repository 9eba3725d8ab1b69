"""Inline content with exact positions, parsed by mistune.

mistune finds code spans, links, references, autolinks and HTML; its tokens tile the text, so each one begins where the
one before it ends, and `InlineState.append_token` is the one place to note that down. What mistune does otherwise than
CommonMark or GitHub is done here: marks of emphasis (`emphasis`), bare links (`autolinks`), footnote references.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from mistune import InlineParser
from mistune.core import InlineState
from mistune.util import unikey

from lint_post.parse.autolinks import BareLink, BareLinks
from lint_post.parse.emphasis import Mark

Token = dict[str, Any]

MAX_NESTING = 50  # what is nested deeper is plain text
_TRIGGER = re.compile(r"[\\`*_~\[\]!<]")
_TRIGGER_WITH_BREAKS = re.compile(r"[\\`*_~\[\]!<\n]")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_RUN = {char: re.compile(re.escape(char) + "+") for char in "*_~`]"}
_OPENING = re.compile(r"!?\[")
_CLOSING = re.compile(r"\]")
_FOOTNOTE = re.compile(r"!?\[\^((?:[^\\\[\]\s]|\\.)+)\]")
_AUTOLINK = re.compile(r"<[A-Za-z][A-Za-z0-9.+-]{1,31}:[^<>\x00-\x20]*>")
_AUTO_EMAIL = re.compile(InlineParser.SPECIFICATION["auto_email"])
_ATTRIBUTE = r"\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?"
_TAG = re.compile(rf"<(?:[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*\s*/?|/[A-Za-z][A-Za-z0-9-]*\s*)>", re.ASCII)
_SPECIAL = re.compile(r"<(?:!--|\?|!\[CDATA\[|![A-Za-z])")
_SPECIAL_ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}
_HARD_BREAK = 2  # spaces before a line break that make it a hard one
_STRIKE = 2  # tildes that strike out at most


class PlacedState(InlineState):
    """mistune's inline state, whose tokens know their position: ``start`` and ``end`` in the state's text."""

    @property
    def taken(self) -> int:
        """Up to where the text is taken by tokens."""
        return int(self.tokens[-1]["end"]) if self.tokens else 0

    def append_token(self, token: Token) -> None:
        """Note where ``token`` begins, and where it ends if it is text."""
        start = token["start"] = self.tokens[-1]["end"] if self.tokens else 0
        token["end"] = start + len(token["raw"]) if token["type"] == "text" else start
        self.tokens.append(token)

    def add(self, kind: str, start: int, end: int, **fields: Any) -> int:
        """Add a token at [``start``, ``end``), after the text before it; returns ``end``."""
        self.flush(start)
        self.tokens.append({"type": kind, "start": start, "end": end, **fields})
        return end

    def flush(self, end: int) -> None:
        """Make the text up to ``end`` that belongs to no token yet a separate token."""
        start = self.tokens[-1]["end"] if self.tokens else 0
        if end > start:
            self.tokens.append({"type": "text", "raw": self.src[start:end], "start": start, "end": end})


class PlacedInlineParser(InlineParser):
    """Calls mistune's handlers at their characters.

    ``assemble`` makes nodes of a run of tokens; it returns them and how deeply they are nested.
    """

    state_cls = PlacedState

    def __init__(self) -> None:
        super().__init__(max_nested_level=MAX_NESTING)
        self.assemble: Callable[[list[Token]], tuple[list[Any], int]]
        self.depth = 0  # of what was assembled last
        self.children_start = 0  # where the children of the link being closed begin
        self.handlers: dict[str, Callable[[PlacedState, int], int]] = {
            "\\": self._backslash,
            "`": self._code,
            "*": self._mark,
            "_": self._mark,
            "~": self._mark,
            "[": self._open,
            "!": self._open,
            "]": self._close,
            "<": self._angle,
            "\n": self._line_end,
        }

    def nodes(self, text: str, env: Token, assemble: Callable[[list[Token]], tuple[list[Any], int]]) -> list[Any]:
        """What ``assemble`` makes of ``text``; the children of links and images are assembled before them."""
        self.assemble = assemble
        state = self.state_cls(env)
        state.src = text
        return self.parse(state)

    def parse(self, state: InlineState) -> list[Any]:
        """Scan the state's text, and assemble its tokens."""
        if not isinstance(state, PlacedState):
            raise TypeError("the state must be a PlacedState")
        src = state.src
        search = (_TRIGGER_WITH_BREAKS if " \n" in src or "\t\n" in src else _TRIGGER).search
        links = BareLinks(src)
        size = len(src)
        pos, at = 0, -1
        while True:
            if at < pos:
                match = search(src, pos)
                at = match.start() if match else size
            start = links.start(pos)
            if start <= at and start < size:
                pos = self._bare_link(state, links.take(start))
            elif at < size:
                pos = self.handlers[src[at]](state, at)
            else:
                break
        state.flush(size)
        return self.finalize_tokens(state.tokens, state.depth)

    def finalize_tokens(self, tokens: list[Token], depth: int) -> list[Any]:  # noqa: ARG002 – mistune's signature
        """Assemble ``tokens``; mistune returns bare links within a link as text without a position."""
        end = self.children_start
        for token in tokens:
            if "start" not in token:
                token["start"], token["end"] = end, end + len(token["raw"])
            end = token["end"]
        nodes, self.depth = self.assemble(tokens)
        return nodes

    # --- one handler for each character; it returns where the search continues

    def _backslash(self, state: PlacedState, at: int) -> int:
        after = state.src[at + 1 : at + 2]
        if after == "\n":
            return state.add("linebreak", at, at + 2)
        return at + 2 if after in _ESCAPABLE else at + 1

    def _line_end(self, state: PlacedState, at: int) -> int:
        start, taken = at, state.taken
        while start > taken and state.src[start - 1] in " \t":
            start -= 1
        if start == at:
            return at + 1
        hard = at - start >= _HARD_BREAK and state.src.find("\t", start, at) < 0
        return state.add("linebreak" if hard else "softbreak", start, at + 1)

    def _mark(self, state: PlacedState, at: int) -> int:
        end = _end(_RUN[state.src[at]], state.src, at)
        if state.src[at] == "~" and end - at > _STRIKE:
            return end
        return state.add("mark", at, end, mark=Mark(state.src, at, end))

    def _code(self, state: PlacedState, at: int) -> int:
        pos = _end(_RUN["`"], state.src, at)
        end = state.delimiters.code_end(state.src[at:pos], pos)
        if end is None:
            return pos
        return state.add("code", at, end + pos - at, inner=(pos, end))

    def _open(self, state: PlacedState, at: int) -> int:
        footnote = _FOOTNOTE.match(state.src, at)
        if footnote and unikey(footnote[1]) in state.env["footnotes"]:
            start = footnote.start(1) - 2  # “![^1]” is an exclamation mark and a reference
            return state.add("footnote", start, footnote.end(), label=footnote.span(1))
        match = _OPENING.match(state.src, at)
        if not match:
            return at + 1
        state.flush(at)
        self.parse_link(match, state)
        return match.end()

    def _close(self, state: PlacedState, at: int) -> int:
        if not state.brackets:
            return _end(_RUN["]"], state.src, at)
        match = _CLOSING.match(state.src, at)
        if not match:
            return at + 1
        state.flush(at)
        self.children_start = state.brackets[-1].start
        end = self.parse_link_close(match, state)
        token = state.tokens[-1]
        if token["type"] != "text":
            token["end"] = end
            token["close"] = at
            token["depth"] = self.depth + 1
            if state.brackets:
                outer = state.brackets[-1]
                outer.child_depth = max(outer.child_depth, self.depth + 1)
        return end

    def _angle(self, state: PlacedState, at: int) -> int:
        match = _AUTOLINK.match(state.src, at)
        if match:
            return state.add("link", at, match.end(), form="autolink", url=match[0][1:-1])
        match = _AUTO_EMAIL.match(state.src, at)
        if match:
            return state.add("link", at, match.end(), form="autolink", url="mailto:" + match[0][1:-1])
        end = self._html_end(state, at)
        return state.add("html", at, end) if end else at + 1

    def _html_end(self, state: PlacedState, at: int) -> int:
        """Where the HTML that begins at ``at`` ends; 0 if it is not HTML."""
        src = state.src
        tag = _TAG.match(src, at)
        if tag:
            return tag.end()
        if src.startswith(("<!-->", "<!--->"), at):
            return src.index(">", at) + 1
        special = _SPECIAL.match(src, at)
        if not special:
            return 0
        closing = _SPECIAL_ENDS.get(special[0], ">")
        end = state.delimiters.find(closing, special.end())
        return end + len(closing) if end is not None else 0

    def _bare_link(self, state: PlacedState, link: BareLink) -> int:
        end = link.end
        if state.brackets:  # a closing bracket ends what may become a link's text
            close = state.src.find("]", link.start, end)
            end = close if close >= 0 else end
        text = state.src[link.start : end]
        url = link.url[: len(link.url) - (link.end - end)]
        return state.add("link", link.start, end, form="bare", url=url, _autolink=text)


def _end(run: re.Pattern[str], text: str, start: int) -> int:
    match = run.match(text, start)
    return match.end() if match else start
