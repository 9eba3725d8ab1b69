"""One document with links to everything that a server can do wrong: each verdict, in time, and little that is read."""

from __future__ import annotations

import datetime
import ssl
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
import trustme

from .conftest import Links
from .server import (
    Behaviour,
    Server,
    body_for_ever,
    bomb,
    by_method,
    cut_off,
    drip_headers,
    for_browsers,
    hang,
    huge_body,
    in_turn,
    page,
    raw,
    redirect,
    reset,
    status,
    wait_until,
    zipped,
)

OK = status("200 OK")
GONE = status("404 Not Found")
HEADINGS = (
    '<h1 id="a">A</h1><a name="named">x</a><p id="sch&ouml;n"><p id="a b"><p id="user-content-mine">' + "x" * 70_000
)
CHAIN = {f"/hop{n}": redirect(302, f"/hop{n + 1}") for n in range(25)}
LOGIN_WALL = by_method(redirect(302, "/login"), redirect(302, "/login"))

BEHAVIOURS: dict[str, Behaviour] = {
    "/200": OK,
    "/204": raw(b"HTTP/1.1 204 No Content\r\n\r\n", close=False),
    "/206": status("206 Partial Content"),
    "/304": raw(b"HTTP/1.1 304 Not Modified\r\n\r\n", close=False),
    "/404": GONE,
    "/410": status("410 Gone"),
    "/400": status("400 Bad Request"),
    "/500-once": in_turn(status("500 Oops"), OK),
    "/503": status("503 Busy"),
    "/429-seconds": in_turn(status("429 Slow", "Retry-After: 1"), OK),
    "/429-date": in_turn(status("429 Slow", f"Retry-After: {wait_until(2)}"), OK),
    "/429-negative": in_turn(status("429 Slow", "Retry-After: -5"), OK),
    "/429-day": status("429 Slow", "Retry-After: 86400"),
    "/429-always": status("429 Slow"),
    "/head-405": by_method(status("405 No"), OK),
    "/head-404": by_method(GONE, OK),
    "/head-hangs": by_method(hang, OK),
    "/head-resets": by_method(reset, OK),
    "/head-lies": by_method(OK, GONE),
    "/301": redirect(301, "/200"),
    "/308": redirect(308, "/200"),
    "/302": redirect(302, "/200"),
    "/303": redirect(303, "/200"),
    "/307": redirect(307, "/200"),
    "/301-404": redirect(301, "/404"),
    "/loop": redirect(302, "/loop2"),
    "/loop2": redirect(302, "/loop"),
    "/to-file": redirect(302, "file:///etc/passwd"),
    "/to-nowhere": status("302 Found"),
    "/to-utf8": raw("HTTP/1.1 302 Found\r\nLocation: /schön\r\nContent-Length: 0\r\n\r\n".encode(), close=False),
    "/sch%C3%B6n": OK,
    "/relative/a": redirect(302, "b"),
    "/relative/b": OK,
    "/protocol-relative": lambda client, request: redirect(302, f"//{request.headers['host']}/200")(client, request),
    "/deep/article": LOGIN_WALL,
    "/login": OK,
    "/old/article": redirect(301, "/"),
    "/": OK,
    "/slow-headers": drip_headers,
    "/body-for-ever": body_for_ever,
    "/huge": huge_body,
    "/cut-off": cut_off,
    "/gzip-bomb": bomb("gzip"),
    "/br-bomb": bomb("br"),
    "/gzip": zipped(HEADINGS + '<p id="zipped">'),
    "/br": page(brotli.compress(b"<p id=br>" + b"x" * 100_000), "Content-Encoding: br"),
    "/deflate": page(zlib.compress(b"<p id=z>"), "Content-Encoding: deflate"),
    "/raw-deflate": page(zlib.compress(b"<p id=z>" * 9, wbits=-15), "Content-Encoding: deflate"),
    "/reset": reset,
    "/not-http": raw(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "/silent": raw(b""),
    "/100k-headers": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + b"X-A: %b\r\n" % (b"a" * 1000) * 100 + b"\r\n"),
    "/endless-headers": raw(b"HTTP/1.1 200 OK\r\n" + b"X-A: %b\r\n" % (b"a" * 1000) * 1_000),
    "/odd-headers": raw(
        b"HTTP/1.1 200 OK\nX-Latin: caf\xe9\nContent-Length: 2\nContent-Length: 2\nodd\nContent-Encoding: x-odd\n\nok"
    ),
    "/body-to-head": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<p>hello", close=False),
    "/odd-page": raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: x-odd\r\n\r\n<p id=a>"),
    "/301-302": redirect(301, "/302"),
    "/early-hints": raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    "/wants-cookie": lambda client, request: (
        OK
        if "seen=1" in request.headers.get("cookie", "")
        else status("302 Found", "Location: /wants-cookie", "Set-Cookie: seen=1; Path=/")
    )(client, request),
    "/page": page(HEADINGS),
    "/last-byte": page("<p>" + "x" * 200_000 + "<p id=last"),
    "/app": page('<div id="root"></div><script src="/app.js"></script>'),
    "/pdf": page(b"%PDF", kind="application/pdf"),
    "/latin": page("<p id='caf\xe9'>".encode("latin-1"), kind="text/html; charset=iso-8859-1"),
    "/401": status("401 Unauthorized"),
    "/403": status("403 Forbidden"),
    "/407": status("407 Proxy"),
    "/451": status("451 Legal"),
    "/999": status("999 Denied"),
    "/wall": for_browsers(OK, status("403 Forbidden", "cf-mitigated: challenge")),
    "/wall-404": for_browsers(GONE, status("403 Forbidden")),
    "/waf": status("202 Accepted", "x-amzn-waf-action: challenge"),
    "/hop25": OK,
} | CHAIN

