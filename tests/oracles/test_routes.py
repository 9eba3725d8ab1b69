"""Where addresses of pages lead, with the folders of each site generator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lint_post.config.config import Configs
from lint_post.config.link_settings import LinkSettings, SiteName
from lint_post.config.proofreader_settings import ProofreaderSettings
from lint_post.config.roots import Roots
from lint_post.project.documents import on_disk
from lint_post.rule.catalogue import load
from lint_post.rule.question import Anchor, Answer, Missing, NotAsked, Target, There
from lint_post.run.answers import Answers
from lint_post.run.distant import Distant
from lint_post.run.nearby import Nearby
from lint_post.run.settings import Asking
from lint_post.store.ledger import Ledger
from lint_post.store.store import Store
from lint_post.text.source import Span

from ..conftest import Tree

POST = "---\ntitle: A post\n---\n\n# Speed\n"
SITES: dict[SiteName, dict[str, str]] = {
    "hugo": {
        "hugo.toml": "",
        "content/_index.md": "",
        "content/posts/first.md": POST,
        "content/posts/second/index.md": POST,
        "content/posts/third.md": "---\nslug: 3rd\naliases: [/old/third/]\n---\n",
        "content/about.md": POST,
        "static/files/paper.pdf": "",
    },
    "jekyll": {
        "_config.yml": "",
        "_posts/2022-01-02-first.md": POST,
        "posts/second.md": POST,
        "posts/first.md": POST,
        "posts/third.md": "---\npermalink: /3rd/\nredirect_from: /old/third/\n---\n",
        "about.md": POST,
        "files/paper.pdf": "",
    },
    "gatsby": {
        "gatsby-config.js": "",
        "content/posts/first.md": POST,
        "content/posts/second/index.mdx": POST,
        "content/posts/third.md": "---\nslug: /3rd\naliases: [/old/third]\n---\n",
        "src/pages/about.mdx": POST,
        "static/files/paper.pdf": "",
    },
    "astro": {
        "astro.config.mjs": "",
        "src/content/posts/first.md": POST,
        "src/content/posts/second/index.mdx": POST,
        "src/content/posts/third.md": "---\nslug: 3rd\naliases: [/old/third]\n---\n",
        "src/pages/about.md": POST,
        "public/files/paper.pdf": "",
    },
    "docusaurus": {
        "docusaurus.config.ts": "",
        "docs/posts/first.md": POST,
        "docs/posts/second/index.md": POST,
        "docs/posts/third.md": "---\nslug: 3rd\naliases: [/old/third]\n---\n",
        "src/pages/about.md": POST,
        "static/files/paper.pdf": "",
    },
    "mkdocs": {
        "mkdocs.yml": "",
        "docs/posts/first.md": POST,
        "docs/posts/second/index.md": POST,
        "docs/posts/third.md": "---\nslug: 3rd\naliases: [/old/third]\n---\n",
        "docs/about.md": POST,
        "docs/files/paper.pdf": "",
    },
}


class Project:
    """A site on the disk, and the oracles of a run over it."""

    def __init__(self, root: Path, settings: LinkSettings, *, many: bool = False) -> None:
        files = [str(file) for file in sorted(root.rglob("*.md*"))]
        documents = on_disk(Configs(load(), isolated=True), lambda _: files, many=many)
        ledger = Ledger()
        nearby = Nearby(Roots(), documents, settings, Store(), ledger)
        self.answers = Answers(nearby, Distant(settings, ProofreaderSettings(), Asking(), Store(), ledger), ledger)
        self.first = next(file for file in files if file.endswith("first.md") and "_posts" not in file)

    def where(self, url: str) -> Answer:
        return self.answers.ask(Target(Span(0, 1), url, assets=True, route=True, document=self.first))

    def part(self, url: str) -> Answer:
        return self.answers.ask(Anchor(Span(0, 1), url, document=self.first))


@pytest.fixture(params=sorted(SITES))
def generator(request: Any) -> SiteName:
    name: SiteName = request.param
    return name


@pytest.fixture(params=[False, True], ids=["few", "many"])
def site(request: Any, generator: SiteName, tree: Tree, tmp_path: Path) -> Project:
    tree({".git/HEAD": "", **SITES[generator]})
    return Project(tmp_path, LinkSettings(), many=request.param)


@pytest.mark.parametrize(
    "url",
    [
        "/posts/second/",
        "/posts/second",
        "/posts/second/index.html",
        "/en/posts/second/",
        "/posts/3rd/",
        "/old/third",
        "/about/",
        "/about/?a=1#b",
        "/files/paper.pdf",
        "/posts/",
        "/",
        "../second/",
        "../about",
    ],
)
def test_pages_are_found_where_their_generator_has_them(site: Project, url: str) -> None:
    assert isinstance(site.where(url), There)


@pytest.mark.parametrize("url", ["/tags/speed/", "/posts/page/2/", "/2022/01/02/news/", "/impressum/", "/app/start/"])
def test_what_a_theme_may_make_is_not_judged(site: Project, url: str) -> None:
    assert isinstance(site.where(url), NotAsked)


def test_a_page_that_no_document_makes_is_missing(site: Project) -> None:
    assert site.where("/posts/secnd/#top") == Missing(("/posts/second/#top",))
    assert site.where("/posts/nothing-like-it/") == Missing()


def test_parts_of_pages_are_looked_for_too(site: Project) -> None:
    assert isinstance(site.part("/posts/second/#speed"), There)
    assert site.part("/posts/second/#sped") == Missing(("/posts/second/#speed",))


def test_without_a_generator_nothing_tells_what_the_root_is(tree: Tree, tmp_path: Path) -> None:
    tree({".git/HEAD": "", "docs/first.md": POST, "docs/second.md": POST})
    assert isinstance(Project(tmp_path, LinkSettings()).where("/docs/second"), NotAsked)
    plain = Project(tmp_path, LinkSettings(site="plain"))
    assert plain.where("/docs/second") == There("docs/second.md")
    assert plain.where("/docs/third") == Missing()


def test_the_root_of_the_site_can_be_said(tree: Tree, tmp_path: Path) -> None:
    tree({".git/HEAD": "", "web/pages/first.md": POST, "web/pages/second.md": POST})
    project = Project(tmp_path, LinkSettings(site_root=tmp_path / "web/pages"))
    assert project.where("/second/") == There("web/pages/second.md")
    assert project.where("/third/") == Missing()


def test_a_site_may_be_a_part_of_the_repository(tree: Tree, tmp_path: Path) -> None:
    tree({".git/HEAD": "", "README.md": POST, **{f"website/{name}": text for name, text in SITES["hugo"].items()}})
    assert Project(tmp_path, LinkSettings()).where("/about/") == There("website/content/about.md")


def test_pages_of_a_language_may_have_addresses_without_it(tree: Tree, tmp_path: Path) -> None:
    files = {f"content/en/posts/{name}.md": POST for name in ("first", "second", "third")}
    tree({".git/HEAD": "", "hugo.toml": "", **files})
    project = Project(tmp_path, LinkSettings())
    assert project.where("/posts/second/") == There("content/en/posts/second.md")
    assert project.where("/posts/secnd/") == Missing(("/posts/second/",))
    assert project.part("/posts/second/#sped") == Missing(("/posts/second/#speed",))
