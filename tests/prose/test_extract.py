"""The text that people read: all of it, nothing else, and each letter at its place."""

from __future__ import annotations

import re
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint_post.document.document import Document
from lint_post.markdown.nodes import Heading, ListItem, Paragraph
from lint_post.parse.parser import parse
from lint_post.prose.block import MASK, ProseBlock
from lint_post.text.source import Source


def read(text: str, path: str = "post.md") -> Document:
    return parse(Source(text, path))


def blocks(text: str, path: str = "post.md") -> list[tuple[str, str]]:
    """(kind, text) of each block, the mask shown as ⬚."""
    return [(block.kind, block.text.replace(MASK, "⬚")) for block in read(text, path).prose]


# One misspelling per place. Those that begin with "yes" are prose, those that begin with "not" are not.
TORTURE = """\
---
title: "A yestitlle of \\"yesquotedd\\" and yesescapedé"
description: >
  Some yesfoldedd
  text with `notcodee`
slug: notslugg
tags: [nottagg]
cover:
  image: notimagee.png
  alt: A yesalttt
  caption: See https://notfronturll.example and <b>yesboldd</b>
author: notauthorr
---

import NotImportt from 'notmodulee'

# A yesheadingg `notcodee` {#notidd}

A yesparagraphh with *yesemphasiss* and yes**strongg**word, ~~yesstruckk~~,
[yeslinktextt](https://nottargett.example "yeslinktitlee"), [https://notshownn.example](https://notshownn.example),
[notdomainn.example/notpathh](x), <https://notautolinkk.example>, https://notbareurll.example, www.notwwww.example and
notmaill@notmaill.example. `notcodee` ![yesaltt *yesaltemphasiss*](notimageurll.png "yesimagetitlee") &amp;
yesaf&eacute;ter yes\\_escapedd [yesreff][notlabell] and [yescollapsedd][] with
[yesshortcutt]. A mark[^notfootnotee] on it.\\
A yesbreakk <span class="notclasss">yesspann</span><br>yesafterbrr <!-- notcommentt --> <kbd>notkbdd</kbd>
<code>notcodetagg <b>notinnerr</b></code>.

> A yesquotee
> {{< notshortcodee "notargumentt" >}} and yesafterr {{% notshortcodee %}}.

- A yesitemm
  with a yeslinee {{ notliquidd.valuee }}

  A yessecondd paragraph {% notincludee notfilee %}
- [ ] A yestaskk :notemojii:
  1. A yesnestedd

| A yesheaderr | b |
|--------------|---|
| A yescelll \\| yespipee | `notcodee` |

A yessetextt
============

    notindentedd

```notinfoo
notfencedd
```

Some math $notmathh$ and $$notdisplayy$$ costs $5 for a yesmoneyy of $10.

$$
notmathblockk
$$

> [!NOTEE]
> A yesalertt

:::notdirectivee yesdirectivetitlee
A yesdirectivee
:::

<div class="notclasss" title="notattributee">
  A yesdivv &lt; yesentityy &gt; with <em>yeshtmlemm</em>
  and yesanother <a href="https://nothreff.example">yesanchorr</a> https://nothtmlurll.example
  <!-- notcommentt -->
  <p>A yesppp<br>yesppbreak</p>
  <pre>notpree <b>notboldd</b></pre>
  <script>notscriptt</script>
  <style>notstylee</style>
  <svg><text>notsvgg</text></svg>
</div>

{{< highlight notlangg >}}
nothighlightedd

# notheadingg
{{< /highlight >}}

{% comment %}
notcommentt

# notheadingg

{% endcomment %}

See [[notpagee]] and [[notpagee|yeswikii]].

<!-- notblockcommentt -->

<svg>

notinsidee

</svg>

[notlabell]: https://notdefinitionn.example "yesdefinitiontitlee"
[yescollapsedd]: x
[yesshortcutt]: x
[^notfootnotee]: A yesfootnotee

    and its yessecondparagraphh.
"""


