"""Files that are something else than Markdown or plain text, by their suffix or by binary data in them."""

from __future__ import annotations

import os
import stat

_KINDS = {
    "an image": "apng avif bmp gif heic ico jpeg jpg jxl png psd svg tif tiff webp",
    "audio": "aac flac m4a mp3 ogg opus wav",
    "a video": "avi m4v mkv mov mp4 mpeg mpg ogv webm",
    "an archive": "7z bz2 gz jar rar tar tgz whl xz zip zst",
    "a font": "eot otf ttf woff woff2",
    "an office document": "doc docx key numbers odp ods odt pages ppt pptx rtf xls xlsx",
    "a PDF file": "pdf",
    "an e-book": "azw3 epub mobi",
    "a Jupyter notebook": "ipynb",
    "reStructuredText": "rest rst",
    "AsciiDoc": "ad adoc asciidoc",
    "Org mode": "org",
    "Textile": "textile",
    "LaTeX": "bib cls latex sty tex",
    "Typst": "typ",
    "HTML": "htm html shtml xhtml",
    "a style sheet": "css less sass scss",
    "data": "csv db ini json json5 jsonc jsonl lock ndjson parquet plist sqlite sqlite3 toml tsv xml yaml yml",
    "a patch": "diff patch",
    "source code": "astro bash bat c cc clj cpp cs cxx dart ex exs fish fs go gradle h hpp hs java jl js jsx kt kts"
    " lua mjs cjs ml mm nim nix php pl pm ps1 py pyi pyx r rb rs scala sh sol sql svelte swift tf ts tsx vb vim vue zig"
    " zsh",
    "a program": "a bin class dll dylib exe o obj pyc so wasm",
}
_BY_SUFFIX = {f".{suffix}": kind for kind, suffixes in _KINDS.items() for suffix in suffixes.split()}
_SNIFFED = 8192  # bytes
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")  # byte order marks of UTF-16 and UTF-32


def other_kind(path: str, suffix: str) -> str | None:
    """Why the file ``path`` cannot be checked, None if it may be text; ``suffix`` is its own in lower case."""
    kind = _BY_SUFFIX.get(suffix)
    if kind:
        return f'Not a Markdown file: "{suffix}" is the suffix of {kind}'
    return "Not a Markdown file: binary data" if _is_binary(path) else None


def _is_binary(path: str) -> bool:
    """Whether a regular file has NUL bytes near its beginning; a pipe could be read only once."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - only a name is needed
            return False
        with open(path, "rb") as file:  # noqa: PTH123 - the same
            head = file.read(_SNIFFED)
    except OSError:
        return False  # reading it will say why
    return b"\0" in head and not head.startswith(_MARKS)