EXPECTED: dict[str, str] = {
    "ok": "200 204 206 304 500-once 429-seconds 429-date 429-negative head-405 head-404 head-hangs head-resets"
    " head-lies 302 303 307 to-utf8 relative/a protocol-relative deep/article"
    " body-for-ever huge cut-off gzip-bomb 100k-headers"
    " odd-headers early-hints wants-cookie body-to-head page page#a page#named page#sch%C3%B6n page#schön page#a%20b"
    " page#mine page#top page# page#:~:text=hi page#a:~:text=hi gzip#zipped br#br deflate#z raw-deflate#z"
    " last-byte#last pdf#page=3 latin#caf%C3%A9 wall hop5",
    "redirected": "301 308 old/article 301-302",
    "broken": "404 410 400 301-404 loop hop0 to-file to-nowhere not-http page#gone page#A wall-404",
    "unverified": "503 429-day 429-always slow-headers reset silent endless-headers 401 403 407 451 999 waf app#part"
    " body-for-ever#part huge#part cut-off#part gzip-bomb#part br-bomb#part"
    " odd-page#part",
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server(BEHAVIOURS) as server:
        yield server


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def _tls(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    return context


def test_each_way_to_misbehave_has_its_verdict(links: Links, server: Server, tmp_path: Path) -> None:
    expected = {f"{server.url}/{path}": verdict for verdict, paths in EXPECTED.items() for path in paths.split(" ")}
    before = server.sent
    began = time.monotonic()
    known = links(*expected, peak=tmp_path / "peak")
    assert time.monotonic() - began < 60
    wrong = {url: (link["verdict"], link["reason"]) for url, link in known.items() if link["verdict"] != expected[url]}
    assert wrong == {}
    assert known.keys() == expected.keys()
    assert server.sent - before < 60_000_000  # what was on its way when it was let go of included
    assert int((tmp_path / "peak").read_text("utf-8")) < 200_000  # kB


def test_what_is_odd_about_a_redirect_is_said(links: Links, server: Server) -> None:
    known = links(*(f"{server.url}/{path}" for path in ("deep/article", "old/article", "301", "302", "301-404")))
    reasons = {url.removeprefix(server.url): link["reason"] for url, link in known.items()}
    assert reasons == {
        "/deep/article": "redirect to a login page",
        "/old/article": "redirect to the home page",
        "/301": "",
        "/302": "",
        "/301-404": f'404 Not Found after a redirect to "{server.url}/404"',
    }
    assert known[f"{server.url}/301"]["final_url"] == f"{server.url}/200"


def test_a_plain_page_is_asked_once_and_for_its_head_alone(links: Links, server: Server) -> None:
    before = len(server.asked)
    links(f"{server.url}/200", f"{server.url}/page#a", f"{server.url}/page#named", f"{server.url}/page#gone")
    asked = sorted((request.method, request.path) for request in server.asked[before:])
    assert asked == [("GET", "/page"), ("HEAD", "/200")]


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]", "localhost", "127.1"])
def test_what_is_private_is_never_opened(links: Links, host: str) -> None:
    with (
        Server({"*": OK}) as canary,
        Server({"/to": redirect(302, f"http://{host}:{canary.port}/")}, "127.0.0.9") as outer,
    ):
        direct, indirect = f"http://{host}:{canary.port}/", f"{outer.url}/to"
        known = links(direct, indirect, allow="127.0.0.9")
        assert {url: link["verdict"] for url, link in known.items()} == {direct: "unverified", indirect: "unverified"}
        assert "private" in known[indirect]["reason"]
        assert canary.asked == []


def test_a_closed_port_and_a_name_that_nobody_has_are_broken(links: Links) -> None:
    with Server({}) as closed:
        pass
    known = links(f"{closed.url}/", "http://no-such-host.invalid/", "http://[::1/", "https://a b/")
    assert [link["verdict"] for link in known.values()] == ["broken"] * 4


def test_a_host_that_allows_four_at_once_and_twenty_a_second(links: Links) -> None:
    from .server import Strict

    strict = Strict()
    with Server({"*": strict}) as server:
        known = links(*(f"{server.url}/{number}" for number in range(60)))
        assert {link["verdict"] for link in known.values()} == {"ok"}
        assert len(server.asked) <= 66
        assert server.most_at_once <= 4


def test_certificates(links: Links, authority: trustme.CA, tmp_path: Path) -> None:
    roots = tmp_path / "roots.pem"
    authority.cert_pem.write_to_path(str(roots))
    yesterday = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    good = _tls(authority.issue_cert("127.0.0.1"))
    wrong_host = _tls(authority.issue_cert("blog.test"))
    expired = _tls(authority.issue_cert("127.0.0.1", not_before=yesterday - datetime.timedelta(9), not_after=yesterday))
    unknown = _tls(trustme.CA().issue_cert("127.0.0.1"))
    with (
        Server({"*": OK}, tls=good) as a,
        Server({"*": OK}, tls=wrong_host) as b,
        Server({"*": OK}, tls=expired) as c,
        Server({"*": OK}, tls=unknown) as d,
    ):
        urls = [server.url for server in (a, b, c, d)]
        known = links(*urls, SSL_CERT_FILE=str(roots))
    assert [known[url]["verdict"] for url in urls] == ["ok", "broken", "broken", "unverified"]


def test_a_self_signed_certificate_is_broken(links: Links, tmp_path: Path) -> None:
    with Server({"*": OK}, tls=_self_signed(tmp_path)) as server:
        assert links(server.url)[server.url]["verdict"] == "broken"


def _self_signed(folder: Path) -> ssl.SSLContext:
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "own.pem"
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file)
    return context


def test_a_body_that_was_not_asked_for_is_not_taken_for_the_next_answer(links: Links) -> None:
    body = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<p>hello!", close=False)
    with Server({"*": body}) as server:
        known = links(*(f"{server.url}/{number}" for number in range(20)))
        assert {link["verdict"] for link in known.values()} == {"ok"}
