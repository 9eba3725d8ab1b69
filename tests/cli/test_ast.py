"""`lint-post ast`: one JSON document a file, in mdast's terms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .process import lint_post

TEXT = """\
---
title: x
---
# A *b* `c`

- [x] done

1. one

| a | b |
|:-:|---|
| 1 | 2 |

![alt][d] [text](u "t") <br> &amp;

[D]: http://x.org

``` py numbered
1
```
"""


def _tree(text: str, *options: str) -> Any:
    run = lint_post("ast", *options, "-", given=text)
    assert (run.code, run.notes) == (0, "")
    return json.loads(run.output)


def _nodes(node: Any) -> list[Any]:
    return [node, *(below for child in node.get("children", ()) for below in _nodes(child))]


def _one(tree: Any, kind: str) -> dict[str, Any]:
    return {
        name: value for name, value in next(n for n in _nodes(tree) if n["type"] == kind).items() if name != "children"
    }


def test_nodes_have_mdasts_fields_and_null_for_what_is_absent() -> None:
    tree = _tree(TEXT)
    assert list(tree) == ["file", "type", "start", "end", "children"]
    assert (tree["file"], tree["type"], tree["start"], tree["end"]) == ("<stdin>", "root", 0, len(TEXT))
    assert _one(tree, "yaml") == {"type": "yaml", "start": 0, "end": 16, "value": "title: x"}
    assert _one(tree, "heading") == {"type": "heading", "start": 17, "end": 28, "depth": 1}
    assert _one(tree, "text")["value"] == "A "
    assert _one(tree, "inlineCode")["value"] == "c"
    assert _one(tree, "list") == {
        "type": "list", "start": 30, "end": 40, "ordered": False, "number": None, "spread": False
    }  # fmt: skip
    assert [node["number"] for node in _nodes(tree) if node["type"] == "list"] == [None, 1]
    assert _one(tree, "listItem") | {"start": 0, "end": 0} == {
        "type": "listItem", "start": 0, "end": 0, "spread": False, "checked": True
    }  # fmt: skip
    assert _one(tree, "table")["align"] == ["center", None]
    image = _one(tree, "imageReference")
    assert (image["identifier"], image["label"], image["referenceType"], image["alt"]) == ("d", "d", "full", "alt")
    assert (_one(tree, "link")["url"], _one(tree, "link")["title"]) == ("u", "t")
    definition = _one(tree, "definition")
    assert (definition["identifier"], definition["label"]) == ("d", "D")
    assert (definition["url"], definition["title"]) == ("http://x.org", None)
    code = _one(tree, "code")
    assert (code["lang"], code["meta"], code["value"]) == ("py", "numbered", "1")
    assert _one(tree, "html")["value"] == "<br>"
    assert "&amp;" not in json.dumps(tree["children"])


def test_offsets_count_code_points_of_the_decoded_text() -> None:
    text = "\ufeff👩 *é*\r\n"
    tree = _tree(text)
    assert tree["end"] == len(text) - 1
    emphasis = _one(tree, "emphasis")
    assert text[1:][emphasis["start"] : emphasis["end"]] == "*é*"


def test_pretty_is_the_same_on_more_lines() -> None:
    assert _tree(TEXT, "--pretty") == _tree(TEXT)
    pretty = lint_post("ast", "--pretty", "-", given="# A\n\nb\n").output
    assert (
        pretty
        == """\
{"file": "<stdin>", "type": "root", "start": 0, "end": 7, "children": [
  {"type": "heading", "start": 0, "end": 3, "depth": 1, "children": [
    {"type": "text", "start": 2, "end": 3, "value": "A"}]},
  {"type": "paragraph", "start": 5, "end": 6, "children": [
    {"type": "text", "start": 5, "end": 6, "value": "b"}]}]}
"""
    )


def test_overlays_say_what_is_no_markdown() -> None:
    text = "a {{< figure src=x >}} b\n"
    assert "overlays" not in _tree(text)
    [overlay] = _tree(text, "--overlays")["overlays"]
    assert text[overlay["start"] : overlay["end"]] == "{{< figure src=x >}}"
    assert isinstance(overlay["kind"], str)


def test_one_line_a_file_and_an_error_for_each_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a \u2028 ##[error]x\n", "utf-8")
    (tmp_path / "latin.md").write_bytes(b"caf\xe9\n")
    (tmp_path / "folder.md").mkdir()
    run = lint_post("ast", "a.md", "latin.md", "folder.md", "gone.md", "a.md", cwd=tmp_path)
    assert (run.code, run.notes) == (2, "")
    assert "##[" not in run.output
    read = [json.loads(line) for line in run.output.splitlines()]
    assert [(line["file"], "error" in line) for line in read] == [
        ("a.md", False),
        ("latin.md", True),
        ("folder.md", True),
        ("gone.md", True),
        ("a.md", False),
    ]
    assert "Invalid UTF-8 at byte 3" in read[1]["error"]
    assert _one(read[0], "text")["value"] == "a \u2028 ##[error]x"


def test_deep_nesting_is_printed() -> None:
    tree = _tree("".join("  " * depth + "- x\n" for depth in range(300)) + "*a " * 500)
    assert tree["type"] == "root"
