"""The server on this machine: started when it is needed, found again, shared, replaced, and ended."""

from __future__ import annotations

import ipaddress
import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest

from ..process import COMMAND, Outcome, environment, lint_post
from .conftest import Server
from .proxy import Proxy, wait_until

pytestmark = pytest.mark.usefixtures("here")
POST = "It was a bit sad to loose them.\n"


class Place:
    """A cache folder and a post; what runs there is ended with the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state_file = folder / "cache/languagetool/server.json"
        (folder / "post.md").write_text(POST, "utf-8")

    def run(self, *arguments: str, **settings: str) -> Outcome:
        return lint_post(*arguments, "--cache-dir", "cache", cwd=self.folder, **settings)

    def server(self, what: str, *options: str, **settings: str) -> Outcome:
        return self.run("languagetool", what, *options, **settings)

    def check(self, *options: str, **settings: str) -> Outcome:
        return self.run("check", "--select", "grammar/languagetool", *options, "post.md", **settings)

    @property
    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = json.loads(self.state_file.read_text("utf-8"))
        return state

    @property
    def process(self) -> psutil.Process:
        return psutil.Process(self.state["server"][0])


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    here = Place(tmp_path)
    yield here
    here.server("stop")


def test_a_check_starts_it_and_the_next_one_finds_it(place: Place) -> None:
    assert "LOOSE_LOSE" in place.check().output
    first = place.state
    (place.folder / "post.md").write_text("It is a bit sad to loose us.\n", "utf-8")
    assert "LOOSE_LOSE" in place.check().output
    assert place.state == first


def test_it_is_reached_from_this_machine_alone(place: Place) -> None:
    place.server("start")
    listening = [one for one in place.process.net_connections("inet") if one.status == psutil.CONN_LISTEN]
    addresses = [ipaddress.ip_address(one.laddr.ip) for one in listening]
    assert addresses
    assert all(getattr(one, "ipv4_mapped", None) or one for one in addresses)
    assert all((getattr(one, "ipv4_mapped", None) or one).is_loopback for one in addresses)


def test_start_status_and_stop_say_how_it_is(place: Place, installation: Path) -> None:
    before = place.server("status")
    assert before.code == 0
    assert before.output.startswith(f"LanguageTool 6.8 in {installation / 'LanguageTool-6.8'}\nJava ")
    assert before.output.endswith("Server not running; the next check starts it.\n")
    started = place.server("start")
    port = place.state["port"]
    assert started.code == 0
    assert started.output.startswith(f"Server running at http://127.0.0.1:{port} (process {place.process.pid}, Java ")
    assert started.output.endswith("it stops after 15 minutes without use.\n")
    assert place.server("start").output == started.output
    assert place.server("status").output.endswith(started.output)
    process = place.process
    assert place.server("stop").notes == "Stopped.\n"
    assert wait_until(lambda: not process.is_running())
    assert place.server("stop").notes == "LanguageTool server not running.\n"


def test_two_runs_at_once_share_one(place: Place) -> None:
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: place.check("--no-cache"), range(2))
    assert first == second
    assert "LOOSE_LOSE" in first.output
    servers = [one for one in psutil.process_iter(["cmdline"]) if _is_server_of(one, place)]
    assert len(servers) == 1


def _is_server_of(process: psutil.Process, place: Place) -> bool:
    command = process.info["cmdline"] or []
    return "org.languagetool.server.HTTPServer" in command and process.cwd() == str(place.state_file.parent)


def test_one_that_was_killed_is_replaced(place: Place) -> None:
    place.server("start")
    place.process.kill()
    assert "LOOSE_LOSE" in place.check().output


def test_one_whose_watcher_was_killed_is_replaced(place: Place) -> None:
    place.server("start")
    orphan = place.process
    psutil.Process(place.state["watcher"][0]).kill()
    assert wait_until(lambda: not psutil.pid_exists(place.state["watcher"][0]))
    assert "LOOSE_LOSE" in place.check().output
    assert wait_until(lambda: not orphan.is_running())


def test_one_that_hangs_is_replaced(place: Place) -> None:
    place.server("start")
    hanging = place.process
    hanging.suspend()
    assert "LOOSE_LOSE" in place.check("--config", "languagetool.timeout = 3").output
    assert wait_until(lambda: not hanging.is_running())


def test_one_that_is_killed_in_the_middle_of_a_run_is_replaced(place: Place) -> None:
    paragraphs = [f"In paragraph {number} it was a bit sad to loose them, and so on and on." for number in range(1_000)]
    (place.folder / "post.md").write_text("\n\n".join(paragraphs) + "\n", "utf-8")
    place.server("start")
    victim = place.process
    command = [*COMMAND, "check", "--select", "grammar/languagetool", "--cache-dir", "cache", "--no-cache", "post.md"]
    with subprocess.Popen(command, cwd=place.folder, env=environment(), stdout=subprocess.PIPE, text=True) as run:
        used = place.state_file.stat().st_mtime_ns
        assert wait_until(lambda: place.state_file.stat().st_mtime_ns > used + 100_000_000)
        victim.kill()
        output, _ = run.communicate(timeout=240)
    assert output.count("LOOSE_LOSE") == 1_000


def test_it_ends_by_itself_when_nobody_uses_it(place: Place) -> None:
    place.server("start", "--config", 'languagetool.idle-timeout = "15 seconds"')
    process, watcher = place.process, psutil.Process(place.state["watcher"][0])
    for _ in range(4):  # as long as it is used, it stays
        (place.folder / "post.md").write_text(f"It is a bit sad to loose {_}.\n", "utf-8")
        assert "LOOSE_LOSE" in place.check().output
    assert process.is_running()
    assert wait_until(lambda: not process.is_running() and not watcher.is_running())
    assert not place.state_file.exists()


def test_a_port_that_is_taken_is_told(place: Place, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        done = place.server("start", "--port", str(port))
    assert (done.code, done.output) == (2, "")
    assert done.notes == f"lint-post: Port {port} is in use; choose another one.\n"
    assert place.server("start", "--port", str(port)).output.startswith(f"Server running at http://127.0.0.1:{port} ")


def test_its_memory_is_what_the_configuration_says(place: Place) -> None:
    place.server("start", "--config", 'languagetool.memory = "600 MB"')
    assert "-Xmx600m" in place.process.cmdline()
    assert "heap of at most 600 MB" in place.server("status").output


def test_ctrl_c_leaves_it_alone(place: Place) -> None:
    place.server("start")
    paragraphs = [f"In paragraph {number} it was a bit sad to loose them, and so on and on." for number in range(4_000)]
    (place.folder / "post.md").write_text("\n\n".join(paragraphs) + "\n", "utf-8")
    command = [*COMMAND, "check", "--cache-dir", "cache", "post.md"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=place.folder, env=environment(), text=True, **pipes) as run:  # type: ignore[call-overload]
        used = place.state_file.stat().st_mtime_ns
        assert wait_until(lambda: place.state_file.stat().st_mtime_ns > used + 100_000_000)
        run.send_signal(signal.SIGINT)
        _, notes = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Interrupted after" in notes
    assert place.process.is_running()


def test_a_check_from_a_folder_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text(POST, "utf-8")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache/languagetool").write_text("a file where the folder would be", "utf-8")
    done = lint_post("check", "--cache-dir", "cache", "post.md", cwd=tmp_path)
    assert done.code == 0
    assert "1 file not proofread: " in done.notes
    assert "(File exists); set another --cache-dir." in done.notes


def fake_java(folder: Path, says: str, code: int = 0) -> dict[str, str]:
    """An environment in which Java is a program that says ``says`` of its version."""
    program = folder / "bin/java"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f"#!/bin/sh\necho '{says}' >&2\nexit {code}\n", "utf-8")
    program.chmod(0o755)
    return {"PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}", "JAVA_HOME": ""}


@pytest.mark.parametrize(
    ("says", "why"),
    [
        ('java version "1.8.0_292"', "LanguageTool needs Java 17, but {java} is Java 1.8.0_292; "),
        ('openjdk version "11.0.2" 2019-01-15', "LanguageTool needs Java 17, but {java} is Java 11.0.2; "),
        (
            "The operation could not be completed. Unable to locate a Java Runtime.",
            "cannot determine the Java version of {java}; ",
        ),
    ],
)
def test_a_java_that_is_none_or_too_old_is_told(place: Place, tmp_path: Path, says: str, why: str) -> None:
    settings = fake_java(tmp_path, says)
    sentence = (
        why.format(java=tmp_path / "bin/java") + "install Java 17 or newer, or set a server with --languagetool-url"
    )
    done = place.check(**settings)
    assert (done.code, done.output) == (2, "")
    assert done.notes.startswith(f"lint-post: 1 file not proofread: {sentence}.\n")
    stated = f"{sentence[0].upper()}{sentence[1:]}."
    assert place.server("status", **settings).output.splitlines()[1] == stated
    assert place.server("start", **settings).notes == f"lint-post: {stated}\n"
    assert place.server("install", "--yes", **settings).code == 2


def test_without_java_a_check_says_what_to_do(place: Place, tmp_path: Path) -> None:
    done = lint_post("check", "--cache-dir", "cache", "post.md", cwd=tmp_path, PATH=str(tmp_path), JAVA_HOME="")
    assert done.code == 0
    assert "1 file not proofread: LanguageTool needs Java; install Java 17 or newer, " in done.notes


def test_the_java_of_java_home_comes_first(place: Place, tmp_path: Path) -> None:
    fake_java(tmp_path, 'openjdk version "12.0.1" 2019-04-16')
    assert "is Java 12.0.1; " in place.server("status", JAVA_HOME=str(tmp_path)).output


def test_status_says_whether_the_server_of_the_configuration_answers(
    server: Server, nobody: str, tmp_path: Path
) -> None:
    setting = f'languagetool.url = "{server.url}"'
    done = lint_post("languagetool", "status", "--config", setting, cwd=tmp_path)
    assert (done.code, done.output) == (0, "LanguageTool 6.8 responds at the URL in the config file.\n")
    done = lint_post("languagetool", "status", "--config", f'languagetool.url = "{nobody}"', cwd=tmp_path)
    assert (done.code, done.output) == (2, "")
    assert done.notes.startswith(f"lint-post: No response from {nobody}/v2; start the server")


def test_start_says_what_does_not_count(place: Place) -> None:
    place.server("start")
    port = place.state["port"]
    done = place.server("start", "--port", str(port + 1 if port < 65535 else port - 1))
    assert (done.code, done.output) == (2, "")
    assert (
        done.notes
        == f'lint-post: LanguageTool is already running on port {port}; stop it with "lint-post languagetool stop".\n'
    )
    done = place.server("start", "--config", 'languagetool.memory = "2 GB"')
    assert done.notes == (
        'The running server has other settings than the config file; run "lint-post languagetool stop" to apply them.\n'
    )
    done = place.server("start", "--config", 'languagetool.url = "http://localhost:1"')
    assert done.notes == "Checks use the server in the config file instead.\n"


def test_a_port_of_another_server_is_taken(place: Place, nobody: str) -> None:
    with Proxy(nobody) as other:  # which says of itself that it is well
        done = place.server("start", "--port", str(other.server_address[1]))
    assert (done.code, done.output) == (2, "")
    assert done.notes.endswith("is in use; choose another one.\n")


def test_nothing_in_the_cache_folder_is_run(place: Place) -> None:
    folder = place.state_file.parent
    folder.mkdir(parents=True)
    for name in ("psutil.py", "filelock.py", "json.py"):
        (folder / name).write_text("open('was-run', 'w').close()\n", "utf-8")
    assert "LOOSE_LOSE" in place.check().output
    assert list(place.folder.rglob("was-run")) == []


def test_nothing_outside_the_cache_folder_is_written(place: Place) -> None:
    victim = place.folder / "victim"
    victim.write_text("precious", "utf-8")
    folder = place.state_file.parent
    folder.mkdir(parents=True)
    for name in ("server.log", "server.new", "server.json"):
        (folder / name).symlink_to(victim)
    assert "LOOSE_LOSE" in place.check().output
    assert victim.read_text("utf-8") == "precious"


@pytest.mark.parametrize("said", ["", "{}", "[" * 100_000, "null", '{"port": 1}', "a" * 1_000_000])
def test_a_state_that_is_none_is_written_anew(place: Place, said: str) -> None:
    place.state_file.parent.mkdir(parents=True)
    place.state_file.write_text(said, "utf-8")
    assert place.server("stop").notes == "LanguageTool server not running.\n"
    place.state_file.write_text(said, "utf-8")
    assert place.server("status").code == 0
    assert place.server("start").code == 0


@pytest.fixture(scope="module")
def ended(installation: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The state of a server that has ended."""
    place = Place(tmp_path_factory.mktemp("ended"))
    place.server("start", LTP_PATH=str(installation))
    state = place.state
    place.server("stop")
    return state


@pytest.mark.parametrize("pid", ["1", -1, 10**22, None, True])
def test_a_process_that_is_none_is_left_alone(place: Place, ended: dict[str, Any], pid: object) -> None:
    place.state_file.parent.mkdir(parents=True)
    place.state_file.write_text(json.dumps(ended | {"server": [pid, 1.0], "watcher": [pid, None]}), "utf-8")
    assert place.server("stop").notes == "LanguageTool server not running.\n"


def test_no_foreign_process_is_ended(place: Place, ended: dict[str, Any]) -> None:
    place.state_file.parent.mkdir(parents=True)
    with subprocess.Popen(["sleep", "60"]) as foreign:
        began = psutil.Process(foreign.pid).create_time()
        place.state_file.write_text(json.dumps(ended | {"server": [foreign.pid, began]}), "utf-8")
        place.server("stop")
        assert foreign.poll() is None
        foreign.kill()


def test_folders_may_be_named_from_here(place: Place, installation: Path) -> None:
    (place.folder / "lt").symlink_to(installation)
    assert "LOOSE_LOSE" in place.check(LTP_PATH="lt").output
