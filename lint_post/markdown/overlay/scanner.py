"""One pass over a text, from one possible beginning of something opaque to the next."""

from __future__ import annotations

import re
from bisect import bisect_left

from lint_post.markdown.html import Braces, tag_end
from lint_post.markdown.nodes import Code, Html, Root
from lint_post.markdown.overlay.kinds import Kind, Opaque
from lint_post.markdown.overlay.regions import Region, Seen, beginnings, regions
from lint_post.text.source import Span

_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t>]*(?:\r\n|\r|\n)")
_LINE_REST = re.compile(r"[ \t]*(?:[\r\n]|\Z)")
_LINE_LEAD = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?")

_SHORTCODE = re.compile(r"{{[<%]\s*(?P<close>/?)\s*(?P<name>[\w./-]*)")
_LIQUID = re.compile(r"{%[-+~]?\s*(?P<name>[\w-]*|#)")
_VERBATIM = frozenset(
    ["highlight", "raw", "verbatim", "codeblock", "code", "mermaid", "math", "katex", "katexmm", "rawhtml"]
)
_CONTROL = frozenset(
    [
        "if",
        "elsif",
        "elif",
        "else",
        "unless",
        "for",
        "case",
        "when",
        "assign",
        "capture",
        "set",
        "block",
        "extends",
        "macro",
        "import",
        "from",
        "with",
        "filter",
        "tablerow",
        "increment",
        "decrement",
        "break",
        "continue",
        "cycle",
        "comment",
        "raw",
        "call",
        "do",
        "layout",
    ]
)
_MUSTACHE_COMMENT = re.compile(r"{{[-~]?\s*(?:/\*|!--|!)")
_ATTRIBUTES = re.compile(
    r"{(?:#[\w:.-]+(?:[ \t]+[^{}\r\n]*)?|[ \t]*[.#][A-Za-z_-][^{}\r\n]*|[ \t]*:[^{}\r\n]*"
    r"|(?<=[)\]`]{)[a-z-]+=[^{}\r\n]*)}"
)
_DIRECTIVE = re.compile(r":{3,}[ \t]*(?:{[^{}\r\n]*}|[A-Za-z][\w-]*)?(?:[ \t]*{[^{}\r\n]*})?")
_EMOJI = re.compile(r":(?=[a-z0-9_+-]*[a-z]|[+-]1:|100:|1234:)[a-z0-9_+-]+:(?![\w:/])", re.ASCII)
_ALERT = re.compile(r"\[![A-Za-z][\w-]*\][+-]?")
_ANCHOR = re.compile(r"\[#[a-z][\w-]*\](?=[ \t]*(?:[\r\n]|\Z))")
_BRACKET_TAG = re.compile(
    r"\[[a-z][\w-]*(?:[ \t]+[\w-]+(?:=(?:\"[^\"\r\n]*\"|'[^'\r\n]*'|[^\s\[\]\"']+))?)+[ \t]*/?\](?![(\[:])"
)
_TOC = re.compile(r"\[\[_?toc_?\]\]|\[toc\]", re.IGNORECASE)
_WIKI = re.compile(r"\[\[(?![\s\d^])(?P<target>[^\[\]|\r\n]+)(?P<bar>\|)?(?P<text>[^\[\]\r\n]*)\]\](?![(\[:])")
_WORDS = re.compile(r"[a-z]{3,}[,.;:]? [a-z]{2,}|\A\d[\d.,]*[kKmMbB]? [a-z]{2}")
_MATH_SIGNS = re.compile(r"[\\^_=<>+{}]")
_FORMULA = re.compile(r"\\[A-Za-z]{2}|[\^=<>]|_{|\A[^\w]*[A-Za-z][^\w]*\Z")
_SHORTEST_DISPLAY = 4
_LONGEST_LEAD = 200
_LAST_LINE = re.compile(r"[^\r\n]*\Z")


