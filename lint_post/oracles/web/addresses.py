"""Names become network addresses, and those that are not public are refused: nothing inside is opened for a link."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

from lint_post.oracles.web.failures import NoSuchHostError, PrivateError, ResolverError

AddressInfo = tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[Any, ...]]
"""The result of `socket.getaddrinfo` for one address."""
_NEVER_THERE = (".invalid", ".test", ".example")  # RFC 2606: nobody has these names
_KNOWN_TO_BE_THERE = "example.com"
_IP = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Allowed:
    """The addresses and hosts that may be opened though they are not public.

    ``entries`` are networks (``10.1.0.0/16``), addresses, and hosts with or without a port.
    """

    def __init__(self, entries: Iterable[str]) -> None:
        self._networks: list[ipaddress.IPv4Network | ipaddress.IPv6Network] = []
        self._hosts: set[str] = set()
        for entry in entries:
            try:
                self._networks.append(ipaddress.ip_network(entry.strip("[]"), strict=False))
            except ValueError:
                self._hosts.add(entry.lower())

    def covers(self, address: str, host: str, port: int) -> bool:
        """Whether ``address``, which ``host`` has, may be opened at ``port``."""
        if host in self._hosts or f"{host}:{port}" in self._hosts or f"[{host}]:{port}" in self._hosts:
            return True
        ip = _plain(ipaddress.ip_address(address.partition("%")[0]))
        return any(ip in network for network in self._networks) or f"{ip}:{port}" in self._hosts


def is_public(address: str) -> bool:
    """Whether ``address`` (IPv4 or IPv6) is one on the open internet."""
    ip = _plain(ipaddress.ip_address(address.partition("%")[0]))
    return ip.is_global and not ip.is_multicast


def _plain(ip: _IP) -> _IP:
    """The IPv4 address that is embedded in an IPv6 one, if any: mapped, 6to4, Teredo, NAT64."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)


class Resolver:
    """Resolves each host name once per run; returns those of its addresses that may be opened."""

    def __init__(self, allowed: Allowed) -> None:
        self._allowed = allowed
        self._lookups: dict[tuple[str, int], asyncio.Future[list[AddressInfo]]] = {}
        self._works = False
        self._probe: asyncio.Future[bool] | None = None

    async def resolve(self, host: str, port: int) -> list[AddressInfo]:
        """The addresses of ``host`` that may be opened.

        Raises NoSuchHostError, ResolverError (unknown), PrivateError (none may be opened).
        """
        found = await self._look_up(host, port)
        open_ = [info for info in found if self._may_open(str(info[4][0]), host, port)]
        if not open_:
            raise PrivateError(host)
        return open_

    def _may_open(self, address: str, host: str, port: int) -> bool:
        return is_public(address) or self._allowed.covers(address, host, port)

    async def _look_up(self, host: str, port: int) -> list[AddressInfo]:
        key = host, port
        if key not in self._lookups:
            # A separate task: the first caller may time out while others still wait for the answer.
            self._lookups[key] = asyncio.ensure_future(self._ask(host, port))
        return await asyncio.shield(self._lookups[key])

    async def _ask(self, host: str, port: int) -> list[AddressInfo]:
        try:
            found = await self.addresses(host, port)
        except UnicodeError:
            raise NoSuchHostError(host) from None
        except socket.gaierror as error:
            is_known = error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
            if is_known and (host.endswith(_NEVER_THERE) or await self._can_tell()):
                raise NoSuchHostError(host) from None
            raise ResolverError(host) from None
        self._works = self._works or (not _is_literal(host) and any(is_public(str(info[4][0])) for info in found))
        return found

    async def addresses(self, host: str, port: int) -> list[AddressInfo]:
        """What the system says of ``host``. Raises socket.gaierror."""
        loop = asyncio.get_running_loop()
        return await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)  # type: ignore[return-value]

    async def _can_tell(self) -> bool:
        """Whether names can be resolved at all: without a network, some systems report every host as not found."""
        if self._works:
            return True
        if self._probe is None:
            self._probe = asyncio.ensure_future(self._is_there(_KNOWN_TO_BE_THERE))
        return await self._probe or self._works

    async def _is_there(self, host: str) -> bool:
        try:
            return bool(await self.addresses(host, 80))
        except OSError:
            return False


def _is_literal(host: str) -> bool:
    try:
        socket.inet_aton(host)
    except OSError:
        return ":" in host
    return True
