"""What goes wrong between lint-post and LanguageTool costs grammar, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from ..process import Outcome, all_of
from .proxy import Proxy

POST = "# A post\n\nIt is is here, and it was a bit sad to loose them.\n\n## Nothing\n"
OURS = ["grammar/repeated-word", "sections/empty"]


@pytest.fixture(autouse=True)
def _post(tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text(POST, "utf-8")


def check(folder: Path, *options: str, **settings: Any) -> tuple[Outcome, list[str]]:
    done = all_of("check", "--no-cache", "--output-format", "json", *options, "post.md", cwd=folder, **settings)
    return done, [one["rule"] for one in json.loads(done.output)["diagnostics"]]


def configured(url: str) -> tuple[str, str]:
    return "--config", f'languagetool.url = "{url}"'


def test_without_languagetool_a_run_says_in_one_line_how_to_get_it(tmp_path: Path) -> None:
    done = all_of("check", "post.md", cwd=tmp_path)
    line, *_ = done.notes.splitlines()
    assert line == '1 file not proofread: LanguageTool is not installed; run "lint-post languagetool install".'
    assert done.code == 1
    assert "not proofread" not in all_of("check", "--ignore", "grammar/languagetool", "post.md", cwd=tmp_path).notes


def test_its_package_is_not_even_imported(tmp_path: Path) -> None:
    script = (
        "import sys; from lint_post.cli._run import run; sys.argv[1:] = ['check', 'post.md']; run(); "
        "print(sorted(name for name in sys.modules if name.startswith(('language_tool_python', 'httpx', 'psutil'))))"
    )
    (tmp_path / "post.md").write_text("It is here, all of it.\n", "utf-8")
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_who_asks_for_it_by_name_is_told_that_the_job_was_not_done(tmp_path: Path) -> None:
    done = all_of("check", "--extend-select", "grammar/languagetool", "post.md", cwd=tmp_path)
    assert done.code == 2
    assert done.notes.startswith("lint-post: 1 file not proofread: LanguageTool is not installed; ")
    assert all(rule in done.output for rule in OURS)
    # A group is no name, and its other rules have done their job.
    assert all_of("check", "--select", "grammar", "post.md", cwd=tmp_path).code == 1


def test_machines_are_told_too(tmp_path: Path) -> None:
    done = all_of("check", "--select", "grammar/languagetool", "--output-format", "json", "post.md", cwd=tmp_path)
    (error,) = json.loads(done.output)["errors"]
    assert error["file"] is None
    assert error["message"].startswith("1 file not proofread: LanguageTool is not installed")
    github = all_of("check", "--select", "grammar/languagetool", "--output-format", "github", "post.md", cwd=tmp_path)
    assert github.output.startswith("::error title=lint-post::1 file not proofread: ")
    for name in ("sarif", "markdown"):
        said = all_of("check", "--select", "grammar/languagetool", "--output-format", name, "post.md", cwd=tmp_path)
        assert "1 file not proofread" in said.output


def test_where_nothing_answers_all_other_rules_do_their_work(nobody: str, tmp_path: Path) -> None:
    url = nobody
    done, found = check(tmp_path, *configured(url))
    assert (done.code, found) == (1, OURS)
    assert f"1 file not proofread: no response from {url}/v2; start the server or set another URL." in done.notes
    done, found = check(tmp_path, "--languagetool-url", url)
    assert (done.code, found) == (2, OURS)


def test_what_is_no_address_is_refused_at_once(tmp_path: Path) -> None:
    done = all_of("check", "--languagetool-url", "localhost:8081", "post.md", cwd=tmp_path)
    assert (done.code, done.output) == (2, "")
    assert 'Invalid URL "localhost:8081"; use a form such as http://localhost:8081.' in done.notes
    done = all_of("check", *configured("localhost:8081"), "post.md", cwd=tmp_path)
    assert (done.code, done.output) == (2, "")
    assert "languagetool" in done.notes


@pytest.mark.parametrize("path", ["", "/", "/v2", "/v2/", "/v2/check"])
def test_an_address_is_understood_however_it_is_written(proxy: Proxy, tmp_path: Path, path: str) -> None:
    _, found = check(tmp_path, *configured(proxy.url + path))
    assert "grammar/languagetool" in found


@pytest.mark.parametrize(
    ("mischief", "why"),
    [
        (400, "LanguageTool at {url}/v2 returned 400: something went wrong"),
        (403, "LanguageTool at {url}/v2 returned 403: something went wrong"),
        (500, "LanguageTool failed on the text (500: something went wrong)"),
        ("nonsense", "{url}/v2 is not a LanguageTool server; fix the URL"),
        ("<html>Hello</html>", "{url}/v2 is not a LanguageTool server; fix the URL"),
        ("[]", "{url}/v2 is not a LanguageTool server; fix the URL"),
        ("drop", "no response from {url}/v2; start the server or set another URL"),
    ],
)
def test_a_server_that_fails_costs_grammar_alone(proxy: Proxy, tmp_path: Path, mischief: int | str, why: str) -> None:
    proxy.mischief["" if isinstance(mischief, str) else "plain:"] = mischief
    done, found = check(tmp_path, *configured(proxy.url))
    assert (done.code, found) == (1, OURS)
    assert f"1 file not proofread: {why.format(url=proxy.url)}." in done.notes


def test_a_server_that_hangs_is_left_in_time(proxy: Proxy, tmp_path: Path) -> None:
    proxy.mischief[""] = "hang"
    began = time.monotonic()
    done, found = check(tmp_path, *configured(proxy.url), "--config", "languagetool.timeout = 1")
    assert (done.code, found) == (1, OURS)
    assert f"1 file not proofread: no response from LanguageTool at {proxy.url}/v2 within 1 seconds." in done.notes
    assert time.monotonic() - began < 20


def test_a_server_that_is_busy_is_asked_again(proxy: Proxy, tmp_path: Path) -> None:
    proxy.mischief[""], proxy.left, proxy.headers = 503, 1, {"Retry-After": "0"}
    done, found = check(tmp_path, *configured(proxy.url))
    assert (done.code, found) == (1, [*OURS[:1], "grammar/languagetool", *OURS[1:]])
    proxy.left = None
    done, found = check(tmp_path, *configured(proxy.url))
    assert found == OURS


def test_a_limit_is_respected_and_then_told(proxy: Proxy, tmp_path: Path) -> None:
    proxy.mischief[""], proxy.headers = 429, {"Retry-After": "0"}
    done, found = check(tmp_path, *configured(proxy.url))
    assert found == OURS
    assert f"1 file not proofread: request limit of {proxy.url}/v2 reached." in done.notes
    assert len(proxy.texts) == 3


def test_a_paragraph_that_upsets_the_server_is_tried_in_another_way(proxy: Proxy, tmp_path: Path) -> None:
    paragraphs = [f"The paragraph {number} is a bit sad to loose `it`, but them." for number in range(9)]
    (tmp_path / "post.md").write_text("\n\n".join(paragraphs) + "\n", "utf-8")
    proxy.mischief["paragraph 4 "] = 500
    done, found = check(tmp_path, "--select", "grammar/languagetool", *configured(proxy.url))
    places = [one["range"]["start"] for one in json.loads(done.output)["diagnostics"]]
    assert found == []
    assert places == []
    assert [form["text"] for _, form in proxy.asked if "text" in form] == [paragraphs[4].replace("`it`", "Dummy0")]


def test_a_paragraph_that_upsets_it_in_any_way_costs_itself_alone(proxy: Proxy, tmp_path: Path) -> None:
    paragraphs = [f"In paragraph {number} it is a bit sad to loose them." for number in range(9)]
    (tmp_path / "post.md").write_text("\n\n".join(paragraphs) + "\n", "utf-8")
    proxy.mischief["plain:paragraph 4 "] = 500
    done, found = check(tmp_path, "--select", "grammar/languagetool", *configured(proxy.url))
    assert len(found) == 8
    assert "1 file not proofread: LanguageTool failed on the text (500: something went wrong)." in done.notes


def test_what_really_upsets_it_is_read_in_plain_form(proxy: Proxy, tmp_path: Path) -> None:
    # The speller for Arabic takes the word that stands for code for a mistake, and the server then loses its place.
    text = "---\nlang: ar\n---\n\nمن الأفضل أن تشرح لهم `code` كيف يمكنهم الحصول على فكرة أوضح.\n"
    (tmp_path / "post.md").write_text(text, "utf-8")
    settings = ("--config", 'languagetool.extend-rules = ["HUNSPELL_RULE_AR"]', "--config", EVEN_SPELLING)
    done, _ = check(tmp_path, "--select", "grammar/languagetool", *settings, *configured(proxy.url))
    assert done.notes.splitlines()[-1].startswith(("All good", "Found"))
    assert "not proofread" not in done.notes
    assert any("text" in form for _, form in proxy.asked)


EVEN_SPELLING = 'languagetool.extend-categories = ["TYPOS"]'


def test_a_language_that_it_does_not_know_costs_that_language_alone(proxy: Proxy, tmp_path: Path) -> None:
    proxy.mischief["enfants"] = 400
    (tmp_path / "fr.md").write_text("---\nlang: fr\n---\n\nLes enfants mange des pommes.\n", "utf-8")
    chosen = ("check", "--no-cache", "--select", "grammar/languagetool", *configured(proxy.url))
    done = all_of(*chosen, "fr.md", "post.md", cwd=tmp_path)
    assert "LOOSE_LOSE" in done.output
    assert f"1 file not proofread: LanguageTool at {proxy.url}/v2 returned 400: something went wrong." in done.notes


def test_a_paragraph_that_is_no_prose_is_not_sent(proxy: Proxy, tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text("All of it is here. " * 110_000 + "\n\nIt is a bit sad to loose them.\n", "utf-8")
    done, found = check(tmp_path, "--select", "grammar/languagetool", *configured(proxy.url))
    assert found == ["grammar/languagetool"]
    assert "1 file not proofread: a paragraph is longer than 100000 characters; split it." in done.notes


def test_a_post_of_two_megabytes_is_read_as_a_whole(proxy: Proxy, tmp_path: Path) -> None:
    paragraph = "There is nothing to be said of it at all, but it is said all the same. " * 20
    slip = "It is a bit sad to loose them."
    (tmp_path / "post.md").write_text(f"{paragraph}\n\n" * 1_400 + f"{slip}\n", "utf-8")
    done, found = check(tmp_path, "--select", "grammar/languagetool", *configured(proxy.url))
    assert (done.code, found) == (1, ["grammar/languagetool"])
    # Equal paragraphs are one question.
    assert sum(len(text) for text in proxy.texts) == len(paragraph.strip()) + len(slip) + len("\n\n")


@pytest.mark.parametrize(
    "url", ["http://[::1", "http://localhost:abc", "http://a..b", f"http://{'a' * 300}.test", "ftp://a.b"]
)
def test_what_can_be_no_address_is_told_as_such(tmp_path: Path, url: str) -> None:
    done = all_of("check", "--languagetool-url", url, "post.md", cwd=tmp_path)
    assert (done.code, done.output) == (2, "")
    assert f'Invalid URL "{url}"; use a form such as http://localhost:8081.' in done.notes
    done = all_of("check", *configured(url), "post.md", cwd=tmp_path)
    assert done.notes.startswith('lint-post: --config: "languagetool.url" must be a URL such as ')


@pytest.mark.parametrize("name", ["HTTP_PROXY", "ALL_PROXY"])
@pytest.mark.parametrize("value", ["socks5://127.0.0.1:9", "ftp://x", "http://[::1", "http://127.0.0.1:9"])
def test_a_proxy_is_not_asked_for_this_machine(proxy: Proxy, tmp_path: Path, name: str, value: str) -> None:
    _, found = check(tmp_path, *configured(proxy.url), **{name: value, name.lower(): value})
    assert "grammar/languagetool" in found


@pytest.mark.parametrize("value", ["socks5://127.0.0.1:9", "ftp://x", "http://[::1", "http://127.0.0.1:9"])
def test_a_proxy_that_cannot_be_used_costs_grammar_alone(tmp_path: Path, value: str) -> None:
    done, found = check(tmp_path, *configured("http://languagetool.test"), HTTP_PROXY=value, http_proxy=value)
    assert (done.code, found) == (1, OURS)
    assert "1 file not proofread: " in done.notes


def test_a_password_in_the_address_is_not_shown(nobody: str, tmp_path: Path) -> None:
    url = nobody.replace("//", "//somebody:s3cret@")
    done, _ = check(tmp_path, *configured(url))
    assert "1 file not proofread: no response from http://127.0.0.1:" in done.notes
    status = all_of("languagetool", "status", *configured(url), cwd=tmp_path)
    assert "s3cret" not in done.notes + status.notes + status.output


def test_what_others_than_languagetool_say_is_not_shown(proxy: Proxy, tmp_path: Path) -> None:
    proxy.mischief[""], proxy.words = 403, b"SECRET=hunter2"
    done, found = check(tmp_path, *configured(proxy.url))
    assert found == OURS
    assert f"1 file not proofread: LanguageTool at {proxy.url}/v2 returned 403." in done.notes


@pytest.mark.parametrize(
    "answer",
    [
        "[" * 200_000,
        '{"matches": [], "software": {"version": "\\ud800"}}',
        '{"matches": [], "software": {"version": ["\u001b]8;;"]}}',
        '{"matches": [{"offset": 1e400, "length": NaN}], "software": {"version": "6.8"}}',
    ],
)
def test_no_answer_ends_a_run(proxy: Proxy, tmp_path: Path, answer: str) -> None:
    proxy.mischief[""] = answer
    _, found = check(tmp_path, *configured(proxy.url))
    assert found == OURS


def test_an_answer_that_drips_is_left_in_time(proxy: Proxy, tmp_path: Path) -> None:
    proxy.mischief[""] = "drip"
    began = time.monotonic()
    done, found = check(tmp_path, *configured(proxy.url), "--config", "languagetool.timeout = 1")
    assert found == OURS
    assert f"no response from LanguageTool at {proxy.url}/v2 within 1 seconds." in done.notes
    assert time.monotonic() - began < 15


def test_a_slow_paragraph_costs_itself_alone(proxy: Proxy, tmp_path: Path) -> None:
    proxy.mischief["plain:POISON"], proxy.words = 500, b"Error: Checking took longer than 30.0 seconds"
    (tmp_path / "slow.md").write_text("All of it is full of POISON and more.\n", "utf-8")
    chosen = ("check", "--no-cache", "--select", "grammar/languagetool", *configured(proxy.url))
    done = all_of(*chosen, "slow.md", "post.md", cwd=tmp_path)
    assert "LOOSE_LOSE" in done.output
    assert (
        "1 file not proofread: LanguageTool failed on the text (500: Checking took longer than 30.0 seconds)."
        in done.notes
    )


def test_what_nobody_would_write_is_no_replacement(proxy: Proxy, tmp_path: Path) -> None:
    rule = {"id": "EN_A_VS_AN", "category": {"id": "MISC"}}
    match = {"message": "No.", "offset": 0, "length": 2, "rule": rule, "replacements": [{"value": "A\n\u202e\x1b[31m"}]}
    proxy.mischief[""] = json.dumps({"matches": [match], "software": {"version": "6.8"}})
    (tmp_path / "post.md").write_text("An model was trained.\n", "utf-8")
    done, _ = check(tmp_path, "--select", "grammar/languagetool", *configured(proxy.url))
    (found,) = json.loads(done.output)["diagnostics"]
    assert (found["fix"], found["alternatives"]) == (None, [])


def test_paragraphs_do_not_colour_one_another(proxy: Proxy, tmp_path: Path) -> None:
    """Some rules compare paragraphs: what they say of one must not be kept for it."""
    (tmp_path / "both.md").write_text("We organize it for all of us.\n\nThey organise it for all of them.\n", "utf-8")
    (tmp_path / "one.md").write_text("They organise it for all of them.\n", "utf-8")
    setting = 'languagetool.extend-rules = ["EN_WORD_COHERENCY"]'
    chosen = ("check", "--cache-dir", "cache", "--select", "grammar/languagetool", "--config", setting)
    for file in ("both.md", "one.md"):
        assert all_of(*chosen, *configured(proxy.url), file, cwd=tmp_path).output == ""


def test_a_paragraph_without_any_blank_is_done_in_time(proxy: Proxy, tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text("a" * 90_000 + " is what he like to see here.\n", "utf-8")
    began = time.monotonic()
    check(tmp_path, "--select", "grammar/languagetool", *configured(proxy.url))
    assert time.monotonic() - began < 60
