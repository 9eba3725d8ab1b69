"""What a writer sees of the web: offline, online, from memory, with exclusions and headers, and when it is fixed."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from lint_post.config.link_settings import LinkSettings
from lint_post.oracles.web import WebOracle
from lint_post.oracles.web.addresses import AddressInfo, Allowed, Resolver
from lint_post.rule.question import Fetch, Reached
from lint_post.text.source import Span

from ..process import COMMAND, Outcome, environment, lint_post
from .conftest import LOOPBACK, NO_PROXIES, Links
from .server import Client, Request, Server, hang, in_turn, page, redirect, status

OK = status("200 OK")
GONE = status("404 Not Found")
BUSY = status("503 Busy")


def check(folder: Path, *arguments: str, **settings: str) -> Any:
    return lint_post(
        "check",
        *arguments,
        "--ignore",
        "links/localhost",
        "--allow-private",
        LOOPBACK,
        cwd=folder,
        **NO_PROXIES,
        **settings,
    )


def test_offline_says_how_many_links_it_left_unasked(tmp_path: Path) -> None:
    with Server({"*": GONE}) as server:
        text = f"[a]({server.url}/a), [b]({server.url}/b) and ![c]({server.url}/c.png)\n"
        (tmp_path / "post.md").write_text(text, "utf-8")
        done = check(tmp_path, "--no-cache", "post.md")
        assert (done.code, done.output) == (0, "")
        assert done.notes == "3 links not checked: offline; use --online to check them.\nAll good: 1 file checked.\n"
        assert server.asked == []


def test_online_reports_each_occurrence_at_the_url(tmp_path: Path) -> None:
    with Server({"/ok": OK, "/old": redirect(301, "/ok"), "/busy": BUSY}) as server:
        (tmp_path / "a.md").write_text(f"See [it]({server.url}/gone) and [old]({server.url}/old).\n", "utf-8")
        (tmp_path / "b.md").write_text(
            f'<a href="{server.url}/gone">it</a> [r] [s]({server.url}/busy)\n\n[r]: {server.url}/gone\n', "utf-8"
        )
        done = check(tmp_path, "--online", "--no-cache", "--output-format", "json", ".")
        found = [
            (one["file"], one["rule"], one["range"]["start"]["column"])
            for one in json.loads(done.output)["diagnostics"]
        ]
        width = len(server.url)
        assert found == [
            ("a.md", "links/broken", 10),
            ("a.md", "links/redirected", 10 + width + 5 + len(") and [old](")),
            ("b.md", "links/broken", 10),
            ("b.md", "links/unverified", 10 + width + 5 + len('">it</a> [r] [s](')),
            ("b.md", "links/broken", 6),
        ]
        assert done.code == 1
        assert server.count("/gone") == 2  # HEAD, and GET to be sure


def test_the_configuration_may_say_online_and_a_permanent_redirect_is_mended(tmp_path: Path) -> None:
    with Server({"/new": page('<p id="x">'), "/old": redirect(308, "/new")}) as server:
        (tmp_path / "lint-post.toml").write_text(f'[links]\nonline = true\nallow-private = ["{LOOPBACK}"]\n', "utf-8")
        (tmp_path / "post.md").write_text(f"See [it]({server.url}/old#x).\n", "utf-8")
        assert lint_post("check", "--fix", "--no-cache", cwd=tmp_path, **NO_PROXIES).code == 0
        assert (tmp_path / "post.md").read_text("utf-8") == f"See [it]({server.url}/new#x).\n"
        again = lint_post("check", "--no-cache", cwd=tmp_path, **NO_PROXIES)
        assert again.notes == "All good: 1 file checked.\n"


def test_what_was_right_is_not_asked_again_and_what_was_not_is(links: Links) -> None:
    with Server({"/ok": OK, "/busy": BUSY}) as server:
        urls = f"{server.url}/ok", f"{server.url}/busy", f"{server.url}/gone"
        first = links(*urls, cache=True)
        asked = server.count("/ok"), server.count("/busy"), server.count("/gone")
        second = links(*urls, cache=True)
        assert server.count("/ok") == asked[0] == 1
        assert server.count("/busy") > asked[1]
        assert server.count("/gone") > asked[2]
        assert {url: link["verdict"] for url, link in second.items()} == {
            url: link["verdict"] for url, link in first.items()
        }
        assert second[urls[0]]["checked"] == first[urls[0]]["checked"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", second[urls[0]]["checked"])


def test_an_old_page_is_asked_whether_it_has_changed(tmp_path: Path) -> None:
    async def revalidate(client: Client, request: Request) -> None:
        is_same = request.headers.get("if-none-match") == '"v1"'
        await client.answer(
            "304 Not Modified" if is_same else "200 OK",
            'ETag: "v1"',
            "Content-Type: text/html",
            body=b"" if is_same else b"<p id=a>",
        )

    with Server({"/page": revalidate}) as server:
        (tmp_path / "post.md").write_text(f"[a]({server.url}/page#a)\n", "utf-8")
        for _ in range(2):
            done = check(tmp_path, "--online", "--cache-dir", "c", "--config", "links.ok-for = '0 days'", "post.md")
            assert done.code == 0
        assert [request.headers.get("if-none-match") for request in server.asked] == [None, '"v1"']


def test_since_when_a_link_fails(tmp_path: Path) -> None:
    with Server({"*": GONE}) as server:
        (tmp_path / "post.md").write_text(f"[a]({server.url}/gone)\n", "utf-8")
        setting = "links.alarm-after = '2 runs'"
        arguments = ("--online", "--cache-dir", "c", "--config", setting, "post.md")
        assert "since" not in check(tmp_path, *arguments).output
        again = check(tmp_path, *arguments).output
        assert re.search(r'Broken link "\S+/gone" \(since \d{4}-\d\d-\d\d\): 404 Not Found; fix the URL', again)


def test_exclusions_have_a_reason_and_an_end(tmp_path: Path) -> None:
    with Server({"*": GONE}) as server:
        rows = [(f"{server.url}/in/*", "2999-01-01"), (f"{server.url}/was/*", "2020-01-01")]
        tables = "".join(
            f'[[links.exclude]]\nurl = "{url}"\nreason = "only inside"\nuntil = {until}\n' for url, until in rows
        )
        (tmp_path / "lint-post.toml").write_text(tables, "utf-8")
        (tmp_path / "post.md").write_text(f"[a]({server.url}/in/a) [b]({server.url}/was/b)\n", "utf-8")
        done = check(tmp_path, "--online", "--no-cache", "post.md")
        assert "1 link not checked: excluded by the configuration (only inside)." in done.notes
        assert {request.path for request in server.asked} == {"/was/b"}


def test_headers_go_to_their_host_alone(tmp_path: Path) -> None:
    with Server({"*": OK}, "127.0.0.2") as other, Server({"*": redirect(302, f"{other.url}/there")}) as server:
        name = f"127.0.0.1:{server.port}"
        config = f'[links.hosts."{name}"]\nheaders = {{ Authorization = "Bearer ${{LINK_TOKEN}}" }}\n'
        (tmp_path / "lint-post.toml").write_text(config, "utf-8")
        (tmp_path / "post.md").write_text(f"[a]({server.url}/a)\n", "utf-8")
        assert check(tmp_path, "--online", "--no-cache", "post.md", LINK_TOKEN="s3cret", GITHUB_TOKEN="ghp").code == 0
        assert server.asked[0].headers["authorization"] == "Bearer s3cret"
        assert "authorization" not in other.asked[0].headers
        missing = check(tmp_path, "--online", "--no-cache", "post.md")
        assert (missing.code, missing.output) == (2, "")
        assert '"LINK_TOKEN" for [links.hosts.' in missing.notes


def test_a_proxy_of_the_environment_is_asked(tmp_path: Path) -> None:
    with Server({"*": OK}) as proxy:
        (tmp_path / "post.md").write_text("[a](http://blog.test/a) [b](http://10.0.0.1/)\n", "utf-8")
        arguments = ["links", "--online", "--no-cache", "-q", "--output-format", "json", "post.md"]
        done = lint_post(*arguments, cwd=tmp_path, **(NO_PROXIES | {"http_proxy": proxy.url, "no_proxy": ""}))
        assert [link["verdict"] for link in json.loads(done.output)["links"]] == ["ok", "unverified"]
        assert [request.path for request in proxy.asked] == ["http://blog.test/a"]


class _TwoAddresses(Resolver):
    """A name with two addresses, as a resolver gives them; nobody listens at the first."""

    async def addresses(self, host: str, port: int) -> list[AddressInfo]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in ("127.0.0.77", "127.0.0.1")]


def test_of_two_addresses_one_may_be_dead() -> None:
    class Oracle(WebOracle):
        def resolver(self) -> Resolver:
            return _TwoAddresses(self.allowed)

    with Server({"*": OK}) as server:
        answer = Oracle(LinkSettings(allow_private=(LOOPBACK,))).answer(
            Fetch(Span(0, 1), f"http://two.test:{server.port}/")
        )
        assert isinstance(answer, Reached)
        assert answer.verdict == "ok"


def test_without_a_network_there_is_one_line(tmp_path: Path) -> None:
    class Deaf(Resolver):
        async def addresses(self, host: str, port: int) -> list[AddressInfo]:
            raise socket.gaierror(socket.EAI_AGAIN, "try again")

    class Oracle(WebOracle):
        def resolver(self) -> Resolver:
            return Deaf(self.allowed)

    oracle = Oracle(LinkSettings())
    answers = {oracle.answer(Fetch(Span(0, 1), f"https://blog{number}.com/")) for number in range(3)}
    assert [str(answer.why) for answer in answers] == ["no network connection or no DNS"]  # type: ignore[union-attr]


def interrupted(folder: Path, server: Server, *arguments: str) -> Outcome:
    """How lint-post ends when Ctrl-C comes while it waits for /hang and knows that /gone is gone."""
    process = subprocess.Popen(
        [*COMMAND, *arguments, "--online", "--no-cache", "--allow-private", LOOPBACK, "post.md"],
        cwd=folder,
        env=environment(**NO_PROXIES),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while process.poll() is None and not (server.count("/gone") == 2 and server.count("/hang") == 1):
        time.sleep(0.05)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    output, notes = process.communicate(timeout=20)
    assert "Traceback" not in notes
    return Outcome(process.returncode, output, notes)


def test_ctrl_c_prints_what_is_known(tmp_path: Path) -> None:
    with Server({"/ok": OK, "/hang": hang}) as server:
        text = f"[a]({server.url}/ok) [b]({server.url}/hang) [c]({server.url}/gone)\n"
        (tmp_path / "post.md").write_text(text, "utf-8")
        done = interrupted(tmp_path, server, "links")
    assert done.code == 130
    assert [line.split()[1] for line in done.output.splitlines()] == ["ok", "unasked", "broken"]


def test_statistics_count_by_host(tmp_path: Path) -> None:
    with Server({"/ok": OK}) as server:
        (tmp_path / "post.md").write_text(
            f"[a]({server.url}/ok) [b]({server.url}/gone) [c](post.md) [d](mailto:a@b.c)\n", "utf-8"
        )
        arguments = ["links", "--statistics", "--online", "--no-cache", "-q", "--allow-private", LOOPBACK]
        done = lint_post(*arguments, cwd=tmp_path, **NO_PROXIES)
        rows = [line.split(None, 2) for line in done.output.replace("(this project)", "here").splitlines()]
        assert rows == [["here", "2", "1 ok, 1 skipped"], [f"127.0.0.1:{server.port}", "2", "1 ok, 1 broken"]]


@pytest.mark.parametrize("value", ["http://a/", "10.0.0.0/99", "a b", ""])
def test_what_may_be_private_is_checked(tmp_path: Path, value: str) -> None:
    done = lint_post("check", "--allow-private", value, cwd=tmp_path)
    assert done.code == 2
    assert "Invalid address" in done.notes


def test_a_mistake_in_the_table_is_said_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "lint-post.toml").write_text('[links]\nok-for = "soon"\n', "utf-8")
    done = lint_post("check", cwd=tmp_path)
    assert done.code == 2
    assert 'lint-post.toml:2: "links.ok-for" must be a duration such as "3 days" or "12 hours"\n' in done.notes


def test_one_flaky_answer_is_no_finding(tmp_path: Path) -> None:
    with Server({"/a": in_turn(BUSY, BUSY, OK)}) as server:
        (tmp_path / "post.md").write_text(f"[a]({server.url}/a)\n", "utf-8")
        assert check(tmp_path, "--online", "--no-cache").notes == "All good: 1 file checked.\n"


class _Loopback(Resolver):
    """Every name is this machine's."""

    def __init__(self, allowed: Allowed) -> None:
        super().__init__(allowed)
        self.names: list[str] = []

    async def addresses(self, host: str, port: int) -> list[AddressInfo]:
        self.names.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]


