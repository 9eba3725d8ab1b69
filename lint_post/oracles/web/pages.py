"""Reading a page for the part that a link names: never all of a huge one, and never more than is needed."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Literal
from urllib.parse import unquote

import httpx

Seen = Literal["there", "missing", "unsure"]
MOST_ON_THE_WIRE = 2_000_000  # bytes
MOST_INFLATED = 8_000_000
_PIECE = 65_536
_LONGEST_ID = 4_096
_ID = re.compile(
    r"""[\s"'/](?:id|name)\s*=\s*(?:"([^"]{1,4000})"|'([^']{1,4000})'|([^\s"'>]{1,4000}))""", re.IGNORECASE
)
_HTML = ("text/html", "application/xhtml+xml", "application/xml", "text/xml")
_MADE_BY_SCRIPTS = re.compile(
    r"""\sid=["']?(?:root|app|__next|__nuxt|___gatsby|___docusaurus_mounting|q-app|svelte|app-root|react-root|gitbook)\b
    |\sng-(?:version|app)\b|<app-root|\sdata-reactroot|docsify|\sdata-(?:server-rendered|target="react-app)|/_next/
    |<noscript>[^<]*\b(?:enable|requires?|need)\b[^<]*\bjavascript""",
    re.IGNORECASE | re.VERBOSE,
)
_LINES = re.compile(r"(?:L|lines?-|l)\d+(?:C\d+)?(?:[-:,]L?\d+(?:C\d+)?)?\Z")
_ALWAYS_THERE = ("", "top")
_USER_CONTENT = "user-content-"


def part_of(fragment: str) -> str | None:
    """The id that ``fragment`` (without ``#``) asks for; None if no id is required.

    ``#top`` is any page's, ``#:~:text=…`` marks words, and ``#/…`` and ``#!…`` are the business of a script.
    """
    part = fragment.partition(":~:")[0]
    if part.lower() in _ALWAYS_THERE or part.startswith(("/", "!")):
        return None
    return part


class Page:
    """What was seen of a page so far; ``parts`` are the ids that are looked for."""

    def __init__(self, parts: Iterable[str]) -> None:
        self._names = {part: {part, unquote(part)} for part in parts}
        self._names = {part: names | {_plain(name) for name in names} for part, names in self._names.items()}
        self._missing = set(self._names)
        self._mentioned: set[str] = set()
        self._tail = ""
        self._by_scripts = False
        self.is_html = True
        self.is_whole = False

    @property
    def is_done(self) -> bool:
        """Whether all parts were seen."""
        return not self._missing

    def see(self, text: str) -> None:
        """Look at the next piece of the page."""
        window = self._tail + text
        for match in _ID.finditer(window):
            found = unescape(match[1] or match[2] or match[3])
            found = found.removeprefix(_USER_CONTENT)
            self._missing -= {part for part in self._missing if found in self._names[part]}
        self._by_scripts = self._by_scripts or bool(_MADE_BY_SCRIPTS.search(window))
        for part in self._missing - self._mentioned:
            if any(f'"{name}"' in window or f"#{name}" in window for name in self._names[part]):
                self._mentioned.add(part)
        self._tail = window[-_LONGEST_ID:]

    def has(self, part: str) -> Seen:
        """Whether ``part`` is on the page, if that can be determined."""
        if not self.is_html or part not in self._missing:
            return "there"
        if _LINES.match(part):
            return "unsure"
        is_sure = self.is_whole and not self._by_scripts and part not in self._mentioned
        return "missing" if is_sure else "unsure"


def _plain(name: str) -> str:
    return name.removeprefix(_USER_CONTENT)


def is_html(headers: httpx.Headers) -> bool:
    """Whether the answer is a page with ids; one that does not say what it is may be."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return not kind or kind in _HTML


async def read(response: httpx.Response, page: Page) -> None:
    """Read as much of ``response`` as ``page`` needs. Raises what its transport does, when the answer is cut short."""
    if not is_html(response.headers):
        page.is_html = False
        return
    inflate = _inflater(response.headers.get("content-encoding", ""))
    if inflate is None:
        return
    decode = _decoder(response.headers)
    on_the_wire = inflated = 0
    try:
        async for data in response.stream:  # type: ignore[union-attr]
            on_the_wire += len(data)
            for piece in inflate(data):
                inflated += len(piece)
                page.see(decode(piece))
                if page.is_done or inflated > MOST_INFLATED:
                    return
            if on_the_wire > MOST_ON_THE_WIRE:
                return
    except (zlib.error, _BrotliError):
        return
    page.see("\n")  # an id may be the very last thing
    page.is_whole = True


def _decoder(headers: httpx.Headers) -> Callable[[bytes], str]:
    """What makes text of bytes, in the encoding that the headers name, else UTF-8."""
    name = re.search(r"charset=[\"']?([\w.:-]+)", headers.get("content-type", ""), re.IGNORECASE)
    try:
        return codecs.getincrementaldecoder(name[1] if name else "utf-8")("replace").decode
    except LookupError:
        return codecs.getincrementaldecoder("utf-8")("replace").decode


# --- compressed pages, a bounded piece at a time: a bomb inflates to a thousand times its size and more


class _BrotliError(Exception):
    """What is said to be Brotli is not."""


def _inflater(encoding: str) -> Callable[[bytes], Iterator[bytes]] | None:
    """What unpacks ``encoding``; None if nobody here can."""
    match encoding.strip().lower():
        case "gzip" | "x-gzip":
            return _Zlib(zlib.MAX_WBITS | 32).inflate
        case "deflate":
            return _Deflate().inflate
        case "br":
            return _Brotli().inflate
        case "" | "identity" | "none" | "utf-8":
            return lambda data: iter((data,))
        case _:
            return None


class _Zlib:
    """Inflates gzip, and deflate of either kind."""

    def __init__(self, wbits: int) -> None:
        self._stream = zlib.decompressobj(wbits)

    def inflate(self, data: bytes) -> Iterator[bytes]:
        """What ``data`` holds, in pieces."""
        while data and not self._stream.eof:
            yield self._stream.decompress(data, _PIECE)
            data = self._stream.unconsumed_tail


class _Deflate:
    """Decodes ``deflate``, which some servers send without the required header."""

    def __init__(self) -> None:
        self._zlib: _Zlib | None = None

    def inflate(self, data: bytes) -> Iterator[bytes]:
        """What ``data`` holds, in pieces."""
        if self._zlib is None and data:
            has_header = data[0] & 0x0F == 8
            self._zlib = _Zlib(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)
        if self._zlib:
            yield from self._zlib.inflate(data)


class _Brotli:
    """Inflates Brotli."""

    def __init__(self) -> None:
        import brotli

        self._stream = brotli.Decompressor()
        self._error = brotli.error

    def inflate(self, data: bytes) -> Iterator[bytes]:
        """What ``data`` holds, in pieces."""
        try:
            yield self._stream.process(data, output_buffer_limit=_PIECE)
            while not self._stream.can_accept_more_data():
                yield self._stream.process(b"", output_buffer_limit=_PIECE)
        except self._error as error:
            raise _BrotliError(str(error)) from error
