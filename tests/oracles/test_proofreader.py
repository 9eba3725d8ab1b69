"""Between paragraphs and LanguageTool: offsets, batches, limits, addresses."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint_post.oracles.proofreader import installed, notation
from lint_post.oracles.proofreader.client import base
from lint_post.oracles.proofreader.dispatch import dispatch
from lint_post.oracles.proofreader.failures import FailureError, UpsetError
from lint_post.oracles.proofreader.memory import Memory
from lint_post.oracles.proofreader.notation import NonsenseError, Passage
from lint_post.oracles.proofreader.pace import Pace
from lint_post.prose.block import MASK
from lint_post.rule.question import Manner, NotAsked, Proofread, Remark, Remarks
from lint_post.store.codec import dumps
from lint_post.store.store import Store
from lint_post.text.source import Span

TEXTS = st.text(st.sampled_from(["a", "é", "字", "😀", " ", "\n", MASK, "𝒜", "\u0301"]), min_size=1, max_size=12)
ENGLISH = Manner("en-US")


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def match(offset: int, length: int, context: dict[str, object] | None = None) -> dict[str, object]:
    rule = {"id": "SOME_RULE", "issueType": "grammar", "category": {"id": "GRAMMAR"}, "urls": [], "tags": ["picky"]}
    replacements = [{"value": "this"}, {"value": "that"}]
    said: dict[str, object] = {"message": "No.", "offset": offset, "length": length, "rule": rule}
    return said | {"replacements": replacements} | ({"context": context} if context else {})


@given(st.lists(TEXTS, min_size=1, max_size=4), st.data())
def test_a_place_in_what_was_sent_is_one_in_its_paragraph(texts: list[str], data: st.DataObject) -> None:
    passage = Passage.of(texts)
    sent = "".join(part.get("text", part.get("markup", "")) for part in passage.annotation)
    assert sent == "\n\n".join(texts)
    index = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[index]) - 1))
    end = data.draw(st.integers(start + 1, len(texts[index])))
    before = "\n\n".join([*texts[:index], ""]) + texts[index][:start]
    document = {"matches": [match(units(before), units(texts[index][start:end]))]}
    found = notation.shared_out(document, texts, passage)
    assert [[(one.start, one.end) for one in remarks] for remarks in found] == [
        [(start, end)] if number == index else [] for number in range(len(texts))
    ]


@given(TEXTS, st.data())
def test_a_place_in_the_plain_text_is_one_in_the_paragraph(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    sent = notation.plain
    document = {"matches": [match(units(sent(text[:start])), units(sent(text[start:end])))]}
    (remark,) = notation.of_plain(document, text)
    assert (remark.start, remark.end) == (start, end)


def test_everything_in_a_remark_is_kept() -> None:
    (remark,) = notation.of_plain({"matches": [match(3, 4)], "language": {"code": "en-GB"}}, "It thsi is.")
    page = "https://community.languagetool.org/rule/show/SOME_RULE?lang=en"
    assert remark == Remark(3, 7, "No.", "SOME_RULE", "GRAMMAR", "grammar", page, ("this", "that"), is_picky=True)


def test_a_match_whose_place_is_not_what_it_shows_is_left_out() -> None:
    wrong = {"matches": [match(3, 4, {"text": "It thsi is.", "offset": 0, "length": 2})]}
    assert notation.of_plain(wrong, "It thsi is.") == ()
    right = {"matches": [match(3, 4, {"text": "It thsi is.", "offset": 3, "length": 4})]}
    assert len(notation.of_plain(right, "It thsi is.")) == 1


def test_a_page_with_an_unusual_url_is_not_shown() -> None:
    said = match(3, 4)
    said["rule"] = {"id": "A\x1b]8;;", "category": {"id": "GRAMMAR"}, "urls": [{"value": "https://a.test/\x1b[31m"}]}
    (remark,) = notation.of_plain({"matches": [said]}, "It thsi is.")
    assert remark.page == ""


@pytest.mark.parametrize(
    "document",
    [None, [], {}, {"matches": None}, {"matches": [1]}, {"matches": [{}]}, {"matches": [match(-1, 2)]}]
    + [{"matches": [{**match(0, 1), "rule": rule}]} for rule in (None, {}, {"id": "A"}, {"id": "A", "category": None})],
)
def test_an_answer_that_is_not_from_languagetool_is_noticed(document: object) -> None:
    with pytest.raises(NonsenseError):
        notation.of_plain(document, "It thsi is.")


class Server:
    """Says nothing of any text, and fails on those with an “x”, in plain form on those with an “y”."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def check(self, texts: Sequence[str], _manner: Manner) -> list[tuple[Remark, ...]]:
        self.asked.append(tuple(texts))
        if any("x" in text for text in texts):
            raise UpsetError("it fails")
        return [() for _ in texts]

    def check_plain(self, text: str, _manner: Manner) -> tuple[Remark, ...]:
        self.asked.append((f"plain {text}",))
        if "y" in text:
            raise UpsetError("it fails")
        return ()


def question(text: str, manner: Manner = ENGLISH) -> Proofread:
    return Proofread(Span(0, 1), text, manner)