def test_torture() -> None:
    found = [word for block in read(TORTURE).prose for word in re.findall(r"\b(?:yes|not)\w+", block.text)]
    assert [word for word in found if word.startswith("not")] == []
    written = TORTURE.replace("**", "").replace("yes\\_", "yes_").replace("&eacute;", "é").replace("\\u00e9", "é")
    assert sorted(found) == sorted(set(re.findall(r"\byes\w+", written)))  # each of them, and each once


def test_each_letter_of_the_torture_is_at_its_place() -> None:
    document = read(TORTURE)
    for block in document.prose:
        for word in block.words():
            span = block.span(word.start, word.end)
            written = document.source.slice(span)
            if written != word.text:
                assert re.search(r"[&\\*]", written), (written, word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A `x` b ![c](d) e", [("paragraph", "A ⬚ b ⬚ e"), ("alt", "c")]),
        ("Soft\n  break and\\\nhard", [("paragraph", "Soft\nbreak and\nhard")]),
        ("Two  \nlines<br>\nof<br/> text", [("paragraph", "Two\nlines\nof\ntext")]),
        ("A <!-- note --> b<sub>2</sub>c[^1] d.\n\n[^1]: Foot.", [("paragraph", "A b2c d."), ("footnote", "Foot.")]),
        ("> A quote\n>\n> - an item", [("quote", "A quote"), ("list-item", "an item")]),
        ("- a\n\n  b\n\n  > c", [("list-item", "a"), ("list-item", "b"), ("quote", "c")]),
        ("| a | b *c* |\n|---|---|\n| | `x` |", [("table-cell", "a"), ("table-cell", "b c")]),
        ("# A {#id}\n\nText {: .x}", [("heading", "A"), ("paragraph", "Text")]),
        ("![a](b 'c \\* &amp; d')", [("alt", "a"), ("title", "c * & d")]),
        ("`x` <!-- y --> ![](z)", []),
        ("[x.example/y](z) [a](b)", [("paragraph", "⬚ a")]),
        ("<p>One\n   two</p><p>&copy; <b>th</b>ree</p>", [("html", "One\ntwo"), ("html", "© three")]),
        ("<div>\n\nMarkdown *here*\n\n</div>", [("paragraph", "Markdown here")]),
        ("a <kbd>b</kbd> c <script>d</script> e", [("paragraph", "a ⬚ c e")]),
        ("<style>\na\n\nb\n</style>\n\n<div>\n<style>\n\nc {}\n\n</style></div>\n\nd", [("paragraph", "d")]),
        ("An *emphasis* <u>under</u>.", [("paragraph", "An emphasis under.")]),
        ("{{< a >}}Text{{< /a >}} {{< b >}}", [("paragraph", "Text ⬚")]),
        ("$a_b$, $c_d$ and *x $e* f$", [("paragraph", "⬚, ⬚ and x ⬚")]),
        (":::note Title\nA text.\n:::", [("paragraph", "Title\nA text.")]),
        ("An unclosed <code> is nothing", [("paragraph", "An unclosed is nothing")]),
        ('[//]: # "a comment"\n\n[b]: c "a title"', [("title", "a title")]),
        ("", []),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(text) == expected


def test_mdx() -> None:
    text = "import A from 'a'\n\nHello {name}, <A b={c > d}>all</A> of {/* not */} you.\n"
    assert blocks(text, "post.mdx") == [("paragraph", "Hello ⬚, all of you.")]


def test_a_block_knows_its_node() -> None:
    document = read("# A\n\n- b\n")
    heading, item = document.prose
    assert isinstance(heading.node, Heading)
    assert isinstance(item.node, Paragraph)
    assert isinstance(next(document.ancestors(item.node)), ListItem)


def test_a_front_matter_text_knows_its_key_and_place() -> None:
    document = read("---\nname: x\ncover:\n  alt: 'It''s a cat'\n---\n")
    (block,) = document.prose
    assert (block.kind, block.key, block.text) == ("front-matter", "alt", "It's a cat")
    assert document.source.slice(block.span(0, 4)) == "It''s"
    assert document.source.slice(block.span(7, 10)) == "cat"


def test_a_mask_represents_the_whole() -> None:
    document = read("Say `x y`, <https://a.example> and ![b](c).")
    block = document.prose[0]
    masks = [match.start() for match in re.finditer(MASK, block.text)]
    assert [document.source.slice(block.span(at, at + 1)) for at in masks] == [
        "`x y`",
        "<https://a.example>",
        "![b](c)",
    ]


def words(text: str) -> list[str]:
    (block,) = read(text).prose
    return [word.text for word in block.words()]


def test_words() -> None:
    text = "Don’t re-read O'Brien's café cafe\u0301 3D x2 'quoted' dogs' foo_bar naïve, 漢字 и हिन्दी `code`."
    assert words(text) == [
        *(
            "Don’t",
            "re",
            "read",
            "O'Brien's",
            "café",
            "cafe\u0301",
            "3D",
            "x2",
            "quoted",
            "dogs",
            "foo",
            "bar",
            "naïve",
        ),
        *("漢字", "и", "हिन्दी"),
    ]


def test_words_have_their_places() -> None:
    (block,) = read("A *strange* w&ouml;rd").prose
    assert [(word.text, block.text[word.start : word.end]) for word in block.words()] == [
        ("A", "A"),
        ("strange", "strange"),
        ("wörd", "wörd"),
    ]
    assert block.word_count == 3


# --- languages

ENGLISH = "This is a text that was written in English, and it is long enough to be told with certainty by anyone."
GERMAN = "Das ist ein Text, der auf Deutsch geschrieben ist und nicht auf Englisch, weil wir das so wollen."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        ("Ceci est un texte qui est écrit en français et non pas dans une autre langue que vous lisez.", "fr"),
        (
            "Este es un texto que está escrito en español y no en otra lengua, porque así lo queremos.",
            "es",
        ),
        ("Este é um texto que está escrito em português e não em outra língua, porque é o que você quer ler.", "pt"),
        (
            "Questo è un testo che è scritto in italiano e non in un'altra lingua, perché è quello che si vuole.",
            "it",
        ),
        (
            "Dit is een tekst die in het Nederlands is geschreven en niet in een andere taal, want dat wordt gelezen.",
            "nl",
        ),
        (
            "Det här är en text som är skriven på svenska och inte på något annat språk, för att vi vill ha det så.",
            "sv",
        ),
        (
            "To jest tekst, który jest napisany po polsku, a nie w innym języku, bo tak się to robi od lat i dla nas.",
            "pl",
        ),
        ("これは日本語で書かれた文章です。GitHubのことも書いてあります。", "ja"),
        ("这是用中文写的文章。GitHub 也提到了。", "zh"),
        ("이 글은 한국어로 쓰여 있습니다.", "ko"),
        ("Этот текст написан по-русски.", "ru"),
        ("Цей текст написано українською мовою, її знають усі.", "uk"),
        ("Αυτό το κείμενο είναι στα ελληνικά.", "el"),
        ("A short note", "en"),
        ("", "en"),
        ("kubectl apply foo bar baz qux quux corge", "en"),
        ("---\nlang: de-AT\n---\n" + ENGLISH, "de"),
        ("---\nlanguage: German\n---\nText", "de"),
        ('---\ntags: ["fr", "vue"]\n---\nText', "fr"),
        ('---\ntags: ["de", "vue"]\n---\n' + ENGLISH, "en"),
        ('---\ntags: ["en", "deep-learning"]\n---\n' + GERMAN, "de"),
        ('---\ntags: ["ai", "it", "go"]\n---\nText', "en"),
        ("---\nlang: 1\n---\nText", "en"),
    ],
)
def test_a_document_has_a_language(text: str, language: str) -> None:
    assert read(text).language == language