@pytest.mark.parametrize(
    ("name", "asked_for"), [("bücher.test", "xn--bcher-kva.test"), ("☃.test", "xn--n3h.test"), ("ＡＢ.test", "ab.test")]
)
def test_a_name_in_other_letters_is_asked_for_in_its_ascii_form(name: str, asked_for: str) -> None:
    resolver = _Loopback(Allowed([LOOPBACK]))

    class Oracle(WebOracle):
        def resolver(self) -> Resolver:
            return resolver

    with Server({"*": OK}) as server:
        url = f"http://{name}:{server.port}/käse"
        answer = Oracle(LinkSettings(allow_private=(LOOPBACK,))).answer(Fetch(Span(0, 1), url))
        assert isinstance(answer, Reached)
        assert answer.verdict == "ok"
        assert resolver.names == [asked_for]
        asked = server.asked[0]
        assert (asked.path, asked.headers["host"]) == ("/k%C3%A4se", f"{asked_for}:{server.port}")


def test_ipv6(links: Links) -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    with Server({"*": OK}, "::1") as server:
        url = f"http://[::1]:{server.port}/"
        assert links(url, allow="::1")[url]["verdict"] == "ok"
        assert links(url, allow="10.0.0.0/8")[url]["verdict"] == "unverified"


def test_ctrl_c_during_a_check_prints_what_is_known_and_asks_nobody_any_more(tmp_path: Path) -> None:
    with Server({"/hang": hang}) as server:
        (tmp_path / "lint-post.toml").write_text(f'[citations]\narxiv = "{server.url}/arxiv"\n', "utf-8")
        paper = "\n## All You Need for Translaton\n\n- Paper: https://arxiv.org/abs/1706.03762\n"
        text = f"It is is [a]({server.url}/gone) and [b]({server.url}/hang).\n{paper}"
        (tmp_path / "post.md").write_text(text, "utf-8")
        done = interrupted(tmp_path, server, "check", "--output-format", "concise")
        assert not any(request.path.startswith("/arxiv") for request in server.asked)
    assert done.code == 130
    found = [rule for rule in ("grammar/repeated-word", "links/broken") if rule in done.output]
    assert found == ["grammar/repeated-word", "links/broken"]
    assert "Interrupted" in done.notes


