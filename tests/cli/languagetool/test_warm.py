"""What was said once of a paragraph is not asked again."""

from __future__ import annotations

import json
from pathlib import Path

from ..process import Outcome, lint_post
from .proxy import Proxy

FIRST = "It was a bit sad to loose them, and there was more to come."
SECOND = "Nobody knew what there was to say of it all."
THIRD = "The third paragraph of it is here for the sake of the number three."


def check(proxy: Proxy, folder: Path, *options: str, given: str = "") -> Outcome:
    arguments = ("--select", "grammar/languagetool", "--cache-dir", str(folder / "cache"), *options)
    return lint_post("check", *arguments, "--languagetool-url", proxy.url, given=given, cwd=folder)


def write(folder: Path, *paragraphs: str, name: str = "post.md") -> None:
    (folder / name).write_text("\n\n".join(paragraphs) + "\n", "utf-8")


def test_an_unchanged_post_is_not_asked_about_again(proxy: Proxy, tmp_path: Path) -> None:
    write(tmp_path, FIRST, SECOND)
    first = check(proxy, tmp_path, "post.md")
    assert "LOOSE_LOSE" in first.output
    assert len(proxy.texts) == 1
    proxy.asked.clear()
    assert check(proxy, tmp_path, "post.md") == first
    assert proxy.asked == []


def test_of_a_changed_post_the_changed_paragraph_is_sent_alone(proxy: Proxy, tmp_path: Path) -> None:
    write(tmp_path, FIRST, SECOND, THIRD)
    check(proxy, tmp_path, "post.md")
    proxy.asked.clear()
    write(
        tmp_path, "A new beginning is here, and it is longer than before.", FIRST, SECOND.replace("all", "rest"), THIRD
    )
    outcome = check(proxy, tmp_path, "post.md")
    assert "post.md:3:21: " in outcome.output
    sent = "\n\n".join(proxy.texts)
    assert (
        sent
        == "A new beginning is here, and it is longer than before.\n\nNobody knew what there was to say of it rest."
    )


def test_paragraphs_are_known_in_whatever_post_they_stand(proxy: Proxy, tmp_path: Path) -> None:
    write(tmp_path, FIRST, SECOND)
    check(proxy, tmp_path, "post.md")
    proxy.asked.clear()
    write(tmp_path, SECOND, FIRST, name="other.md")
    assert "other.md:3:21: " in check(proxy, tmp_path, "other.md").output
    assert proxy.asked == []


def test_editors_share_what_is_known(proxy: Proxy, tmp_path: Path) -> None:
    write(tmp_path, FIRST, SECOND)
    check(proxy, tmp_path, "post.md")
    proxy.asked.clear()
    text = f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n"
    assert "post.md:1:21: " in check(proxy, tmp_path, "--stdin-filename", "post.md", "-", given=text).output
    assert proxy.texts == [THIRD]


def test_other_settings_are_other_questions(proxy: Proxy, tmp_path: Path) -> None:
    write(tmp_path, FIRST)
    check(proxy, tmp_path, "post.md")
    proxy.asked.clear()
    check(proxy, tmp_path, "--config", "languagetool.picky = true", "post.md")
    assert len(proxy.texts) == 1


def test_many_paragraphs_go_in_few_requests(proxy: Proxy, tmp_path: Path) -> None:
    write(tmp_path, *(f"This is the paragraph with the number {number} in it." for number in range(60)))
    check(proxy, tmp_path, "post.md")
    assert 1 < len(proxy.texts) <= 4
    assert sum(text.count("This is the paragraph") for text in proxy.texts) == 60


def test_posts_are_asked_about_together(proxy: Proxy, tmp_path: Path) -> None:
    for number in range(10):
        write(tmp_path, f"This is the post with the number {number}.", name=f"{number}.md")
    outcome = check(proxy, tmp_path, ".")
    assert outcome.notes == "All good: 10 files checked.\n"
    assert len(proxy.texts) == 1


def test_nothing_is_kept_without_a_cache(proxy: Proxy, tmp_path: Path) -> None:
    write(tmp_path, FIRST)
    for _ in range(2):
        done = lint_post(
            *("check", "--select", "grammar/languagetool", "--no-cache", "--output-format", "json"),
            *("--languagetool-url", proxy.url, "post.md"),
            cwd=tmp_path,
        )
        assert len(json.loads(done.output)["diagnostics"]) == 1
    assert len(proxy.texts) == 2