class Scanner:
    """Finds opaque stretches. All offsets are in code points; a method that finds nothing returns -1.

    ``modules`` are stretches that are known already. Time is linear: what is searched for is remembered.
    """

    def __init__(self, text: str, root: Root, modules: list[Opaque], *, is_mdx: bool) -> None:
        self._text = text
        self._is_mdx = is_mdx
        self._modules = modules
        self._root = root
        found = list(regions(text, root))
        found += (Region(module.span.start, module.span.end, Seen.NOTHING) for module in modules)
        self._regions = sorted(region for region in found if region.start < region.end)
        self._closed = [region.start for region in self._regions if region.seen is Seen.NOTHING]
        self._known: dict[str | re.Pattern[str], tuple[int, int, int]] = {}
        self._braces = Braces(text)
        self._found: list[Opaque] = []
        self._names: list[tuple[int, str]] = []  # index in _found; the tag's name, with "/" in front if it closes
        self._seen = Seen.ALL

    def run(self) -> list[Opaque]:
        """All stretches, sorted."""
        pos, index = 0, 0
        beginning = beginnings(is_mdx=self._is_mdx)
        while (match := beginning.search(self._text, pos)) is not None:
            start = match.start()
            if match[0][0] == "\\" and match[0][1] not in "([\\":
                pos = match.end()
                continue
            while index < len(self._regions) and self._regions[index].end <= start:
                index += 1
            inside = index < len(self._regions) and self._regions[index].start <= start
            self._seen = self._regions[index].seen if inside else Seen.ALL
            if self._seen is Seen.NOTHING:
                pos = self._regions[index].end
                continue
            end = self._read(start)
            pos = end if end > start else match.end() if match[0][0] == "\\" else start + 1
        self._pair()
        return sorted([*self._found, *self._modules], key=lambda stretch: stretch.span)

    def _read(self, start: int) -> int:
        """Where the stretch that begins at ``start`` ends."""
        mark = self._text[start]
        reader, seen = {
            "{": (self._brace, Seen.TEMPLATES),
            "$": (self._dollar, Seen.MATH),
            "\\": (self._backslash, Seen.MATH),
            "[": (self._bracket, Seen.ALL),
            ":": (self._colon, Seen.ALL),
            "<": (self._jsx, Seen.TEMPLATES),
        }[mark]
        return reader(start) if self._seen >= seen else -1

    def _add(self, kind: Kind, start: int, end: int) -> int:
        if end > start:
            self._found.append(Opaque(kind, Span(start, end)))
        return end

    # --- looking ahead

    def _find(self, what: str | re.Pattern[str], pos: int) -> tuple[int, int]:
        """The next place of ``what`` from ``pos`` on; the text's end without one."""
        asked, start, end = self._known.get(what, (len(self._text) + 1, 0, 0))
        if asked <= pos <= start:
            return start, end
        if isinstance(what, str):
            start = self._text.find(what, pos)
            end = start + len(what)
        else:
            match = what.search(self._text, pos)
            start, end = match.span() if match else (-1, -1)
        if start < 0:
            start = end = len(self._text)
        self._known[what] = pos, start, end
        return start, end

    def _until(self, what: str, pos: int, *, over_blank_lines: bool = False) -> int:
        """The offset after the next ``what``; -1 also if a blank line precedes it."""
        at, end = self._find(what, pos)
        if at == end or (not over_blank_lines and self._find(_BLANK_LINE, pos)[0] < at):
            return -1
        return end

    def _crosses_code(self, start: int, end: int) -> bool:
        index = bisect_left(self._closed, start)
        return index < len(self._closed) and self._closed[index] < end

    def _before_on_line(self, pos: int) -> str:
        """The relevant text before ``pos`` on its line."""
        start = max(pos - _LONGEST_LEAD, 0)
        return _LAST_LINE.search(self._text[start:pos])[0]  # type: ignore[index]

    def _begins_line(self, pos: int) -> bool:
        """Whether only container markers and whitespace precede ``pos`` on its line."""
        return _LINE_LEAD.fullmatch(self._before_on_line(pos)) is not None

    def _ends_line(self, pos: int) -> bool:
        return _LINE_REST.match(self._text, pos) is not None

    # --- braces

    def _brace(self, start: int) -> int:
        text = self._text
        if text.startswith("{%", start):
            return self._liquid(start)
        if text.startswith(("{{<", "{{%"), start):
            return self._shortcode(start)
        if text.startswith("{{", start) and not self._is_mdx:
            return self._mustache(start)
        end = self._single_brace(start) if self._seen is Seen.ALL else -1
        if end < 0 and text.startswith("{#", start):
            end = self._add("template-comment", start, self._until("#}", start))
        return end

    def _single_brace(self, start: int) -> int:
        attributes = _ATTRIBUTES.match(self._text, start)
        if attributes:
            return self._attributes(start, attributes)
        if self._text.startswith("{/*", start):
            return self._add("mdx-comment", start, self._until("*/}", start, over_blank_lines=True))
        return self._expression(start) if self._is_mdx else -1

    def _attributes(self, start: int, match: re.Match[str]) -> int:
        if match[0] != "{::comment}":
            return self._add("attributes", start, match.end())
        end = self._until("{:/", match.end(), over_blank_lines=True)
        return self._add("template-comment", start, self._until("}", end)) if end > 0 else -1

    def _mustache(self, start: int) -> int:
        comment = _MUSTACHE_COMMENT.match(self._text, start)
        end = self._until("}}", start, over_blank_lines=comment is not None)
        if end > 0 and self._text.startswith("{{{", start) and self._text.startswith("}", end):
            end += 1
        return self._add("template-comment" if comment else "template", start, end)

    def _shortcode(self, start: int) -> int:
        head = _SHORTCODE.match(self._text, start)
        closing = ">}}" if self._text[start + 2] == "<" else "%}}"
        end = self._until(closing, start)
        if end < 0 or head is None:
            return -1
        name = head["name"].rstrip("/")
        holds_code = name in _VERBATIM or "code" in name
        if holds_code and not head["close"] and not self._text.endswith(f"/{closing}", 0, end):
            at, close_end = self._find(_shortcode("/", name), end)
            if at < close_end and at <= self._find(_shortcode("", name), end)[0]:
                return self._add("verbatim", start, close_end)
        self._names.append((len(self._found), f"{{{{{'/' if head['close'] else ''}{name}"))
        return self._add("shortcode", start, end)

    def _liquid(self, start: int) -> int:
        head = _LIQUID.match(self._text, start)
        end = self._until("%}", start)
        if end < 0 or head is None:
            return -1
        name = head["name"]
        if name == "#":
            return self._add("template-comment", start, end)
        if name in _VERBATIM or name == "comment":
            at, close_end = self._find(_closing_liquid(name), end)
            if at < close_end and (name != "raw" or not self._holds_blocks(end, at)):
                return self._add("template-comment" if name == "comment" else "verbatim", start, close_end)
        closes = name.startswith("end")
        self._names.append((len(self._found), f"/{name[3:]}" if closes else name))
        return self._add("tag" if name in _CONTROL or closes else "template", start, end)

    def _holds_blocks(self, start: int, end: int) -> bool:
        """Whether it contains a whole block of text; then that is read, and only the tags are left out."""
        blocks = self._root.children
        index = bisect_left(blocks, start, key=lambda block: block.span.start)
        while index < len(blocks) and blocks[index].span.end <= end:
            if not isinstance(blocks[index], (Code, Html)):
                return True
            index += 1
        return False

    def _pair(self) -> None:
        """Shortcodes and template tags that another one closes are halves of a pair."""
        closers = {name for _, name in self._names if "/" in name[:3]}
        for index, name in self._names:
            closer = name if "/" in name[:3] else f"{{{{/{name[2:]}" if name.startswith("{{") else f"/{name}"
            if closer in closers:
                self._found[index] = Opaque("tag", self._found[index].span)

    # --- MDX

    def _expression(self, start: int) -> int:
        end = self._braces.end(start)
        is_nothing = end > 0 and not self._text[start + 1 : end - 1].strip()
        return self._add("mdx-comment" if is_nothing else "expression", start, end)

    def _jsx(self, start: int) -> int:
        """A tag that Markdown takes for text, or for HTML that ends too early."""
        end = tag_end(self._text, start, self._braces)
        return self._add("tag", start, end) if end > self._known_end(start) else -1

    def _known_end(self, start: int) -> int:
        """Where the HTML that Markdown sees at ``start`` ends; ``start`` without any."""
        index = bisect_left(self._regions, start, key=lambda region: region.start)
        is_known = index < len(self._regions) and self._regions[index].start == start
        return self._regions[index].end if is_known else start if self._seen is Seen.ALL else len(self._text)

    # --- math

    def _dollar(self, start: int) -> int:
        text = self._text
        if text.startswith("$$", start):
            end = self._until("$$", start + 2, over_blank_lines=self._ends_line(start + 2))
            if end > start + _SHORTEST_DISPLAY and not self._crosses_code(start, end):
                return self._add("math", start, end)
            return start + 2
        end = self._until("$", start + 1)
        while end > 0 and text[end - 2] == "\\":
            end = self._until("$", end)
        inner = text[start + 1 : end - 1]
        if end < 0 or not inner or inner[0].isspace() or inner[-1].isspace() or text[end : end + 1].isdigit():
            return -1
        if self._crosses_code(start, end) or (_WORDS.search(inner) and not _MATH_SIGNS.search(inner)):
            return -1
        return self._add("math", start, end)

    def _backslash(self, start: int) -> int:
        r"""``\(…\)`` and ``\[…\]``, which Markdown takes for escapes, and the same with two backslashes."""
        slashes = "\\\\" if self._text.startswith("\\\\", start) else "\\"
        inner_start = start + len(slashes) + 1
        closing = {"(": ")", "[": "]"}.get(self._text[inner_start - 1 : inner_start])
        end = self._until(slashes + closing, inner_start) if closing else -1
        if end < 0 or self._crosses_code(start, end):
            return -1
        inner = self._text[inner_start : end - len(slashes) - 1]
        return self._add("math", start, end) if len(slashes) > 1 or _FORMULA.search(inner) else -1

    # --- other dialects' marks

    def _bracket(self, start: int) -> int:
        text = self._text
        toc = _TOC.match(text, start)
        if toc:
            return self._add("toc", start, toc.end()) if self._begins_line(start) and self._ends_line(toc.end()) else -1
        alert = _ALERT.match(text, start)
        if alert:
            is_first = self._before_on_line(start).rstrip(" \t").endswith(">")
            return self._add("alert", start, alert.end()) if is_first else -1
        tag = _BRACKET_TAG.match(text, start)
        if tag:
            return self._add("shortcode", start, tag.end())
        anchor = _ANCHOR.match(text, start)
        if anchor:
            return self._add("attributes", start, anchor.end())
        return self._wiki(start)

    def _wiki(self, start: int) -> int:
        text = self._text
        link = _WIKI.match(text, start)
        if link is None:
            return -1
        embeds = text.endswith("!", 0, start) and not text.endswith("\\!", 0, start)
        if embeds or not link["bar"]:
            return self._add("wiki-link", start - embeds, link.end())
        self._add("wiki-mark", start, link.start("text"))
        return self._add("wiki-mark", link.end("text"), link.end())

    def _colon(self, start: int) -> int:
        text = self._text
        if text.startswith(":::", start):
            fence = _DIRECTIVE.match(text, start)
            return self._add("directive", start, fence.end()) if fence and self._begins_line(start) else start + 3
        emoji = _EMOJI.match(text, start)
        if emoji is None or (start and (text[start - 1].isalnum() or text[start - 1] in "_:/")):
            return -1
        return self._add("emoji", start, emoji.end())


def _shortcode(slash: str, name: str) -> re.Pattern[str]:
    """The next opening or closing tag of the Hugo shortcode ``name``."""
    return re.compile(rf"{{{{[<%]\s*{slash}\s*{re.escape(name)}(?![\w./-]).*?[>%]}}}}")


def _closing_liquid(name: str) -> re.Pattern[str]:
    return re.compile(rf"{{%[-+~]?\s*end{name}\s*[-+~]?%}}")