def test_one_bad_paragraph_costs_its_neighbours_nothing() -> None:
    server = Server()
    questions = [question(f"line {number}{'xy' if number == 5 else ''}") for number in range(8)]
    answers = {asked.text: answer for asked, answer in dispatch(questions, server, 1)}
    assert answers.pop("line 5xy") == NotAsked("it fails")
    assert set(answers.values()) == {Remarks()}
    assert len(server.asked) == 1 + 2 * 3 + 1


def test_a_server_that_fails_on_everything_is_soon_left_alone() -> None:
    server = Server()
    with pytest.raises(FailureError):
        list(dispatch([question(f"line {number} xy") for number in range(1_000)], server, 1))
    assert len(server.asked) < 40


@given(st.lists(st.tuples(st.integers(1, 9_000), st.sampled_from(["en-US", "fr"])), min_size=1, max_size=80))
def test_every_question_is_asked_once_with_others_of_its_manner(rows: list[tuple[int, str]]) -> None:
    server = Server()
    questions = [question(f"{index} " + "a" * size, Manner(name)) for index, (size, name) in enumerate(rows)]
    answered = [one.question for one in dispatch(questions, server, 2)]
    assert sorted(one.text for one in answered) == sorted(one.text for one in questions)
    assert sorted(text for texts in server.asked for text in texts) == sorted(one.text for one in questions)
    languages = {one.text: one.manner.language for one in questions}
    for texts in server.asked:
        assert len({languages[text] for text in texts}) == 1
        assert sum(map(len, texts)) <= 8_000 or len(texts) == 1


def test_limits_of_a_public_server_are_kept() -> None:
    now = 0.0
    sent: list[tuple[float, int]] = []

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    pace = Pace(20, 75_000, lambda: now, sleep)
    for size in [20_000, 100, 19_000] * 40:
        pace.wait(size)
        sent.append((now, size))
        now += 0.5
    for moment, _ in sent:
        within = [size for when, size in sent if moment <= when < moment + 60]
        assert len(within) <= 20
        assert sum(within) <= 75_000


def test_a_request_over_the_limit_is_not_held_for_ever() -> None:
    pace = Pace(20, 75_000, lambda: 0.0, lambda _: pytest.fail("it waits"))
    pace.wait(80_000)


@pytest.mark.parametrize("path", ["", "/", "/v2", "/v2/", "/v2/check", "/v2/check/"])
def test_an_address_may_be_written_with_its_path_or_without(path: str) -> None:
    assert base(f"http://localhost:8081{path}") == "http://localhost:8081/v2"
    assert base(f"https://example.com/lt{path}") == "https://example.com/lt/v2"


def test_the_newest_installation_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path
    for name in (
        "LanguageTool-6.8",
        "LanguageTool-6.10",
        "LanguageTool-5.9",
        "LanguageTool-20240101",
        "LanguageTool-7.0",
    ):
        (folder / name).mkdir()
        if name != "LanguageTool-7.0":  # which is not whole
            (folder / name / "languagetool-server.jar").write_bytes(b"")
    (folder / "LanguageTool-9.9.zip").write_bytes(b"")
    monkeypatch.setenv("LTP_PATH", str(folder))
    versions = [installed.version(home) for home in installed.homes()]
    assert versions == ["20240101", "6.10", "6.8", "5.9"]


class Shelf(Store):
    """A store in memory."""

    def __init__(self) -> None:
        self.rows: dict[bytes, bytes] = {}

    def get(self, keys: Collection[bytes], /, *, lasting: bool = False) -> dict[bytes, bytes]:
        return {key: self.rows[key] for key in keys if key in self.rows}

    def put(self, key: bytes, value: bytes, /, *, lasting: bool = False) -> None:
        self.rows[key] = value


HIS = question("He go home.")
GOES = Remark(3, 5, "“goes”", "HE_VERB_AGR", "GRAMMAR", "grammar", "", ("goes",), is_picky=False)


def test_a_remembered_answer_is_given_again_for_the_same_server_alone() -> None:
    memory = Memory(Shelf())
    memory.keep(HIS, "6.6", Remarks((GOES,)))
    assert memory.recall([HIS], "6.6") == {HIS: Remarks((GOES,))}
    assert memory.recall([HIS], "6.5") == {}


@pytest.mark.parametrize(
    "changed",
    [
        {0: "3"},
        {0: True},
        {0: -1},
        {1: 12},
        {1: 2},
        {2: None},
        {3: 7},
        {4: b"GRAMMAR"},
        {5: ()},
        {6: 1.5},
        {7: "goes"},
        {7: (1,)},
        {8: "no"},
        {9: "one more"},
    ],
)
def test_what_somebody_else_wrote_into_the_store_is_not_an_answer(changed: dict[int, object]) -> None:
    shelf = Shelf()
    memory = Memory(shelf)
    memory.keep(HIS, "6.6", Remarks((GOES,)))
    fields = dict(enumerate(getattr(GOES, name) for name in GOES._fields)) | changed
    shelf.rows = dict.fromkeys(shelf.rows, dumps([tuple(fields.values())]))
    assert memory.recall([HIS], "6.6") == {}
