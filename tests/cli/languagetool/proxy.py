"""A server before the real LanguageTool: it writes down what is asked, and misbehaves when it is told to."""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs


class Proxy(ThreadingHTTPServer):
    """Passes all on to the server at ``behind``, but for what ``mischief`` says; ``asked`` are the requests.

    ``mischief`` maps a part of a text to what becomes of a request with it: a status, ``hang``, ``drip``, ``nonsense``
    or ``drop``, or the text of an answer; the empty text is part of each. What begins with ``plain:`` counts for a
    request without annotations too.
    """

    daemon_threads = True

    def __init__(self, behind: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behind = behind
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.mischief: dict[str, int | str] = {}
        self.headers: dict[str, str] = {}
        self.words = b"Error: something went wrong"  # what is said with a status
        self.left: int | None = None  # how many times there is mischief; None: always
        self.ended = threading.Event()

    def __enter__(self) -> Proxy:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.shutdown()
        self.server_close()

    @property
    def texts(self) -> list[str]:
        """The texts that were sent to be checked, request by request."""
        return [_text(form) for path, form in self.asked if path.endswith("/check")]

    def what_becomes_of(self, form: dict[str, str]) -> int | str | None:
        """The mischief that is meant for a request."""
        text = _text(form)
        for part, mischief in self.mischief.items():
            if part.removeprefix("plain:") in text and ("data" in form or part.startswith("plain:") or not part):
                if self.left is not None:
                    if self.left == 0:
                        return None
                    self.left -= 1
                return mischief
        return None


def _text(form: dict[str, str]) -> str:
    if "data" not in form:
        return form.get("text", "")
    annotation = json.loads(form["data"])["annotation"]
    return "".join(part.get("text", part.get("interpretAs", "")) for part in annotation)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Proxy
    disable_nagle_algorithm: ClassVar[bool] = True

    def do_GET(self) -> None:
        self._pass_on(None)

    def do_POST(self) -> None:
        self._pass_on(self.rfile.read(int(self.headers["content-length"])))

    def _pass_on(self, body: bytes | None) -> None:
        form = {name: values[0] for name, values in parse_qs((body or b"").decode()).items()}
        self.server.asked.append((self.path, form))
        mischief = self.server.what_becomes_of(form) if body is not None else None
        if mischief == "hang":
            self.server.ended.wait(60)
        elif mischief == "drip":
            self._drip()
        elif mischief == "drop":
            self.close_connection = True
        elif mischief == "nonsense":
            self._answer(200, b'{"matches": [{"offset": "x"}], "software": {"version": "6.8"}}')
        elif isinstance(mischief, int):
            self._answer(mischief, self.server.words, self.server.headers)
        elif mischief is not None:
            self._answer(200, str(mischief).encode())
        else:
            self._ask(body)

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("content-length", "1000000")
        self.end_headers()
        while not self.server.ended.wait(0.2):
            try:
                self.wfile.write(b" ")
            except OSError:
                return

    def _ask(self, body: bytes | None) -> None:
        try:
            with urllib.request.urlopen(f"{self.server.behind}{self.path}", body, timeout=60) as response:
                status, said = response.status, response.read()
        except urllib.error.HTTPError as error:
            status, said = error.code, error.read()
        self._answer(status, said)

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Write nothing to the terminal."""


def wait_until(is_so: Any, seconds: float = 60.0) -> bool:
    """Whether ``is_so()`` becomes true within ``seconds``."""
    patience = time.monotonic() + seconds
    while time.monotonic() < patience:
        if is_so():
            return True
        time.sleep(0.05)
    return bool(is_so())
