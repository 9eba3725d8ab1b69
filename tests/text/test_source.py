"""From bytes to text, and from offsets to places."""

import pytest

from lint_post.errors import DecodeError
from lint_post.text.source import Piece, Place, Source, SourceMap, Span


def test_a_place_in_every_unit() -> None:
    source = Source("a\r\né😀x\ry")
    assert source.place(5) == Place(line=2, column=3, column_utf8=7, column_utf16=4, offset=5)
    assert source.place(7) == Place(3, 1, 1, 1, 7)
    assert [source.line_text(line) for line in (1, 2, 3)] == ["a", "é😀x", "y"]


def test_places_far_into_a_long_line() -> None:
    source = Source("é" * 10_000)
    assert source.place(9_999) == Place(1, 10_000, 19_999, 10_000, 9_999)


def test_the_end_of_a_text_is_a_place() -> None:
    assert Source("a\n").place(2) == Place(2, 1, 1, 1, 2)
    assert Source("").place(0) == Place(1, 1, 1, 1, 0)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"abc\xff", "Invalid UTF-8 at byte 3"),
        (b"caf\xe9 au lait", "Windows-1252 or Latin-1"),
        ("# Title\n".encode("utf-16"), "UTF-16"),
        ("# Title\n".encode("utf-16-le"), "UTF-16"),
        ("# Title\n".encode("utf-16-be"), "UTF-16"),
        ("日本語のテキスト。これは長い。".encode("shift_jis"), "Shift_JIS"),
    ],
)
def test_what_is_not_utf_8_says_what_it_looks_like(data: bytes, said: str) -> None:
    with pytest.raises(DecodeError, match=said) as raised:
        Source.from_bytes(data, "a.md")
    assert raised.value.path == "a.md"
    assert raised.value.message.endswith("; save the file as UTF-8")


def test_a_few_nul_characters_are_not_another_encoding() -> None:
    assert Source.from_bytes(b"a text with one \0 in it").text == "a text with one \0 in it"


def test_a_map_goes_back_through_what_was_decoded() -> None:
    mapped = SourceMap((Piece(0, 0, 2), Piece(2, 2, 7), Piece(3, 7, 9)), 5)  # “ab&amp;cd” decoded
    assert mapped.span(1, 2) == Span(1, 2)
    assert mapped.span(1, 4) == Span(1, 8)
    assert mapped.span(2, 3) == Span(2, 7)
    assert mapped.span(3, 3) == Span(7, 7)
    assert mapped.slice(1, 5, 10) == [Piece(10, 1, 2), Piece(11, 2, 7), Piece(12, 7, 9)]
