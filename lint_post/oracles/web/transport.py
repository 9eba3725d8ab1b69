"""httpx's transport over asyncio's streams and h11: connections go to the very address that was checked.

httpx's own pool does quadratic work over idle connections, which makes two thousand links six times as dear; and it
connects to a name, which may mean another address by the time it is asked again.
"""

from __future__ import annotations

import asyncio
import ssl
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import cached_property
from typing import NamedTuple

import aiohappyeyeballs
import h11
import httpx

from lint_post.oracles.web.addresses import Resolver
from lint_post.oracles.web.failures import ClosedError, FailureError, NotHttpError, TooLargeError, of_connection
from lint_post.oracles.web.tidy import HEAD_END, tidy

_PORTS = {"http": 80, "https": 443}
_NEXT_ADDRESS_AFTER = 0.25  # seconds, as RFC 8305 recommends
_LARGEST_HEAD = 262_144  # bytes, as in Chromium
_READ = 16_384
_MOST_INFORMATIONAL = 10  # heads of 1xx before the answer


class Origin(NamedTuple):
    """The endpoint of a connection."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, url: httpx.URL) -> Origin:
        """The endpoint of ``url``."""
        return cls(url.scheme, url.raw_host.decode("ascii"), url.port or _PORTS[url.scheme])


class _Connection:
    """A connection that carries one request after the other."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=_LARGEST_HEAD * 2)
        self._received = bytearray()  # what the parser has not been given yet

    async def ask(self, request: httpx.Request) -> h11.Response:
        """Send ``request`` and return the head of the answer. Raises FailureError."""
        head = h11.Request(method=request.method, target=request.url.raw_path, headers=request.headers.raw)
        self._writer.write((self._http.send(head) or b"") + (self._http.send(h11.EndOfMessage()) or b""))
        try:
            await self._writer.drain()
            for _ in range(_MOST_INFORMATIONAL):
                self._http.receive_data(await self._head())
                event = self._http.next_event()
                if isinstance(event, h11.Response):
                    self._hand_on()
                    return event
        except OSError as error:
            raise _lost(error) from error
        except h11.RemoteProtocolError as error:
            raise NotHttpError(f"invalid HTTP response ({error})") from error
        raise NotHttpError("no final HTTP response")

    async def _head(self) -> bytes:
        """The next head, tidied up."""
        data = self._received
        while (end := HEAD_END.search(data)) is None:
            if len(data) > _LARGEST_HEAD:
                raise TooLargeError("response headers too large")
            if not _may_be_http(data):
                raise NotHttpError("invalid HTTP response")
            more = await self._reader.read(_READ)
            if not more:
                raise ClosedError("connection closed before the response")
            data += more
        head = tidy(bytes(data[: end.start()]))
        if head is None:
            raise NotHttpError("invalid HTTP response")
        del data[: end.end()]
        return head

    def _hand_on(self) -> None:
        """Pass the bytes after the head to the parser."""
        if self._received:
            self._http.receive_data(bytes(self._received))
            self._received.clear()

    async def body(self) -> AsyncIterator[bytes]:
        """The body after the head. Raises ClosedError if it is cut short."""
        try:
            while True:
                event = self._http.next_event()
                if event is h11.NEED_DATA:
                    self._http.receive_data(await self._reader.read(_READ))
                elif isinstance(event, h11.Data):
                    yield bytes(event.data)
                else:
                    return
        except OSError as error:
            raise _lost(error) from error
        except h11.RemoteProtocolError as error:
            raise ClosedError("incomplete response") from error

    def is_reusable(self) -> bool:
        """Make ready for the next request, if this one is through."""
        if self._http.their_state is h11.SEND_BODY:
            with suppress(h11.RemoteProtocolError):
                self._http.next_event()  # an answer without a body ends at once
        if self._http.our_state is not h11.DONE or self._http.their_state is not h11.DONE:
            return False
        self._http.start_next_cycle()
        return self.is_idle()

    def is_idle(self) -> bool:
        """Whether it is open and nothing came that was not asked for."""
        return not self._reader.at_eof() and not self._http.trailing_data[0] and not self._writer.is_closing()

    def close(self) -> None:
        """Let go of it at once, whatever is on its way."""
        with suppress(Exception):
            self._writer.transport.abort()


def _may_be_http(data: bytearray) -> bool:
    return b"HTTP/".startswith(data[:5]) if len(data) < 5 else data.startswith(b"HTTP/")


def _lost(error: OSError) -> FailureError:
    return of_connection(error) if isinstance(error, ssl.SSLError) else ClosedError("connection reset")


class _Body(httpx.AsyncByteStream):
    """The body of an answer; closing it returns the connection to the pool, or drops it."""

    def __init__(self, connection: _Connection, transport: Transport, origin: Origin) -> None:
        self._connection = connection
        self._transport = transport
        self._origin = origin

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for data in self._connection.body():
            yield data

    async def aclose(self) -> None:
        self._transport.give_back(self._connection, self._origin)


class Transport(httpx.AsyncBaseTransport):
    """Connections to all hosts, kept open between requests; ``resolver`` says which addresses may be opened."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._idle: defaultdict[Origin, list[_Connection]] = defaultdict(list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer to ``request``, its body unread. Raises FailureError."""
        origin = Origin.of(request.url)
        connection, is_new = await self._connection(origin)
        try:
            try:
                head = await connection.ask(request)
            except (ClosedError, NotHttpError):
                if is_new:
                    raise
                connection.close()  # the host had closed it while it was idle, or sent more than it had announced
                connection = await self._connect(origin)
                head = await connection.ask(request)
        except BaseException:
            connection.close()
            raise
        headers = head.headers.raw_items()
        return httpx.Response(head.status_code, headers=headers, stream=_Body(connection, self, origin))

    async def _connection(self, origin: Origin) -> tuple[_Connection, bool]:
        idle = self._idle[origin]
        while idle:
            connection = idle.pop()
            if connection.is_idle():
                return connection, False
            connection.close()
        return await self._connect(origin), True

    async def _connect(self, origin: Origin) -> _Connection:
        infos = await self._resolver.resolve(origin.host, origin.port)
        try:
            sock = await aiohappyeyeballs.start_connection(
                infos, happy_eyeballs_delay=_NEXT_ADDRESS_AFTER, interleave=1
            )
            secure = self._tls if origin.scheme == "https" else None
            name = origin.host if secure else None
            return _Connection(*await asyncio.open_connection(sock=sock, ssl=secure, server_hostname=name))
        except OSError as error:
            raise of_connection(error) from error

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Which certificates are trusted; SSL_CERT_FILE and SSL_CERT_DIR say others than certifi's."""
        return httpx.create_ssl_context()

    def give_back(self, connection: _Connection, origin: Origin) -> None:
        """Keep ``connection`` for the next request if it can carry one."""
        if connection.is_reusable():
            self._idle[origin].append(connection)
        else:
            connection.close()

    async def aclose(self) -> None:
        """Close all connections that are idle."""
        for connections in self._idle.values():
            for connection in connections:
                connection.close()
        self._idle.clear()