def languages(text: str) -> list[tuple[str, str]]:
    return [(block.text.replace(MASK, "⬚"), block.language) for block in read(text).prose]


def test_a_quotation_does_not_decide_for_the_document() -> None:
    assert read(f"> {ENGLISH}\n\n{GERMAN}\n\n{GERMAN}\n").language == "de"
    assert read(f"> {GERMAN}\n\n{ENGLISH}\n\n{ENGLISH}\n").language == "en"


def test_a_block_may_be_in_another_language() -> None:
    assert languages(f"{ENGLISH}\n\n{GERMAN}\n\n> これは日本語です。\n") == [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        ("これは日本語です。", "ja"),
    ]
    assert languages("# 深層学習\n\nこれは日本語で書かれた文章です。\n")[0] == ("深層学習", "ja")


def test_a_tag_may_name_a_language() -> None:
    text = 'A <span lang="de">guten *Tag*</span> there.\n\n<div lang="fr">\n\nBonjour\n\n</div>\n\n<p lang=es>Hola</p>'
    assert languages(text) == [("A ⬚ there.", "en"), ("guten Tag", "de"), ("Bonjour", "fr"), ("Hola", "es")]


def test_a_comment_may_name_a_language() -> None:
    text = "Text\n\n<!-- lint-post-language: de -->\n\nWort\n\n<!-- lint-post-language: en -->\n\nword\n"
    assert languages(text) == [("Text", "en"), ("Wort", "de"), ("word", "en")]