def test_local_links_are_listed_too(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("# Part\n", "utf-8")
    text = "# Here\n\n[a](#here) [b](#gone) [c](b.md#part) [d](b.md#gone) [e](c.md) ![f](f.png) [g](tel:+1)"
    text += " [h](mailto:me)\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    done = lint_post("links", "--no-cache", "--output-format", "json", "-q", "a.md", cwd=tmp_path)
    listed = json.loads(done.output)["links"]
    assert [(one["text"], one["kind"], one["verdict"]) for one in listed] == [
        ("a", "link", "ok"),
        ("b", "link", "broken"),
        ("c", "link", "ok"),
        ("d", "link", "broken"),
        ("e", "link", "broken"),
        ("f", "image", "broken"),
        ("g", "link", "skipped"),
        ("h", "link", "broken"),
    ]
    assert listed[0]["range"]["start"]["line"] == 3
    assert (listed[0]["status"], listed[0]["checked"]) == (None, None)


@pytest.mark.parametrize(
    ("proxy", "said"),
    [("nonsense", "invalid proxy URL in the environment"), ("socks5://127.0.0.1:9", "httpx[socks]")],
)
def test_a_proxy_that_cannot_be_used_is_said(tmp_path: Path, proxy: str, said: str) -> None:
    (tmp_path / "post.md").write_text("[a](http://blog.test/a)\n", "utf-8")
    settings = NO_PROXIES | {"http_proxy": proxy, "no_proxy": "", "NO_PROXY": ""}
    done = lint_post("links", "--online", "--no-cache", "-q", "post.md", cwd=tmp_path, **settings)
    assert "unverified" in done.output
    assert said in done.output
