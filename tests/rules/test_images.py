"""What the pages of images/* cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Lint

SAMPLE = Path(__file__).parents[2] / "examples" / "deep_learning_2022" / "index.md"
MISSING = "images/missing-file"
ALT = "images/missing-alt"


def test_the_sample_post(lint: Lint) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    featured, *others = lint.texts(MISSING, text, "posts/deep_learning_2022/index.md")
    assert featured == "deep_learning_2022/ogp.jpg"
    assert len(others) == 8
    assert all(f"![]({name})" in text for name in others)
    lint.write({"posts/deep_learning_2022/ogp.jpg": "", f"posts/deep_learning_2022/{others[0]}": ""})
    assert lint.texts(MISSING, text, "posts/deep_learning_2022/index.md") == others[1:]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/x.png",
        "//example.com/x.png",
        "data:image/png;base64,AAAA",
        "pathname:///img/x.png",
        "@site/static/x.png",
        "~/assets/x.png",
        ":/0123456789abcdef",
        "{{ site.baseurl }}/x.png",
        "${base}/x.png",
        "%PUBLIC_URL%/x.png",
        "path/to/image.png",
        "#",
        "",
    ],
)
def test_urls_that_are_no_paths(lint: Lint, url: str) -> None:
    assert lint(MISSING, f"![x](<{url}>)\n") == []


@pytest.mark.parametrize(
    "html",
    [
        "<img src={logo}>",
        "<img>",
        "<Image src='x.png' />",
        "{{<img src='x.png'>}}",
        "`<img src='x.png'>`",
        "<!-- <img src='x.png'> -->",
        "{% raw %}<img src='x.png'>{% endraw %}",
        "<a href='x.png'>x</a>",
    ],
)
def test_what_is_no_image_for_certain(lint: Lint, html: str) -> None:
    assert lint(MISSING, f"{html}\n", "post.mdx" if "{logo}" in html else "post.md") == []
    if html != "<img>" and "{logo}" not in html:
        assert lint(ALT, f"{html}\n") == []


def test_images_of_html(lint: Lint) -> None:
    text = (
        '<video poster="a.png"><source src="b.mp4"></video>\n\n'
        '<picture><source srcset="c.webp 1x, d,e.webp, data:image/png;base64,A== 3x"><IMG SRC=f.png alt=""></picture>\n'
        '<img src=" g.png" alt="">\n'
    )
    assert lint.texts(MISSING, text) == ["a.png", "c.webp", "d,e.webp", "f.png", "g.png"]


def test_a_name_in_another_case(lint: Lint) -> None:
    lint.write({"posts/img/Chart (1).PNG": ""})
    (found,) = lint(MISSING, "![A chart](img/chart%20(1).png)\n", "posts/a.md")
    assert found.text == "img/chart%20(1).png"
    assert found.message == 'Wrong letter case in "img/chart%20(1).png"; use "img/Chart%20%281%29.PNG"'
    assert found.fixed == "![A chart](img/Chart%20%281%29.PNG)\n"


def test_a_name_that_is_close(lint: Lint) -> None:
    lint.write({"2023-01-12-09-55-26.png": ""})
    (found,) = lint(MISSING, "![x](2023-01-12-09-55-25.png)\n")
    message = 'Image file "2023-01-12-09-55-25.png" not found; did you mean "2023-01-12-09-55-26.png"?'
    assert found.message == message


def test_a_path_of_windows(lint: Lint) -> None:
    lint.write({"img/x.png": ""})
    (slashes, drive) = lint(MISSING, "![x](img\\x.png) ![x](C:\\Users\\me\\x.png)\n")
    assert slashes.fixed == "![x](img/x.png) ![x](C:\\Users\\me\\x.png)\n"
    assert drive.message == 'Absolute Windows path "C:\\Users\\me\\x.png"; use a relative path'
    assert lint(MISSING, '<img src="img\\x.png" alt="">\n') == []


def test_a_folder(lint: Lint) -> None:
    lint.write({"img/x.png": ""})
    (found,) = lint(MISSING, "![x](img/)\n")
    assert found.message == 'Image path "img/" is a folder; use the path of an image file'


def test_a_definition_is_reported_once(lint: Lint) -> None:
    text = "![x][a] ![y][a] ![z][b]\n\n[a]: a.png\n[b]: b.png\n[c]: c.png\n"
    assert lint.texts(MISSING, text) == ["a.png", "b.png"]


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("/img/logo.png", False),
        ("/img/x.png", True),
        ("/x.png", True),
        ("/assets/blog/2015/x.png", False),
        ("../img/logo.png", False),
        ("img/logo.png", False),
        ("note.png", True),
        ("../note.png", False),
        ("../../note.png", True),
    ],
)
def test_where_a_site_may_have_its_images(lint: Lint, url: str, *, found: bool) -> None:
    lint.write({"static/img/logo.png": "", "docs/note.png": ""})
    assert lint.texts(MISSING, f"![x]({url})\n", "docs/guide/a.md") == [url] * found


def test_paths_in_html_start_from_the_page(lint: Lint) -> None:
    lint.write({"docs/img/x.png": ""})
    assert lint(MISSING, '<img src="../../img/x.png" alt="">\n', "docs/guide/a.md") == []
    assert lint.texts(MISSING, "![x](../../img/x.png)\n", "docs/guide/a.md") == ["../../img/x.png"]


def test_a_root_that_is_not_known(lint: Lint) -> None:
    lint.write({"_posts/b.md": ""})
    assert lint(MISSING, "![x](/images/x.png) ![y](/y.png)\n", "_posts/a.md") == []


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("image: img/x.png", ["img/x.png"]),
        ("cover:\n  image: 'img/x.png'\n  alt: x.png", ["img/x.png"]),
        ("images: [a/b.jpg, https://example.com/c.jpg]", ["a/b.jpg"]),
        ("og_image: img/x.png?v=2", ["img/x.png?v=2"]),
        ("thumbnail: abc123", []),
        ("image: cloudinary/abc123", []),
        ("image: {src: '{{ cdn }}/x.png'}", []),
        ("title: On img/x.png", []),
        ("image_caption: x.png", []),
        ("resources:\n  - src: '**.png'", []),
    ],
)
def test_images_of_the_front_matter(lint: Lint, line: str, places: list[str]) -> None:
    assert lint.texts(MISSING, f"---\n{line}\n---\n") == places


def test_a_name_alone_may_be_found_by_a_theme(lint: Lint) -> None:
    text = "---\ncover: cover.jpg\n---\n"
    assert lint(MISSING, text, "_posts/2024-01-01-hello.md") == []
    assert lint.texts(MISSING, text, "posts/hello/index.md") == ["cover.jpg"]


@pytest.mark.parametrize(
    "text",
    [
        "![x](x.png)",
        '![](x.png){fig-alt="x"}',
        '![](x.png){: alt="x"}',
        "[![](x.png) Text](https://example.com)",
        "[![](x.png) `code`][x]\n\n[x]: https://example.com",
        "<img src='x.png' alt>",
        "<img src='x.png' aria-hidden='TRUE'>",
        "<img src='x.png' role='none'>",
        "<img src='x.png' aria-label='x'>",
        "<img src='x.png' :alt='label'>",
        "<img {...image} />",
        "![`x`](x.png)",
    ],
)
def test_images_that_say_what_they_show(lint: Lint, text: str) -> None:
    assert lint(ALT, f"{text}\n") == []


@pytest.mark.parametrize(
    "text",
    ["![ ](x.png)", '![](x.png "A title")', "<img src='x.png' title='x'>", "<img\n  src='x.png'\n/>", "![](data:,)"],
)
def test_images_that_do_not(lint: Lint, text: str) -> None:
    assert lint.texts(ALT, f"{text}\n") == [text]


def test_an_image_is_named(lint: Lint) -> None:
    (found,) = lint(ALT, "![](https://example.com/a/chart.png?raw=true)\n")
    assert found.message == 'Missing alt text for image "chart.png"; describe the image in the brackets'
