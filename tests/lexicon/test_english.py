"""What a writer's words meet: known, corrected, guessed, or left alone."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from marisa_trie import BytesTrie

from lint_post.lexicon import english as lexicon

SCRIPT = Path(__file__).parents[2] / "scripts" / "build_lexicon.py"


def misspellings() -> dict[str, tuple[str, ...]]:
    table = BytesTrie().mmap(str(lexicon.DATA / "misspellings.marisa"))
    return {wrong: tuple(rights.decode().split("\n")) for wrong, rights in table.items()}


@pytest.mark.parametrize(
    "word",
    [
        *("house", "House", "HOUSE", "a", "I"),
        *("Paris", "PARIS", "JavaScript", "NeRF", "Github", "LLM"),
        *("behaviour", "behavior", "organize", "organise", "modelling", "modeling"),
        *("dog's", "dogs’", "we’ve", "Paris’s", "there'd", "doesn’t"),
        *("café", "cafe", "naïve", "Naïve", "cafe\u0301"),
        *("dataset", "tokenizer", "kubectl", "runtimes", "performant", "ecommerce", "upvoted", "DALLE2"),
        *("state-of-the-art", "co-operate", "e-mail", "well-known"),
    ],
)
def test_known_words(word: str) -> None:
    assert lexicon.is_known(word)


@pytest.mark.parametrize(
    "word", ["speeech", "fasion", "Seperate", "TEH", "paris", "qwrtyz", "re-runing", "doesnt", "-"]
)
def test_unknown_words(word: str) -> None:
    assert not lexicon.is_known(word)


@pytest.mark.parametrize(
    "word", ["agressive", "anser", "repitition", "explicity", "softwares", "informations", "doesnt"]
)
def test_neither_a_technical_list_nor_an_ending_makes_a_misspelling_known(word: str) -> None:
    assert not lexicon.is_known(word)
    assert lexicon.corrections(word)


@pytest.mark.parametrize("word", ["paris", "Paris", "NERF", "zürich"])
def test_names_are_found_in_any_case(word: str) -> None:
    assert lexicon.is_name(word)


@pytest.mark.parametrize("word", ["house", "House", "speeech"])
def test_ordinary_and_unknown_words_are_not_names(word: str) -> None:
    assert not lexicon.is_name(word)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("fasion", ("fashion",)),
        ("Fasion", ("Fashion",)),
        ("TEH", ("THE",)),
        ("occured", ("occurred",)),
        ("feburary", ("February",)),
        ("doesnt", ("doesn't",)),
        ("Does’nt", ("Doesn't",)),
        ("alot", ("a lot",)),
        ("beggining’s", ("beginning’s",)),
        ("percenatge", ("percentage", "percentages")),
        ("opitions", ("options", "opinions")),
    ],
)
def test_corrections_carry_the_case_and_come_best_first(word: str, expected: tuple[str, ...]) -> None:
    assert lexicon.corrections(word) == expected


@pytest.mark.parametrize("word", ["house", "Damon", "Skelton", "discernable", "reparametrization", "interruptible", ""])
def test_what_is_right_is_not_corrected(word: str) -> None:
    assert lexicon.corrections(word) == ()


def test_every_correction_is_known_and_no_misspelling_is() -> None:
    table = misspellings()
    assert len(table) > 90_000
    assert [wrong for wrong in table if lexicon.is_known(wrong)] == []
    assert {
        right for rights in table.values() for right in rights if not all(map(lexicon.is_known, right.split()))
    } == set()


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("speeech", "speech"),
        ("happning", "happening"),
        ("canddiate", "candidate"),
        ("halucinated", "hallucinated"),
        ("would’t", "wouldn't"),
        ("neighbuor’s", "neighbour's"),
        ("mathematcical", "mathematical"),
        ("photogrophy", "photography"),
    ],
)
def test_one_slip_away_from_a_frequent_word(word: str, right: str) -> None:
    assert lexicon.corrections(word) in ((), (right.replace("'", "’"),))
    assert (lexicon.likely_correction(word) or lexicon.corrections(word)[0]).replace("’", "'") == right


@pytest.mark.parametrize(
    "word",
    [
        *("Langevin", "langevin", "Mostafa", "DALLE2", "NeRF", "nerf", "LibriSpeech", "SuperGLUE", "paris"),
        *("finetuning", "pretrained", "pretraining", "tokenizer", "kubectl", "dataset", "dataframes", "sanitisation"),
        *("uncurried", "autocompleter", "blogroll", "facto", "fiance", "voila", "there’d"),
        *("teh", "lnog", "x1y2z", "zweiundvierzig", "wav2vec", "日本語", "naïv", ""),
    ],
)
def test_names_terms_compounds_and_strangers_are_left_alone(word: str) -> None:
    assert lexicon.likely_correction(word) is None
    assert lexicon.likely_correction(word, thorough=True) is None


def test_a_misspelling_that_is_listed_is_not_guessed_as_well() -> None:
    assert lexicon.corrections("fasion")
    assert lexicon.likely_correction("fasion") is None


def test_two_equally_near_frequent_words_are_not_an_answer() -> None:
    assert lexicon.likely_correction("reation") is None  # reaction, relation


def test_thorough_adds_wrong_and_extra_letters_in_shorter_words() -> None:
    assert lexicon.likely_correction("actuve") is None
    assert lexicon.likely_correction("actuve", thorough=True) == "active"


def test_a_word_that_is_right_elsewhere_in_the_document_is_likelier() -> None:
    assert lexicon.likely_correction("kublet") is None
    assert lexicon.likely_correction("kublet", beside={"kubelet", "cluster"}) == "kubelet"


@pytest.mark.parametrize(
    "word", ["codebase", "Codebases", "uncurried", "web-scale", "mis-specified", "DreamStudio", "resizable"]
)
def test_compounds(word: str) -> None:
    assert lexicon.is_compound(word)


@pytest.mark.parametrize("word", ["wokflow", "contanis", "speeech", "bootstraper-friendly", "Fasion", "thier"])
def test_slips_do_not_pass_for_compounds(word: str) -> None:
    assert not lexicon.is_compound(word)


def test_frequencies_tell_common_from_rare() -> None:
    assert lexicon.frequency("The") > lexicon.frequency("house") > lexicon.frequency("thermostat") > 20_000
    assert 0 < lexicon.frequency("scrobble") <= 20_000
    assert lexicon.frequency("speeech") == lexicon.frequency("Mostafa") == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Whisper was trained on speeech that was scraped from the internet", True),
        ("Kuang-Huei Lee, Ofir Nachum, Mengjiao Yang", True),
        ("Vea las diferencias entre los Pipelines de ambos sistemas", False),
        ("Das ist die neue Fassung des Buches über maschinelles Lernen", False),
        ("Zbog toga se koristi kao povratni tip metoda koje ne vraćaju ništa", False),
    ],
)
def test_the_language_of_a_block(text: str, *, expected: bool) -> None:
    assert lexicon.is_english(re.findall(r"[^\W\d_]+", text)) is expected


@pytest.mark.parametrize(
    ("word", "spelled"),
    [
        ("behavior", "behavior behaviour behaviour behaviour behaviour"),
        ("Colours", "Colors Colours Colours Colours Colours"),
        ("CENTRE", "CENTER CENTRE CENTRE CENTRE CENTRE"),
        ("neighbour’s", "neighbor’s neighbour’s neighbour’s neighbour’s neighbour’s"),
        ("organise", "organize organise organize organize organise"),
        ("tokenization", "tokenization tokenisation tokenization tokenization tokenisation"),
        ("analyze", "analyze analyse analyse analyze analyse"),
        ("canceled", "canceled cancelled cancelled cancelled cancelled"),
    ],
)
def test_spellings_by_dialect(word: str, spelled: str) -> None:
    assert dict(zip(lexicon.DIALECTS, lexicon.spellings(word), strict=True)) == dict(
        zip(("en-US", "en-GB", "en-GB-oxendict", "en-CA", "en-AU"), spelled.split(), strict=True)
    )


@pytest.mark.parametrize(
    "word", ["practice", "licence", "cheque", "metre", "disc", "catalog", "gray", "cancelled", "surprise", "resize", ""]
)
def test_what_tells_nothing_of_a_dialect(word: str) -> None:
    assert lexicon.spellings(word) == ()


def test_spellings_agree_with_each_other() -> None:
    table = BytesTrie().mmap(str(lexicon.DATA / "dialects.marisa"))
    assert len(table) > 9_000
    for word in table:
        spelled = lexicon.spellings(word)
        assert word in spelled
        assert len(set(spelled)) > 1


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def test_import_opens_nothing() -> None:
    assert run("import sys, lint_post.lexicon; print('marisa_trie' in sys.modules)") == "False\n"


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="only Linux tells what is resident")
def test_a_look_up_maps_one_file_and_copies_none_of_it() -> None:
    smaps = run(
        "from lint_post.lexicon import english;english.is_known('house'); print(open('/proc/self/smaps').read())"
    )
    entries = re.findall(r"^\S+ (\S+) .*/(\w+\.marisa)\n(?:.*\n)*?Anonymous: +(\d+) kB", smaps, re.MULTILINE)
    assert entries == [("r--s", "words.marisa", "0")]


def test_threads_may_open_it_at_the_same_time() -> None:
    code = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from lint_post.lexicon import english as lexicon\n"
        "with ThreadPoolExecutor(16) as pool:\n"
        "    print(set(pool.map(lexicon.likely_correction, ['speeech'] * 64)))\n"
    )
    assert run(code) == "{'speech'}\n"


def test_the_data_are_what_the_script_recorded() -> None:
    lines = (lexicon.DATA / "SHA256SUMS").read_text().splitlines()
    recorded = {name: digest for digest, name in map(str.split, lines)}
    assert recorded == {path.name: sha256(path.read_bytes()).hexdigest() for path in lexicon.DATA.glob("*.marisa")}
    assert len(recorded) == 5


def test_the_data_are_small() -> None:
    assert sum(path.stat().st_size for path in lexicon.DATA.iterdir()) < 4_000_000


def test_the_notice_names_every_source_with_its_version_and_licence() -> None:
    notice = (lexicon.DATA / "NOTICE.md").read_text("utf-8")
    for package in runpy.run_path(str(SCRIPT))["PACKAGES"]:
        assert f"| {package.name} | {package.client} | {package.version} | {package.licence} |" in notice
    for phrase in (
        "Kevin Atkinson",
        "Princeton University",
        "Geoff Kuenning",
        "Permission is hereby granted",
        "Wolf Garbe",
    ):
        assert phrase in notice


def test_a_word_without_end_is_not_a_typo() -> None:
    assert lexicon.likely_correction("a" * 100_000) is None
