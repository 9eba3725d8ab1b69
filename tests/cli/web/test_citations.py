"""Titles and authors of papers against the records of libraries, in the formats that these document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from ..process import Outcome, lint_post
from .conftest import NO_PROXIES
from .server import Client, Request, Server, in_turn, status

ENTRY = """<entry>
    <id>http://arxiv.org/abs/{id}v2</id>
    <updated>2022-02-10T00:00:00Z</updated>
    <title>{title}</title>
    <summary>All about it.</summary>
    {authors}
    <link href="http://arxiv.org/abs/{id}v2" rel="alternate" type="text/html"/>
  </entry>"""
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query</title>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">2</opensearch:totalResults>
  {entries}
</feed>"""
PAPERS = {
    "2202.05263": ("Block-NeRF: Scalable Large Scene\n  Neural View Synthesis", ["Matthew Tancik", "Vincent Casser"]),
    "2205.15241": ("Multi-Game Decision Transformers", ["Kuang-Huei Lee", "Ofir Nachum"]),
}
POST = """# Papers

## Block-NeRF: Scalable Large Scene Neural View Synthesys

- Authors: Mathew Tancik, V. Casser
- Paper: https://arxiv.org/abs/2202.05263

## Multi-Game Decision Transformers

- Authors: Kuang-Huei Lee and Ofir Nachumm
- Paper: [PDF](https://arxiv.org/pdf/2205.15241v1.pdf)

## On Computable Numbres

Authors: A. M. Turing

See <https://doi.org/10.1112/PLMS/S2-42.1.230>.
"""


async def arxiv(client: Client, request: Request) -> None:
    query = parse_qs(urlsplit(request.path).query)
    entries = []
    for identifier in query["id_list"][0].split(","):
        title, names = PAPERS[identifier]
        authors = "".join(f"<author>\n<name>{name}</name>\n</author>" for name in names)
        entries.append(ENTRY.format(id=identifier, title=title, authors=authors))
    body = FEED.format(entries="".join(entries)).encode()
    await client.answer("200 OK", "Content-Type: application/atom+xml", body=body)


async def crossref(client: Client, request: Request) -> None:
    assert parse_qs(urlsplit(request.path).query)["filter"] == ["doi:10.1112/plms/s2-42.1.230"]
    author = {"given": "Alan M.", "family": "Turing", "sequence": "first", "affiliation": []}
    item = {"DOI": "10.1112/plms/s2-42.1.230", "title": ["On Computable Numbers"], "author": [author]}
    answer = {"status": "ok", "message-type": "work-list", "message": {"total-results": 1, "items": [item]}}
    await client.answer("200 OK", "Content-Type: application/json", body=json.dumps(answer).encode())


class Library:
    """A folder with the post, and a server that has the records."""

    def __init__(self, folder: Path, server: Server) -> None:
        self._folder = folder
        self.server = server
        (folder / "post.md").write_text(POST, "utf-8")
        config = f'[citations]\narxiv = "{server.url}/arxiv"\ndoi = "{server.url}/doi"\n'
        (folder / "lint-post.toml").write_text(config, "utf-8")

    def check(self, *arguments: str) -> Outcome:
        chosen = ("--online", "--select", "citations", "--cache-dir", "cache")
        return lint_post("check", *chosen, *arguments, "post.md", cwd=self._folder, **NO_PROXIES)

    def text(self) -> str:
        return (self._folder / "post.md").read_text("utf-8")


@pytest.fixture
def library(tmp_path: Path) -> Any:
    with Server({"/arxiv": arxiv, "/doi": crossref}) as server:
        yield Library(tmp_path, server)


def test_slips_are_pointed_out_at_the_word_and_mended(library: Library) -> None:
    found = json.loads(library.check("--output-format", "json").output)["diagnostics"]
    assert [(one["rule"], one["range"]["start"]["line"], one["message"]) for one in found] == [
        (
            "citations/arxiv",
            3,
            '"Synthesys" does not match the arXiv title of 2202.05263; did you mean "Synthesis"?',
        ),
        (
            "citations/arxiv",
            5,
            '"Mathew Tancik" does not match the arXiv authors of 2202.05263; did you mean "Matthew Tancik"?',
        ),
        (
            "citations/arxiv",
            10,
            '"Ofir Nachumm" does not match the arXiv authors of 2205.15241; did you mean "Ofir Nachum"?',
        ),
        (
            "citations/doi",
            13,
            '"Numbres" does not match the Crossref title of 10.1112/plms/s2-42.1.230; did you mean "Numbers"?',
        ),
    ]
    assert library.check("--fix").code == 0
    for right in ("Synthesis", "Matthew Tancik", "Ofir Nachum\n", "On Computable Numbers"):
        assert right in library.text()


def test_each_service_gets_one_query_and_is_not_asked_again(library: Library) -> None:
    library.check()
    paths = [urlsplit(request.path).path for request in library.server.asked]
    assert sorted(paths) == ["/arxiv", "/doi"]
    assert library.check().code == 1
    assert len(library.server.asked) == 2


def test_a_service_that_is_busy_is_asked_again_and_one_that_is_down_is_said(tmp_path: Path) -> None:
    busy = in_turn(status("503 Busy", "Retry-After: 1"), arxiv)
    with Server({"/arxiv": busy, "/doi": status("500 Down")}) as server:
        done = Library(tmp_path, server).check()
    assert done.output.count("citations/arxiv") == 3
    assert "1 link not checked: Crossref request failed: HTTP status 500." in done.notes