def test_a_comment_of_mdx_may_name_a_language() -> None:
    document = read("Text\n\n{/* lint-post-language: de */}\n\nWort\n", "post.mdx")
    assert [block.language for block in document.prose] == ["en", "de"]


@pytest.mark.parametrize(
    ("text", "count"),
    [("这是一个句子。", 3), ("GPT模型 is 大 here", 5), ("ภาษาไทย", 4), ("한국어 문장", 2), ("日本語", 2)],
)
def test_without_spaces_two_characters_make_a_word(text: str, count: int) -> None:
    (block,) = read(text).prose
    assert block.word_count == count


def test_a_script_that_languages_share_does_not_overrule_the_front_matter() -> None:
    assert languages("---\nlang: bg\n---\nТова е текст на български.")[0][1] == "bg"


# --- for every text

CHARACTERS = "ab .\n\r\t*_`[]()<>!&;#-|\\\"'{}%$:/~^=+1é漢"
STRETCHES = ["<b>", "</b>", "<br>", "<code>", "</code>", "<!-- a -->", "&amp;", "a word ", "> ", "- ", "[a](b)", "`a`"]
markdown = st.lists(st.sampled_from([*CHARACTERS, *STRETCHES]), max_size=50).map("".join)


def assert_is_exact(document: Document, block: ProseBlock) -> None:
    """The text outside masks, references, escapes, and line breaks equals the source."""
    pieces = block.map.pieces
    assert pieces[0].at == 0
    for piece, end in zip(pieces, [*(each.at for each in pieces[1:]), len(block.text)], strict=True):
        assert piece.at < end
        assert 0 <= piece.start < piece.end <= len(document.text)
        said, written = block.text[piece.at : end], document.text[piece.start : piece.end]
        if end - piece.at == piece.end - piece.start and said != written:
            assert len(said) == 1, (said, written)
    assert all(one.end <= two.start for one, two in pairwise(pieces))


@given(markdown, st.sampled_from(["post.md", "post.mdx"]))
def test_every_text_has_exact_prose(text: str, path: str) -> None:
    document = read(text, path)
    for block in document.prose:
        assert_is_exact(document, block)
        assert block.text.strip(" \t\n") == block.text
        assert block.text.strip(MASK + " \n\t")
        assert re.fullmatch(r"[a-z]{2,3}", block.language)
        if "漢" not in block.text:
            assert block.word_count == len(list(block.words()))


def test_the_torture_is_exact_with_every_line_end() -> None:
    said = [block.text for block in read(TORTURE).prose]
    for newline in ("\n", "\r\n", "\r"):
        document = read(TORTURE.replace("\n", newline))
        assert [block.text for block in document.prose] == said
        for block in document.prose:
            assert_is_exact(document, block)


@pytest.mark.parametrize(
    "part", ["<span lang=de>a</span> ", "<code>a ", "$a$ ", '![a](b "c") ', "<p>a", "a\u0301", "`a` "]
)
def test_hostile_texts_are_read_in_linear_time(part: str) -> None:
    document = read(part * 3_000)
    started = process_time()
    assert sum(block.word_count for block in document.prose) >= 0
    assert process_time() - started < 2
