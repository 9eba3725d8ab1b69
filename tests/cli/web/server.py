"""A web server that misbehaves in every way that links meet: one path for each way, on plain and TLS ports."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import threading
import time
import zlib
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import NamedTuple

import brotli


class Request(NamedTuple):
    """What a client asked."""

    method: str
    path: str
    headers: dict[str, str]


class Client:
    """The other end of a connection, and what was sent to it."""

    def __init__(self, server: Server, writer: asyncio.StreamWriter) -> None:
        self.server = server
        self.writer = writer

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()
        self.server.sent += len(data)

    async def answer(self, status: str, *headers: str, body: bytes = b"", head: bool = False) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
        await self.send("\r\n".join(lines).encode("latin-1") + (b"" if head else body))


Behaviour = Callable[[Client, Request], Awaitable[None]]


class Server:
    """Serves behaviours by path until it is stopped; ``asked`` are all requests in order."""

    def __init__(
        self, behaviours: dict[str, Behaviour], host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
    ) -> None:
        self._behaviours = behaviours
        self._host = host
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self.asked: list[Request] = []
        self.times: list[float] = []
        self.sent = 0
        self.now = 0
        self.most_at_once = 0
        self.port = 0

    def __enter__(self) -> Server:
        self._thread.start()
        self._started.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http{'s' if self._tls else ''}://{self._host}:{self.port}"

    def count(self, path: str) -> int:
        return sum(request.path == path for request in self.asked)

    def methods(self, path: str) -> list[str]:
        return [request.method for request in self.asked if request.path == path]

    def _serve(self) -> None:
        with suppress(asyncio.CancelledError):
            self._loop.run_until_complete(self._run())
        self._loop.close()

    async def _run(self) -> None:
        self._stopping = asyncio.Event()
        self._loop.set_exception_handler(lambda _loop, _context: None)  # clients hang up as they like
        server = await asyncio.start_server(self._connected, self._host, 0, ssl=self._tls, backlog=1000)
        self.port = server.sockets[0].getsockname()[1]
        self._started.set()
        await self._stopping.wait()
        server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0.05)  # what was aborted is closed a turn later

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        client = Client(self, writer)
        with closing(writer.transport.abort), suppress(OSError, asyncio.IncompleteReadError):
            while True:
                request = _parse(await reader.readuntil(b"\r\n\r\n"))
                self.asked.append(request)
                self.times.append(time.monotonic())
                self.now += 1
                self.most_at_once = max(self.most_at_once, self.now)
                try:
                    await self._behaviour(request.path)(client, request)
                finally:
                    self.now -= 1
                if writer.is_closing():
                    await writer.wait_closed()
                    break

    def _behaviour(self, path: str) -> Behaviour:
        path = path.partition("?")[0]
        return self._behaviours.get(path) or self._behaviours.get("*") or status("404 Not Found")


@contextmanager
def closing(close: Callable[[], None]) -> Iterator[None]:
    """Close in the end, however that comes."""
    try:
        yield
    finally:
        close()


def _parse(head: bytes) -> Request:
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    method, path, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Request(method, path, headers)


# --- behaviours


def status(line: str, *headers: str, body: bytes = b"") -> Behaviour:
    async def behave(client: Client, request: Request) -> None:
        await client.answer(line, *headers, body=body, head=request.method == "HEAD")

    return behave


def page(body: str | bytes, *headers: str, kind: str = "text/html; charset=utf-8") -> Behaviour:
    data = body.encode() if isinstance(body, str) else body
    return status("200 OK", f"Content-Type: {kind}", *headers, body=data)


def redirect(code: int, to: str) -> Behaviour:
    return status(f"{code} Moved", f"Location: {to}", body=b"x" * 100)


def raw(data: bytes, *, close: bool = True) -> Behaviour:
    async def behave(client: Client, _request: Request) -> None:
        await client.send(data)
        if close:
            client.writer.close()

    return behave


def by_method(head: Behaviour, get: Behaviour) -> Behaviour:
    async def behave(client: Client, request: Request) -> None:
        await (head if request.method == "HEAD" else get)(client, request)

    return behave


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """The first for the first request, and so on; the last for all others."""
    left = list(behaviours)

    async def behave(client: Client, request: Request) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(client, request)

    return behave


def for_browsers(inside: Behaviour, outside: Behaviour) -> Behaviour:
    async def behave(client: Client, request: Request) -> None:
        is_browser = "Mozilla" in request.headers.get("user-agent", "")
        await (inside if is_browser else outside)(client, request)

    return behave


async def hang(_client: Client, _request: Request) -> None:
    await asyncio.sleep(3600)


async def reset(client: Client, _request: Request) -> None:
    client.writer.transport.abort()


async def drip_headers(client: Client, _request: Request) -> None:
    await client.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        await client.send(b"X-A: b\r\n")
        await asyncio.sleep(0.2)


async def body_for_ever(client: Client, _request: Request) -> None:
    await client.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        await client.send(b"<p>and so on\n")
        await asyncio.sleep(0.05)


async def huge_body(client: Client, _request: Request) -> None:
    await client.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(2_000):
        await client.send(b"<p>much</p>" * 10_000)


async def cut_off(client: Client, _request: Request) -> None:
    await client.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n<p id='a'>")
    client.writer.close()


def bomb(encoding: str, size: int = 400_000_000) -> Behaviour:
    """A page that is small on the wire and huge when it is unpacked."""
    piece = b"<p>boom</p>" * 100_000
    if encoding == "br":
        packer = brotli.Compressor(quality=5)
        data = b"".join(packer.process(piece) for _ in range(size // len(piece))) + packer.finish()
    else:
        stream = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
        data = b"".join(stream.compress(piece) for _ in range(size // len(piece))) + stream.flush()
    return page(data, f"Content-Encoding: {encoding}")


def wait_until(seconds: float) -> str:
    """A moment for Retry-After."""
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


def zipped(text: str) -> Behaviour:
    return page(gzip.compress(text.encode()), "Content-Encoding: gzip")


class Strict:
    """Refuses more than four requests at once and more than twenty in a second, as some hosts do."""

    def __init__(self, at_once: int = 4, a_second: int = 20) -> None:
        self._at_once = at_once
        self._a_second = a_second
        self._now = 0
        self._times: list[float] = []
        self.said: Counter[int] = Counter()

    async def __call__(self, client: Client, request: Request) -> None:
        now = time.monotonic()
        self._times = [at for at in self._times if now - at < 1] + [now]
        self._now += 1
        try:
            is_much = self._now > self._at_once or len(self._times) > self._a_second
            await asyncio.sleep(0.02)
            self.said[429 if is_much else 200] += 1
            await client.answer("429 Too Many Requests" if is_much else "200 OK", head=request.method == "HEAD")
        finally:
            self._now -= 1
