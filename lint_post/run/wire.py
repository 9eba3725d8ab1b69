"""Values over a stream of bytes between processes of one run: each is a length of eight bytes, then a pickle."""

from __future__ import annotations

import socket
import struct
from typing import Any

from lint_post.store.codec import dumps, loads_own

_LENGTH = struct.Struct(">Q")


def frame(value: object) -> bytes:
    """``value`` as it travels."""
    data = dumps(value)
    return _LENGTH.pack(len(data)) + data


def receive(channel: socket.socket) -> Any:
    """The next value, however long it takes. Raises EOFError when the other side is gone."""
    (length,) = _LENGTH.unpack(_exactly(channel, _LENGTH.size))
    return loads_own(_exactly(channel, length))


def _exactly(channel: socket.socket, count: int) -> bytes:
    data = bytearray(count)
    view = memoryview(data)
    while view:
        received = channel.recv_into(view)
        if not received:
            raise EOFError
        view = view[received:]
    return bytes(data)


class Buffer:
    """Bytes that have arrived, in pieces of any size, until they make up values."""

    def __init__(self) -> None:
        self._data = bytearray()

    def feed(self, data: bytes) -> list[Any]:
        """The values that are whole with ``data``."""
        self._data += data
        values = []
        while len(self._data) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._data)
            end = _LENGTH.size + length
            if len(self._data) < end:
                break
            values.append(loads_own(bytes(self._data[_LENGTH.size : end])))
            del self._data[:end]
        return values
