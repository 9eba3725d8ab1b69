"""The parts that are not Markdown: seen where they are, and nowhere else."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint_post.parse.parser import parse
from lint_post.text.source import Source


def seen(text: str, path: str = "post.md") -> list[tuple[str, str]]:
    """(kind, text) of each opaque stretch."""
    document = parse(Source(text, path))
    return [(stretch.kind, document.source.slice(stretch.span)) for stretch in document.opaque]


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        # Hugo
        ('Look: {{< figure src="a.png" >}}.', [("shortcode", '{{< figure src="a.png" >}}')]),
        ("{{% include x %}}", [("shortcode", "{{% include x %}}")]),
        (
            "{{< note >}}\nA text.\n{{< /note >}}",
            [("tag", "{{< note >}}"), ("tag", "{{< /note >}}")],
        ),
        ("{{< a\n  b=1\n>}}", [("shortcode", "{{< a\n  b=1\n>}}")]),
        (
            "{{< highlight go >}}\na := 1\n\n# b\n{{< /highlight >}} x",
            [("verbatim", "{{< highlight go >}}\na := 1\n\n# b\n{{< /highlight >}}")],
        ),
        (
            "{{< code-toggle x=y />}} a {{< code-toggle >}}a = 1{{< /code-toggle >}}",
            [("shortcode", "{{< code-toggle x=y />}}"), ("verbatim", "{{< code-toggle >}}a = 1{{< /code-toggle >}}")],
        ),
        ("{{/* a note\n\nto self */}}", [("template-comment", "{{/* a note\n\nto self */}}")]),
        # Liquid, Jinja
        (
            "{{ page.title }} and {% include x.html %}",
            [("template", "{{ page.title }}"), ("template", "{% include x.html %}")],
        ),
        ("{% if a %}x{% endif %}", [("tag", "{% if a %}"), ("tag", "{% endif %}")]),
        ("{%- note -%}x{%- endnote -%}", [("tag", "{%- note -%}"), ("tag", "{%- endnote -%}")]),
        ("{# a note #}", [("template-comment", "{# a note #}")]),
        (
            "{% comment %}\n\n# x\n\n{% endcomment %}",
            [("template-comment", "{% comment %}\n\n# x\n\n{% endcomment %}")],
        ),
        (
            "{% highlight sh %}\n# x\n\n`$a`\n{% endhighlight %}",
            [("verbatim", "{% highlight sh %}\n# x\n\n`$a`\n{% endhighlight %}")],
        ),
        ("{% raw %}{{ x }}{% endraw %}", [("verbatim", "{% raw %}{{ x }}{% endraw %}")]),
        (
            "{% raw %}\n```\n{{ x }}\n```\n{% endraw %}",
            [("verbatim", "{% raw %}\n```\n{{ x }}\n```\n{% endraw %}")],
        ),
        (
            "{% raw %}\n\nA paragraph with {{ x }}.\n\n{% endraw %}",
            [("tag", "{% raw %}"), ("template", "{{ x }}"), ("tag", "{% endraw %}")],
        ),
        ("{{{ x }}}", [("template", "{{{ x }}}")]),
        ("{{!-- x --}}", [("template-comment", "{{!-- x --}}")]),
        ("[a]({{ site.url }}/b)", [("template", "{{ site.url }}")]),
        ('<a href="{{ x }}">b</a>', [("template", "{{ x }}")]),
        ("---\ntitle: {{ x }}\n---\n$a$", [("template", "{{ x }}"), ("math", "$a$")]),
        # kramdown, pandoc
        ("# Title {#an-id .x}", [("attributes", "{#an-id .x}")]),
        ("# Title\n{: .no_toc }", [("attributes", "{: .no_toc }")]),
        ("# Title [#an-id]", [("attributes", "[#an-id]")]),
        ("[codetabs src='a' height=20]", [("shortcode", "[codetabs src='a' height=20]")]),
        ("![a](b){width=50%}", [("attributes", "{width=50%}")]),
        ("{:toc}", [("attributes", "{:toc}")]),
        ("{::comment}x\n\ny{:/comment}", [("template-comment", "{::comment}x\n\ny{:/comment}")]),
        # math
        ("$a_b$ and $$c$$ and\n\n$$\nd\n\ne\n$$", [("math", "$a_b$"), ("math", "$$c$$"), ("math", "$$\nd\n\ne\n$$")]),
        (
            r"\\(a+b\\) \(x^2\) \[\frac{a}{b}\]",
            [("math", r"\\(a+b\\)"), ("math", r"\(x^2\)"), ("math", r"\[\frac{a}{b}\]")],
        ),
        (r"$a \$ b$", [("math", r"$a \$ b$")]),
        ("<p>$x$</p>", [("math", "$x$")]),
        # others
        ("> [!NOTE]\n> Text", [("alert", "[!NOTE]")]),
        (":::note Title\nText\n:::", [("directive", ":::note"), ("directive", ":::")]),
        ("::: {.callout}\nText\n:::", [("directive", "::: {.callout}"), ("directive", ":::")]),
        ("[[toc]]\n\n[TOC]", [("toc", "[[toc]]"), ("toc", "[TOC]")]),
        ("See [[Page]] and ![[a.png]].", [("wiki-link", "[[Page]]"), ("wiki-link", "![[a.png]]")]),
        ("See [[Page|a text]].", [("wiki-mark", "[[Page|"), ("wiki-mark", "]]")]),
        ("Fine :tada: and :+1:", [("emoji", ":tada:"), ("emoji", ":+1:")]),
        # MDX where it can be no prose
        ("import A from 'a';\nimport 'b'\n\nText", [("import", "import A from 'a';\nimport 'b'")]),
        ("## Title {/*id*/}", [("mdx-comment", "{/*id*/}")]),
    ],
)
def test_it_is_seen(text: str, stretches: list[tuple[str, str]]) -> None:
    assert seen(text) == stretches


@pytest.mark.parametrize(
    "text",
    [
        # money and shells
        "It costs $5 and $10.",
        "From $5 to 10$ or so they said",
        "$ 5 $",
        "a \\$x\\$ b",
        "US$5-$10",
        "Pay $5, then\n\npay 6$.",
        "Take $5 and `$x`.",
        # escaped brackets are not math
        r"\[a note\] and \(another\)",
        r"- \[ \] a task",
        # nothing in code
        "`{{ x }}` `$a$` `:tada:`",
        "```\n{{ x }}\n$a$\n:::note\n[[x]]\n```",
        "    {{ x }}\n",
        "<!-- {{ x }} $a$ -->",
        "<p>\n<!--\n{{ x }}\n-->\n</p>",
        # URLs hold no emoji
        "<https://a.example/b:c:d>",
        "[a](https://a.example/:b:/$c$)",
        "http://a.example/:b:",
        # and the rest
        "At 10:30:45 in a:b:c, std::vector::x",
        "[[1]](url) [[a]][b] [[ x ]] a[[1, 2], [3]]",
        "[!NOTE] alone, [toc] within",
        "An unclosed {{ x and {% y and {# z",
        "{{ a\n\nb }}",
        "Import this from that.",
        "import taxes are high from time to time.",
        "a {b} c {1, 2} {...}",
        "Text ::: more",
        "Fixed in [#123], see [#abc] there",
        "[where a=b](c) [where a=b]: c [so a b]",
        r"\{{ x }}"[1:2],
    ],
)
def test_it_is_not_seen(text: str) -> None:
    assert seen(text) == []


def test_mdx_is_seen_in_mdx_files() -> None:
    text = (
        "import A from 'a'\nexport const meta = {\n  title: 'x',\n}\n\n# Title\n\n{/* a note */}\n\n"
        "Hello {props.name}, <A b={c > d}>text</A> and <>more</>.\n\n`{code}` and {'}'}\n"
    )
    assert seen(text, "post.mdx") == [
        ("import", "import A from 'a'\nexport const meta = {\n  title: 'x',\n}"),
        ("mdx-comment", "{/* a note */}"),
        ("expression", "{props.name}"),
        ("tag", "<A b={c > d}>"),
        ("tag", "<>"),
        ("tag", "</>"),
        ("expression", "{'}'}"),
    ]
    assert ("expression", "{props.name}") not in seen(text)


def test_comments_are_nothing_and_tags_are_silent() -> None:
    document = parse(Source("{# x #} {% if a %} {{ b }} {: .c } :tada:"))
    assert [(stretch.kind, stretch.is_nothing, stretch.is_silent) for stretch in document.opaque] == [
        ("template-comment", True, True),
        ("tag", False, True),
        ("template", False, False),
        ("attributes", True, True),
        ("emoji", False, False),
    ]


dialects = st.text(st.sampled_from("{}%<>#$\\()[]:!|`a1 \n\r*/-.=\"'"), max_size=50)


@given(dialects, st.sampled_from(["post.md", "post.mdx"]))
def test_no_text_ever_raises(text: str, path: str) -> None:
    document = parse(Source(text, path))
    end = 0
    for stretch in document.opaque:
        assert end <= stretch.span.start < stretch.span.end <= len(text)
        end = stretch.span.end


@pytest.mark.parametrize(
    "part",
    [
        "{{",
        "{{<",
        "{% ",
        "{#",
        "$a ",
        "$$ ",
        "\\(",
        "[[",
        "[[a|",
        ":::",
        ":a:",
        "{/*",
        "{::comment}",
        "{% raw %}",
        "{{</*",
        "[a b=",
    ],
)
@pytest.mark.parametrize("tail", ["", "\n\n}} %} #} $ $$ \\) ]] */} {% endraw %}"])
def test_hostile_texts_are_read_in_linear_time(part: str, tail: str) -> None:
    document = parse(Source(part * 5_000 + tail))
    started = process_time()
    assert document.opaque is not None
    assert process_time() - started < 1


@pytest.mark.parametrize("part", ["<a ", "{", "<a {", "{'"])
def test_hostile_mdx_is_read_in_linear_time(part: str) -> None:
    document = parse(Source(part * 5_000, "post.mdx"))
    started = process_time()
    assert document.opaque is not None
    assert process_time() - started < 1
